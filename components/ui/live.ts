import { type QueryKey, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

/** Something that the server keeps telling of, and how to take that in. */
export interface Live<T> {
  key: QueryKey;
  /** The address of its event stream: `hello`, then `news` as it happens. */
  events: string;
  /** The address that answers with news for a page that knows this much. */
  missed: (known: T) => string;
  merge: (known: T, news: unknown) => T;
  /** Whether a page that knows this much has missed nothing, by the revision with which the stream begins. */
  isCurrent: (known: T, revision: string) => boolean;
}

const longestPauseMs = 30_000;

/**
 * An event stream as a query: it starts with what the server rendered, takes in the news, and is fetched again after every gap,
 * as when the stream begins with another revision than the page has. A stream that was refused is opened again.
 * @returns the query's options, for `useQuery`, and whether the stream is open
 */
export function useLive<T>({ key, events, missed, merge, isCurrent }: Live<T>, initial: T) {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const options = useMemo(
    () =>
      queryOptions<T>({
        queryKey: key,
        initialData: initial,
        staleTime: Number.POSITIVE_INFINITY,
        async queryFn({ signal }) {
          const response = await fetch(missed(client.getQueryData<T>(key) ?? initial), { signal });
          if (!response.ok) throw new Error(`${response.status}`);
          const news: unknown = await response.json();
          return merge(client.getQueryData<T>(key) ?? initial, news); // what arrived meanwhile stays
        },
      }),
    [client, key, initial, missed, merge],
  );
  useEffect(() => {
    const known = () => client.getQueryData<T>(key) ?? initial;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    function open() {
      source = new EventSource(events);
      source.addEventListener('hello', (event) => {
        failures = 0;
        setLive(true);
        const { revision } = JSON.parse(event.data) as { revision: string }; // from our own route, as is the news
        if (!isCurrent(known(), revision)) void client.invalidateQueries({ queryKey: key });
      });
      source.addEventListener('news', (event) => client.setQueryData<T>(key, merge(known(), JSON.parse(event.data))));
      source.addEventListener('error', () => {
        setLive(false);
        if (source.readyState !== EventSource.CLOSED) return; // the browser opens it again by itself
        const pause = Math.min(longestPauseMs, 1000 * 2 ** failures++);
        timer = setTimeout(open, pause * (0.5 + Math.random())); // a room full of pages must not come back all at once
      });
    }
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client, key, events, initial, merge, isCurrent]);
  return { options, isLive };
}
