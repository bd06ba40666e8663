import type { BoardNews, BoardRow } from '@/lib/progress/board';

export interface BoardStep {
  slug: string;
  number: string;
  title: string;
  tracks: readonly string[];
}

/** An attendee counts as stuck from either on. */
export const stuckMinutes = 10;
export const stuckTries = 3;
/** Nothing seen of them for so long. */
export const idleMinutes = 20;

export type Group = 'help' | 'moving' | 'waiting' | 'stuck' | 'idle' | 'done' | 'not-started';

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
