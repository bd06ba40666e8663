'use client';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { memo, useMemo, useState } from 'react';
import { Chip } from '@/components/ui/chip';
import { type Live, useLive } from '@/components/ui/live';
import { LiveMark } from '@/components/ui/live-mark';
import type { LiveState } from '@/components/ui/live-source';
import { statusWords, Word } from '@/components/ui/mark';
import { Note } from '@/components/ui/note';
import { NowProvider, short, useNow } from '@/components/ui/now';
import type { BoardNews, BoardRow } from '@/lib/progress/board';
import type { StepStatus } from '@/lib/progress/standing';
import { type BoardStep, type Group, groupOf, idleMinutes, mergeRows, stuckMinutes } from './view';

interface Props {
  slug: string;
  steps: BoardStep[];
  initial: BoardRow[];
  serverNow: number;
  /** Of the tracks that deserve a word. */
  trackTitles: Record<string, string>;
}

/** The room, live. */
export function Board({ serverNow, ...props }: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <NowProvider serverNow={serverNow}>
        <Room {...props} />
      </NowProvider>
    </QueryClientProvider>
  );
}

const take = (known: BoardRow[], news: unknown): BoardRow[] => mergeRows(known, news as BoardNews[]); // from our own route
const lastRevision = (rows: readonly BoardRow[]) => rows.reduce((max, r) => (BigInt(r.revision) > max ? BigInt(r.revision) : max), 0n);
/** A change that was written late may have a lower revision than one already seen, so what was missed is always asked for. */
const isCurrent = () => false;

function useRows(slug: string, initial: BoardRow[]): { rows: BoardRow[]; state: LiveState } {
  const [begun] = useState(initial);
  const live = useMemo((): Live<BoardRow[]> => {
    const address = `/api/events?board=${encodeURIComponent(slug)}`;
    return {
      key: ['board', slug],
      events: address,
      missed: (rows) => `${address}&since=${lastRevision(rows)}&now`,
      merge: take,
      isCurrent,
    };
  }, [slug]);
  const { options, state } = useLive(live, begun);
  return { rows: useQuery(options).data ?? begun, state };
}

const liveWords: Partial<Record<LiveState, string>> = { connecting: '○ connecting', live: '● live' };

const tiles: { group: Group; words: string }[] = [
  { group: 'help', words: 'asking for help' },
  { group: 'stuck', words: `stuck, over ${stuckMinutes} min or 3 tries` },
  { group: 'waiting', words: 'waiting for a service' },
  { group: 'idle', words: `idle over ${idleMinutes} min` },
  { group: 'moving', words: 'moving' },
  { group: 'not-started', words: 'not started' },
  { group: 'done', words: 'all done' },
];
const urgency = new Map(tiles.map((t, i) => [t.group, i]));

function Room({ slug, steps, initial, trackTitles }: Omit<Props, 'serverNow'>) {
  const { rows, state } = useRows(slug, initial);
  const minute = Math.floor(useNow() / 5000) * 5000; // groups change by the minute: no need to sort each second
  const [only, setOnly] = useState<Group | null>(null);
  const grouped = useMemo(() => {
    const all = rows.map((row) => ({ row, group: groupOf(row, steps, minute) }));
    return all.sort((a, b) => (urgency.get(a.group) ?? 9) - (urgency.get(b.group) ?? 9));
  }, [rows, steps, minute]);
  const count = (group: Group) => grouped.filter((g) => g.group === group).length;
  const shown = only ? grouped.filter((g) => g.group === only) : grouped;
  return (
    <div className="px-4 pt-4 pb-20 wide:px-6">
      <p role="status" className="text-sm text-ink-2">
        <LiveMark state={state} />
        <Chip>{liveWords[state] ?? '○ not live'}</Chip> {rows.length} {rows.length === 1 ? 'attendee' : 'attendees'}
        {count('help') > 0 ? `, ${count('help')} asking for help` : ''}
        {count('stuck') > 0 ? `, ${count('stuck')} stuck` : ''}
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
            <b className="block text-lg text-ink">{count(group)}</b>
            {words}
          </button>
        ))}
      </div>
      {rows.length === 0 ? (
        <Note>Nobody has joined yet. Show the join code: whoever signs in and types it appears here at once.</Note>
      ) : (
        // a table wider than the screen is scrolled with the keyboard, too
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above
        <section className="relative overflow-x-auto" tabIndex={0} aria-label="Attendees by steps">
          <table className={table}>
            <thead>
              <tr>
                <th scope="col" className={nameCell}>
                  Attendee
                </th>
                {steps.map((s) => (
                  <th scope="col" className="w-14 max-wide:min-w-14" key={s.slug} title={s.title}>
                    {s.number}
                    <span className="sr-only"> {s.title}</span>
                  </th>
                ))}
                <th scope="col" className={lagCell}>
                  On this step
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ row, group }) => (
                <Row
                  key={row.id}
                  row={row}
                  group={group}
                  steps={steps}
                  href={`/facilitate/${slug}/${row.id}`}
                  trackTitle={trackTitles[row.track] ?? null}
                />
              ))}
            </tbody>
          </table>
          {shown.length === 0 ? <Note>Nobody here right now.</Note> : null}
        </section>
      )}
    </div>
  );
}

