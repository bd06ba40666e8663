'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ActList } from '@/components/help/act-list';
import { OpenedHints } from '@/components/help/opened-hints';
import { type Act as HelpAct, Request } from '@/components/help/request';
import { SupportPlace } from '@/components/support/support-links';
import { type Live, useLive } from '@/components/ui/live';
import { LiveMark } from '@/components/ui/live-mark';
import { LivePage } from '@/components/ui/live-page';
import { Moment } from '@/components/ui/moment';
import { Sheet } from '@/components/ui/sheet';
import { type CloseUp, type CloseUpNews, mergeCloseUp } from '@/lib/room/close-up';
import type { Act } from './act-form';
import { AttemptList } from './attempt-list';
import { AttendeeStanding, type StepOf } from './attendee-standing';
import { SolveList } from './solve-list';
import type { StepActions } from './step-acts';
import { MoveTrack } from './track-act';
import { ValueList } from './value-acts';

interface Props {
  /** The workshop's. */
  slug: string;
  /** The attendee's id. */
  id: string;
  /** Of all tracks. */
  steps: readonly (StepOf & { tracks: readonly string[] })[];
  /** Titles of all tracks. */
  tracks: Readonly<Record<string, string>>;
  /** Who looks at it, and to whom a request for help can be handed. */
  me: string;
  facilitators: readonly { id: string; name: string }[];
  /** Whether anything of the workshop can be changed yet. */
  isOpen: boolean;
  /** What the server rendered. */
  initial: CloseUp;
  acts: StepActions & { correctValue: Act; changeTrack: Act; help: HelpAct; offer: (step: string) => Promise<void> };
}

/** One attendee as facilitators see them, kept current. */
export function LiveCloseUp({ serverNow, ...props }: Props & { serverNow: number }) {
  return (
    <LivePage serverNow={serverNow}>
      <Listening {...props} />
    </LivePage>
  );
}

const take = (known: CloseUp, news: unknown): CloseUp => mergeCloseUp(known, news as CloseUpNews); // made by our own route
const isCurrent = (known: CloseUp, revision: string) => known.revision === revision;

function Listening(props: Props) {
  const { slug, id, initial } = props;
  const [begun] = useState(initial);
  const live = useMemo((): Live<CloseUp> => {
    const address = `/api/events?board=${encodeURIComponent(slug)}&attendee=${id}`;
    return { key: ['close-up', slug, id], events: address, missed: () => `${address}&now`, merge: take, isCurrent };
  }, [slug, id]);
  const { options, state } = useLive(live, begun);
  const { data = begun } = useQuery(options);
  const shown = useMemo(() => mergeCloseUp(data, initial), [data, initial]); // an act renders the page again
  const gone = (
    <>
      Not live: they left this workshop, or you no longer run it. <a href={`/facilitate/${slug}`}>Back to the board</a>
    </>
  );
  return (
    <>
      <div role="status">
        <LiveMark state={state} noAccess={gone} />
      </div>
      <Shown {...props} shown={shown} />
    </>
  );
}

function Shown({ slug, id, steps, tracks, me, facilitators, isOpen, acts, shown }: Props & { shown: CloseUp }) {
  const whose = { workshop: slug, attendee: id };
  const { track } = shown;
  const own = useMemo(() => steps.filter((s) => s.tracks.includes(track)), [steps, track]);
  const titles = useMemo(() => Object.fromEntries(steps.flatMap((s) => s.checks.map((c) => [c.id, c.title]))), [steps]);
  const numberOf = (step: string) => steps.find((s) => s.slug === step)?.number ?? step;
  const others = Object.fromEntries(Object.entries(tracks).filter(([name]) => name !== track));
  return (
    <>
      <p className="text-ink-2">
        {[shown.userName, Object.keys(others).length > 0 ? tracks[track]?.toLowerCase() : null].filter(Boolean).join(' · ')} · joined{' '}
        <Moment at={shown.joinedAt} />
      </p>
      {shown.help ? (
        <section aria-label="Asks for help" className="mt-4">
          <Sheet>
            <Request request={shown.help} steps={steps} me={me} facilitators={facilitators} base={`/facilitate/${slug}`} act={acts.help} />
          </Sheet>
        </section>
      ) : null}
      <SupportPlace of={{ board: slug, attendee: id }}>
        <AttendeeStanding whose={whose} steps={own} standings={shown.standings} passed={shown.passed} at={shown.at} acts={acts} />
        <SolveList steps={shown.solves} offer={acts.offer} />
        <OpenedHints hints={shown.hints} numberOf={numberOf} />
        <ValueList whose={whose} values={shown.values} act={acts.correctValue} />
        <h2>Attempts</h2>
        <AttemptList attempts={shown.attempts} titles={titles} />
      </SupportPlace>
      <h2>What was done for them</h2>
      <ActList acts={shown.acts} />
      {Object.keys(others).length > 0 && isOpen ? (
        <>
          <h2>Their track</h2>
          <p className="mb-2">
            They’re on <b>{tracks[track]}</b>.
          </p>
          <MoveTrack whose={whose} others={others} act={acts.changeTrack} />
        </>
      ) : null}
    </>
  );
}
