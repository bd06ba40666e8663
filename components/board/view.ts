import type { StepStatus } from '@/lib/progress/standing';

/** One attendee's row. Compact: five hundred of these go to a board. */
export interface BoardRow {
  id: string;
  name: string;
  userName: string;
  track: 'whole' | 'model';
  step: string | null;
  stepSince: string;
  seenAt: string;
  /** Since when they ask for help. */
  helpAt: string | null;
  revision: string;
  /** By step slug; a step that is absent has not been looked at. */
  cells: Record<string, { status: StepStatus; note?: string }>;
  failedTries: number;
}

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
