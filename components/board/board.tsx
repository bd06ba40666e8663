'use client';
import { memo, useEffect, useMemo, useState } from 'react';
import { useRoom } from '@/components/help/room';
import { BoardMap } from '@/components/map/board-map';
import type { MapView } from '@/components/map/map-view';
import { Chip } from '@/components/ui/chip';
import { Clock } from '@/components/ui/clock';
import { LiveMark } from '@/components/ui/live-mark';
import { LivePage } from '@/components/ui/live-page';
import type { LiveState } from '@/components/ui/live-source';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import type { Room as Beside } from '@/lib/room/room';
import { everybody, type Filter, isNarrow, type Shared, sharedIn } from './filter';
import { Filters } from './filters';
import { BoardKeys } from './keys';
import { PaceFacts } from './pace-strip';
import { Pages } from './pages';
import { barsOf, StepBars } from './step-bars';
import { AttendeeTable } from './table';
import { useFilter } from './use-filter';
import { type Rows, useRows } from './use-rows';
import { type BoardStart, boardView, type Room, settledNow } from './view';

interface Props extends Room {
  slug: string;
  /** What the server rendered; the other attendees are asked for once the page is live. */
  start: BoardStart;
  filter: Filter;
  /** What goes on beside the rows: the search finds what people share. */
  beside: Beside;
  serverNow: number;
  /** Titles of all tracks; a row names all but the first, which most people are on. */
  tracks: Readonly<Record<string, string>>;
  /** The lab's map of all tracks; null where it has none. */
  map: MapView | null;
}

/** All attendees by steps, kept current. */
export function Board({ serverNow, ...props }: Props) {
  return (
    <LivePage serverNow={serverNow}>
      <LiveBoard {...props} />
    </LivePage>
  );
}

type Live = Omit<Props, 'serverNow'>;

/** Follows the clock, and draws the rest every five seconds. */
function LiveBoard(props: Live) {
  const { start, slug, plan } = props;
  const live = useRows(slug, { rows: start.rows, isWhole: start.pace.total === start.rows.length, plan });
  return <Shown {...props} {...live} now={settledNow(useNow())} />;
}

const Shown = memo(function Shown(props: Live & Rows & { state: LiveState; now: number }) {
  const { slug, steps, plan, start, tracks, map, rows, isWhole, state, now } = props;
  const names = useMemo(() => Object.keys(tracks), [tracks]);
  const { filter, choose } = useFilter(props.filter, steps, names);
  const shared = useShared(props.beside, filter);
  const view = useMemo(
    () => boardView(rows, { steps, plan }, filter, now, { known: isWhole ? undefined : start.pace, shared }),
    [rows, steps, plan, filter, now, isWhole, start, shared],
  );
  const { shown, facets, totals, pace } = isWhole ? view : { ...start, shown: view.shown };
  const found = isWhole ? shown.length : start.found;
  const rowTitles = useMemo(() => Object.fromEntries(Object.entries(tracks).slice(1)), [tracks]);
  return (
    <div className="px-4 pt-2 pb-20 wide:px-6">
      <p role="status" className="text-sm text-ink-2">
        <LiveMark state={state} />
        <LiveChip state={state} now={now} /> {pace.total} {pace.total === 1 ? 'attendee' : 'attendees'}
        {totals.help > 0 ? `, ${totals.help} asking for help` : ''}
        {totals.stuck > 0 ? `, ${totals.stuck} stuck` : ''}
      </p>
      {pace.total === 0 ? (
        <Note>Nobody has joined yet. Show the join code: people who sign in and enter it appear here at once.</Note>
      ) : (
        <>
          <Filters {...{ filter, facets, steps, tracks, choose, found }} total={pace.total}>
            <div className="flex flex-wrap items-end gap-x-6 gap-y-3 rounded-lg border bg-raised px-4 py-3">
              <PaceFacts pace={pace} plan={plan} now={now} scheduleHref={`/facilitate/${slug}/schedule`} />
              <StepBars
                bars={barsOf(steps, facets.step, { notStarted: facets.group['not-started'], done: facets.group.done }, filter)}
                choose={({ name, value, isChosen }) => choose({ [name]: isChosen ? null : value })}
              />
            </div>
          </Filters>
          {map && isWhole ? (
            <BoardMap
              view={map}
              rows={rows}
              steps={steps}
              chosen={filter.step}
              choose={(step) => choose({ step: filter.step === step ? null : step })}
            />
          ) : null}
          <AttendeeTable
            {...{ slug, steps, plan, shown }}
            total={found}
            trackTitles={rowTitles}
            isStale={state !== 'live' && state !== 'connecting'}
            empty={
              <Note>
                Nobody matches {isNarrow(filter) ? 'what you chose' : 'right now'}.{' '}
                <a
                  href="?"
                  onClick={(event) => {
                    event.preventDefault();
                    choose({ ...everybody, sort: filter.sort });
                  }}
                >
                  Show everybody
                </a>
              </Note>
            }
          />
          <div className="mt-3 max-wide:hidden">
            <BoardKeys />
          </div>
        </>
      )}
      {isWhole ? null : <Pages page={start.page} pages={start.pages} filter={filter} />}
    </div>
  );
});

const nothing: Shared = new Map();

/** What people share, as long as somebody searches. */
function useShared(beside: Beside, { q }: Filter): Shared {
  const { together } = useRoom(beside);
  const isSearched = q.trim() !== '';
  return useMemo(() => (isSearched ? sharedIn(together) : nothing), [isSearched, together]);
}

const liveWords: Partial<Record<LiveState, string>> = { connecting: '○ connecting', live: '● live' };

/** Whether the board is live and, if not, of when it is. */
function LiveChip({ state, now }: { state: LiveState; now: number }) {
  const isAway = liveWords[state] === undefined;
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => setSince((known) => (isAway ? (known ?? now) : null)), [isAway, now]);
  if (!isAway) return <Chip>{liveWords[state]}</Chip>;
  return (
    <span data-status="wrong">
      <Chip className="border-tone bg-tone-soft font-semibold text-tone">
        ○ not live{since === null ? '' : ', as of '}
        {since === null ? null : <Clock at={since} hasZone />}
      </Chip>
    </span>
  );
}
