'use client';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { NowProvider } from '@/components/ui/now';
import { merge } from './merge';
import type { AttendeeState } from './view';

const Slug = createContext('');
const keyOf = (slug: string) => ['attendee', slug] as const;

/**
 * An attendee's progress for all pages of a workshop: rendered by the server, then kept current by its event stream, which
 * begins with what has changed since, and so also closes every gap.
 */
export function AttendeeProvider({
  slug,
  initial,
  have,
  serverNow,
  children,
}: {
  slug: string;
  initial: AttendeeState;
  /** Which standings those are, for the stream not to send them again. */
  have: string;
  serverNow: number;
  children: ReactNode;
}) {
  const [client] = useState(() => {
    const made = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } });
    made.setQueryData(keyOf(slug), initial);
    return made;
  });
  const [had] = useState(have); // of what `client` began with, whatever the server renders later
  useEffect(() => {
    const events = new EventSource(`/api/events?workshop=${encodeURIComponent(slug)}&have=${had}`);
    events.addEventListener('state', (event) => {
      client.setQueryData<AttendeeState>(keyOf(slug), (known) => merge(known, JSON.parse(event.data) as AttendeeState)); // from our own route
    });
    return () => events.close();
  }, [client, slug, had]);
  return (
    <QueryClientProvider client={client}>
      <NowProvider serverNow={serverNow}>
        <Slug value={slug}>{children}</Slug>
      </NowProvider>
    </QueryClientProvider>
  );
}

/** The workshop that these pages are of. */
export const useSlug = (): string => useContext(Slug);

export function useAttendee(): AttendeeState {
  const slug = useContext(Slug);
  const client = useQueryClient();
  const { data } = useQuery<AttendeeState>({
    queryKey: keyOf(slug),
    queryFn: () => Promise.reject(new Error('pushed, not fetched')),
    enabled: false,
  });
  const state = data ?? client.getQueryData<AttendeeState>(keyOf(slug));
  if (!state) throw new Error('useAttendee stands outside an AttendeeProvider.');
  return state;
}

/** Takes in the state that an action brought back. */
export function useTakeState(): (state: AttendeeState) => void {
  const slug = useContext(Slug);
  const client = useQueryClient();
  return (state) => client.setQueryData<AttendeeState>(keyOf(slug), (known) => merge(known, state));
}
