import type { BoardNews, BoardRow } from '@/lib/progress/board';

export interface BoardStep {
  slug: string;
  number: string;
  title: string;
  tracks: readonly string[];
}

/** Either of these makes an attendee stuck. */
export const stuckMinutes = 10;
export const stuckTries = 3;
/** Minutes without any activity after which an attendee is idle. */
export const idleMinutes = 20;

/** Most urgent first: who needs the facilitator. */
export const groups = ['help', 'stuck', 'waiting', 'idle', 'moving', 'not-started', 'done'] as const;
export type Group = (typeof groups)[number];

export interface Grouped {
  row: BoardRow;
  group: Group;
}

/** What the server renders of a board: one page of it, the most urgent first, and how many there are of each group. */
export interface BoardStart {
  rows: BoardRow[];
  counts: Record<Group, number>;
  page: number;
  pages: number;
}
/** Attendees on a page of the server: about a screenful. */
const pageRows = 40;

/** Where an attendee stands, as a facilitator needs to know it: one group each, the most urgent. */
export function groupOf(row: BoardRow, steps: readonly BoardStep[], now: number): Group {
  if (row.helpAt) return 'help';
  const mine = steps.filter((s) => s.tracks.includes(row.track));
  if (mine.length > 0 && mine.every((s) => row.cells[s.slug]?.status === 'pass')) return 'done';
  if (!row.step) return 'not-started';
  const status = row.cells[row.step]?.status ?? 'open';
  const minutes = (now - Date.parse(row.stepSince)) / 60_000;
  const isStuck =
    row.failedTries >= stuckTries || (minutes >= stuckMinutes && (status === 'wrong' || status === 'missing' || status === 'unreachable'));
  if (status !== 'pass' && isStuck) return 'stuck';
  if ((now - Date.parse(row.seenAt)) / 60_000 >= idleMinutes) return 'idle';
  return Object.values(row.cells).some((c) => c.status === 'waiting') ? 'waiting' : 'moving';
}

/** Groups change by the minute: no need to sort each second. In milliseconds. */
export const settledNow = (now: number): number => Math.floor(now / 5000) * 5000;

/** The most urgent first, and by name within a group. */
export const byUrgency = (rows: readonly BoardRow[], steps: readonly BoardStep[], now: number): Grouped[] =>
  rows
    .map((row) => ({ row, group: groupOf(row, steps, now) }))
    .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.row.name.localeCompare(b.row.name));

export function countsOf(grouped: readonly Grouped[]): Record<Group, number> {
  const counts = { help: 0, stuck: 0, waiting: 0, idle: 0, moving: 0, 'not-started': 0, done: 0 };
  for (const { group } of grouped) counts[group] += 1;
  return counts;
}

/** One page of the board. @param page counts from 1; out of range means the nearest */
export function boardStart(rows: readonly BoardRow[], steps: readonly BoardStep[], now: number, page: number): BoardStart {
  const grouped = byUrgency(rows, steps, settledNow(now));
  const pages = Math.max(1, Math.ceil(rows.length / pageRows));
  const at = Math.min(Math.max(1, page), pages);
  return { rows: grouped.slice((at - 1) * pageRows, at * pageRows).map((g) => g.row), counts: countsOf(grouped), page: at, pages };
}

/** Rows that arrived, over those known; the higher revision wins. Whoever has left is gone. */
export function mergeRows(known: readonly BoardRow[], arrived: readonly BoardNews[]): BoardRow[] {
  const byId = new Map(known.map((r) => [r.id, r]));
  for (const row of arrived) {
    if ('isGone' in row) {
      byId.delete(row.id);
      continue;
    }
    const old = byId.get(row.id);
    if (!old || BigInt(old.revision) <= BigInt(row.revision)) byId.set(row.id, row);
  }
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}
