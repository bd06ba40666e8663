import { type QueryKey, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { tellAside } from './aside';
import { LiveSource, type LiveState, Refused } from './live-source';

/** Data that the server keeps up to date, and how to merge its updates. */
export interface Live<T> {
  key: QueryKey;
  /** URL of the event stream: `hello` first, then `news` for each change. */
  events: string;
  /** URL that answers with what a page at this revision has missed. */
  missed: (known: T) => string;
  merge: (known: T, news: unknown) => T;
  /** The same for what the stream sends besides its news. Without it, that goes to `useAside`. */
  mergeAside?: (known: T, aside: unknown) => T;
  /** Whether a page with this data is up to date, given the revision in the stream's `hello`. */
  isCurrent: (known: T, revision: string) => boolean;
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 401) throw new Refused('signed-out');
  if (response.status === 403) throw new Refused('no-access');
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/**
 * An event stream as a query: it starts with what the server rendered, takes in the news, and is fetched again after every gap,
 * as when the stream begins with another revision than the page has.
 * @returns the query's options, for `useQuery`, and how current it is
 */
export function useLive<T>({ key, events, missed, merge, mergeAside, isCurrent }: Live<T>, initial: T) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const options = useMemo(
    () =>
      queryOptions<T>({
        queryKey: key,
        initialData: initial,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always', // try even if the browser thinks it is offline
        retry: (failures, error) => failures < 2 && !(error instanceof Refused),
        async queryFn({ signal }) {
          const news = await read(await fetch(missed(client.getQueryData<T>(key) ?? initial), { signal }));
          return merge(client.getQueryData<T>(key) ?? initial, news); // keep what arrived meanwhile
        },
      }),
    [client, key, initial, missed, merge],
  );
  useEffect(() => {
    const known = () => client.getQueryData<T>(key) ?? initial;
    const catchUp = () => client.refetchQueries({ queryKey: key }, { throwOnError: true });
    const source = new LiveSource({
      events,
      hello: async (revision) => isCurrent(known(), revision) || (await catchUp()),
      news: (news) => client.setQueryData<T>(key, merge(known(), news)),
      aside: (aside) => (mergeAside ? client.setQueryData<T>(key, mergeAside(known(), aside)) : tellAside(aside)),
      catchUp,
      say: setState,
    });
    const wake = () => document.visibilityState === 'visible' && source.wake();
    const sleep = () => source.sleep();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('pageshow', wake);
    window.addEventListener('online', wake);
    window.addEventListener('offline', sleep);
    return () => {
      source.end();
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', sleep);
    };
  }, [client, key, events, initial, merge, mergeAside, isCurrent]);
  return { options, state };
}
