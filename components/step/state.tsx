'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Live, useLive } from '@/components/ui/live';
import { LiveMark } from '@/components/ui/live-mark';
import { LivePage } from '@/components/ui/live-page';
import { merge, mergeTold } from '@/lib/attendee/merge';
import type { AttendeeState, Told } from '@/lib/attendee/state';
import { useForgetting } from './forgetting';
import { type Neighborhood, neighborsOf, onTrack, type RailSection } from './rail-sections';

/** Identifies this page load in its event stream and its presses, so that the stream does not repeat what a press answered. */
export const tab: string = Math.random().toString(36).slice(2);

/** Account of an attendee, wherever it comes from: all of them are made by the same functions of ours. */
const take = (known: AttendeeState, news: unknown): AttendeeState => merge(known, news as AttendeeState);
const takeTold = (known: AttendeeState, told: unknown): AttendeeState => mergeTold(known, told as Told);
const isCurrent = (known: AttendeeState, revision: string) => known.revision === revision;

type Options = ReturnType<typeof useLive<AttendeeState>>['options'];
interface Context {
  slug: string;
  sections: readonly RailSection[];
  state: AttendeeState;
  options: Options;
  /** Whether the page is told of changes, or is about to be; waiting steps are checked again only then. */
  isLive: boolean;
}
/** Whose stream is refused while they are signed in is not in the workshop anymore. */
const removed = (
  <>
    Not live: you’re no longer in this workshop. A facilitator may have removed you. <a href="/?join=needed">How to come back</a>
  </>
);
const Attendee = createContext<Context | null>(null);

function useContextOf(): Context {
  const context = useContext(Attendee);
  if (!context) throw new Error('useAttendee stands outside an AttendeeProvider.');
  return context;
}

interface Props {
  /** The workshop's. */
  slug: string;
  /** The lab's sections with the steps of every track. The state says which track is the attendee's. */
  sections: readonly RailSection[];
  initial: AttendeeState;
  serverNow: number;
  children: ReactNode;
}

/** An attendee's progress for all pages of a workshop: rendered by the server, then kept current by its event stream. */
export function AttendeeProvider({ serverNow, ...props }: Props) {
  return (
    <LivePage serverNow={serverNow}>
      <LiveAttendee {...props} />
    </LivePage>
  );
}

function LiveAttendee({ slug, sections, initial, children }: Omit<Props, 'serverNow'>) {
  const [begun] = useState(initial);
  const live = useMemo((): Live<AttendeeState> => {
    const address = `/api/events?workshop=${encodeURIComponent(slug)}`;
    return {
      key: ['attendee', slug],
      events: `${address}&tab=${tab}`,
      missed: () => `${address}&now`,
      merge: take,
      mergeAside: takeTold,
      isCurrent,
    };
  }, [slug]);
  const { options, state: connection } = useLive(live, begun);
  const { data = begun } = useQuery(options);
  useEffect(() => {
    if (data.person !== initial.person) location.reload(); // somebody else has signed in meanwhile, in another tab
  }, [data, initial]);
  useForgetting(connection === 'signed-out' ? null : data.person);
  const state = useMemo(() => merge(data, initial), [data, initial]); // the server renders the layout again after a switch of track
  const isLive = connection === 'live' || connection === 'connecting';
  const context = useMemo(() => ({ slug, sections, state, options, isLive }), [slug, sections, state, options, isLive]);
  return (
    <Attendee value={context}>
      {children}
      <div role="status">
        <LiveMark state={connection} noAccess={removed} />
      </div>
    </Attendee>
  );
}

/** The workshop that these pages are of. */
export const useSlug = (): string => useContextOf().slug;

export const useAttendee = (): AttendeeState => useContextOf().state;

/** Whether waiting steps are checked again by themselves, as far as this page goes. */
export const useIsLive = (): boolean => useContextOf().isLive;

/** The sections and steps of the attendee's track, also after a switch in another tab. */
export function useSections(): RailSection[] {
  const { sections } = useContextOf();
  const { track } = useAttendee();
  return useMemo(() => onTrack(sections, track), [sections, track]);
}

/** The steps before and after a step on the attendee's track. */
export const useNeighbors = (slug: string): Neighborhood => neighborsOf(useSections(), slug);

/** Access to the state outside a render: merge an answer, fetch again, read. */
export function useAttendeeCache() {
  const { queryKey } = useContextOf().options;
  const client = useQueryClient();
  return useMemo(
    () => ({
      take: (news: AttendeeState) => client.setQueryData<AttendeeState>(queryKey, (known) => merge(known, news)),
      refetch: () => void client.invalidateQueries({ queryKey }),
      /** Fetches again. @returns whether that worked */
      ask: () =>
        client.refetchQueries({ queryKey }, { throwOnError: true }).then(
          () => true,
          () => false,
        ),
      read: () => client.getQueryData<AttendeeState>(queryKey),
    }),
    [client, queryKey],
  );
}
