'use client';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { BoardMap } from '@/components/map/board-map';
import type { MapView } from '@/components/map/map-view';
import { Chip } from '@/components/ui/chip';
import { type Live, useLive } from '@/components/ui/live';
import { LiveMark } from '@/components/ui/live-mark';
import type { LiveState } from '@/components/ui/live-source';
import { Note } from '@/components/ui/note';
import { NowProvider, useNow } from '@/components/ui/now';
import type { BoardAnswer, BoardNews, BoardRow } from '@/lib/progress/board';
import { Pages } from './pages';
import { AttendeeTable } from './table';
import {
  type BoardStart,
  type BoardStep,
  byUrgency,
  countsOf,
  type Group,
  idleMinutes,
  mergeRows,
  settledNow,
  stuckMinutes,
  stuckTries,
} from './view';

interface Props {
  slug: string;
  steps: BoardStep[];
  /** What the server rendered; the other attendees are asked for once the page is live. */
  start: BoardStart;
  serverNow: number;
  /** Titles of the tracks that a row names. */
  trackTitles: Record<string, string>;
  /** The lab's map of all tracks; null where it has none. */
  map: MapView | null;
}

/** All attendees by steps, kept current. */
export function Board({ serverNow, ...props }: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <NowProvider serverNow={serverNow}>
        <LiveBoard {...props} />
      </NowProvider>
    </QueryClientProvider>
  );
}

interface Known {
  rows: BoardRow[];
  /** Whether these are all attendees. */
  isWhole: boolean;
}

/** The stream sends a list of rows; what is asked for is answered with whether they are all. Both are our own. */
function take(known: Known, told: unknown): Known {
  const { rows, isWhole } = Array.isArray(told) ? { rows: told as BoardNews[], isWhole: false } : (told as BoardAnswer);
  return { rows: mergeRows(known.rows, rows), isWhole: known.isWhole || isWhole };
}
const lastRevision = (rows: readonly BoardRow[]) => rows.reduce((max, r) => (BigInt(r.revision) > max ? BigInt(r.revision) : max), 0n);
/** A change that commits late may have a lower revision than one already seen, so the board always asks what it missed. */
const isCurrent = () => false;

function useKnown(slug: string, { rows, page, pages }: BoardStart): Known & { state: LiveState } {
  const [begun] = useState<Known>({ rows, isWhole: page === 1 && pages === 1 });
  const live = useMemo((): Live<Known> => {
    const address = `/api/events?board=${encodeURIComponent(slug)}`;
    return {
      key: ['board', slug],
      events: address,
      missed: (known) => `${address}&since=${known.isWhole ? lastRevision(known.rows) : 0n}&now`,
      merge: take,
      isCurrent,
    };
  }, [slug]);
  const { options, state } = useLive(live, begun);
  return { ...(useQuery(options).data ?? begun), state };
}

const liveWords: Partial<Record<LiveState, string>> = { connecting: '○ connecting', live: '● live' };

const tiles: { group: Group; words: string }[] = [
  { group: 'help', words: 'asking for help' },
  { group: 'stuck', words: `stuck, over ${stuckMinutes} min or ${stuckTries} tries` },
  { group: 'waiting', words: 'waiting for a service' },
  { group: 'idle', words: `idle over ${idleMinutes} min` },
  { group: 'moving', words: 'moving' },
  { group: 'not-started', words: 'not started' },
  { group: 'done', words: 'all done' },
];

function LiveBoard({ slug, steps, start, trackTitles, map }: Omit<Props, 'serverNow'>) {
  const { rows, isWhole, state } = useKnown(slug, start);
  const now = settledNow(useNow());
  const [only, setOnly] = useState<Group | null>(null);
  const grouped = useMemo(() => byUrgency(rows, steps, now), [rows, steps, now]);
  const counts = useMemo(() => (isWhole ? countsOf(grouped) : start.counts), [isWhole, grouped, start]);
  const total = isWhole ? rows.length : Object.values(counts).reduce((sum, n) => sum + n, 0);
  const shown = only ? grouped.filter((g) => g.group === only) : grouped;
  return (
    <div className="px-4 pt-4 pb-20 wide:px-6">
      <p role="status" className="text-sm text-ink-2">
        <LiveMark state={state} />
        <Chip>{liveWords[state] ?? '○ not live'}</Chip> {total} {total === 1 ? 'attendee' : 'attendees'}
        {counts.help > 0 ? `, ${counts.help} asking for help` : ''}
        {counts.stuck > 0 ? `, ${counts.stuck} stuck` : ''}
      </p>
      <div className="my-4 grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2 wide:flex wide:flex-wrap wide:gap-3">
        {tiles.map(({ group, words }) => (
          <button
            key={group}
            type="button"
            className="rounded-lg border bg-raised px-3 py-2 text-left text-sm text-ink-2 hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft"
            aria-pressed={only === group}
            onClick={() => setOnly(only === group ? null : group)}
          >
            <b className="block text-lg text-ink">{counts[group]}</b>
            {words}
          </button>
        ))}
      </div>
      {map && isWhole && total > 0 ? <BoardMap view={map} rows={rows} steps={steps} /> : null}
      {total === 0 ? (
        <Note>Nobody has joined yet. Show the join code: whoever signs in and types it appears here at once.</Note>
      ) : (
        <AttendeeTable slug={slug} steps={steps} shown={shown} total={only ? counts[only] : total} trackTitles={trackTitles} />
      )}
      {isWhole ? null : <Pages page={start.page} pages={start.pages} />}
    </div>
  );
}