const groupWords: Partial<Record<Group, { word: string; status: StepStatus }>> = {
  help: { word: 'asks for help', status: 'wrong' },
  stuck: { word: 'stuck', status: 'wrong' },
  waiting: { word: 'waiting', status: 'waiting' },
  idle: { word: 'idle', status: 'missing' },
  done: { word: 'all done', status: 'pass' },
};

// the cells are many, so the table says how they look
const table =
  'w-full border-separate [border-spacing:0] rounded-lg border bg-raised text-sm [:where(&)_td]:border-b [:where(&)_td]:px-1 [:where(&)_td]:py-2 [:where(&)_td]:text-center [&_td[data-status]]:text-xs/4 [&_td[data-status]]:font-semibold [&_td[data-status]]:text-tone [:where(&)_th]:border-b [:where(&)_th]:px-1 [:where(&)_th]:py-2 [&_thead]:text-xs [&_thead]:text-ink-2 [&_tbody_tr:last-child>*]:border-b-0';
const nameCell = 'min-w-30 pl-4 text-left max-wide:sticky max-wide:left-0 max-wide:border-r max-wide:bg-raised max-wide:wrap-anywhere';
const lagCell = 'min-w-37 pr-4 text-right text-ink-2';

/** Kept as it is while its attendee is: of five hundred rows a change touches one. */
const Row = memo(function Row({
  row,
  group,
  steps,
  href,
  trackTitle,
}: {
  row: BoardRow;
  group: Group;
  steps: BoardStep[];
  href: string;
  trackTitle: string | null;
}) {
  const words = groupWords[group];
  return (
    <tr>
      <th scope="row" className={`${nameCell} font-medium`}>
        <a href={href} className="text-ink">
          {row.name}
        </a>{' '}
        {words ? <Word status={words.status}>{words.word}</Word> : null} {row.helpAt ? <Waited since={row.helpAt} /> : null}{' '}
        {trackTitle ? <small className="text-ink-3">{trackTitle.toLowerCase()}</small> : null}
      </th>
      {steps.map((s) => (
        <Cell key={s.slug} step={s} cell={row.cells[s.slug]} isMine={s.tracks.includes(row.track)} />
      ))}
      <td className={lagCell}>
        <Lag row={row} steps={steps} />
      </td>
    </tr>
  );
});

function Waited({ since }: { since: string }) {
  return <small className="text-ink-3">for {short(useNow() - Date.parse(since))}</small>;
}

/** A status as one element, as there are ten thousand of them: the mark is drawn by the style sheet, from the status. */
function Cell({ step, cell, isMine }: { step: BoardStep; cell: BoardRow['cells'][string] | undefined; isMine: boolean }) {
  if (!isMine) return <td title="not on this track" />;
  if (!cell) return <td />;
  const { status, note } = cell;
  return (
    <td data-status={status} title={`${step.title}: ${statusWords[status]}${note ? `, ${note}` : ''}`}>
      {status === 'pass' ? <span className="sr-only">{statusWords[status]}</span> : statusWords[status]}
    </td>
  );
}

function Lag({ row, steps }: { row: BoardRow; steps: BoardStep[] }) {
  const now = useNow();
  const step = steps.find((s) => s.slug === row.step);
  if (!step) return 'not started';
  const tries = row.failedTries > 0 ? `, ${row.failedTries} ${row.failedTries === 1 ? 'try' : 'tries'}` : '';
  return `${step.number}, ${short(now - Date.parse(row.stepSince))}${tries}`;
}
