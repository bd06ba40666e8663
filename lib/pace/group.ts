import type { BoardRow } from '@/lib/progress/board';
import { type Break, workedMs } from './plan';

/** A step, as a board and the rules of pace need it. */
export interface BoardStep {
  slug: string;
  number: string;
  title: string;
  tracks: readonly string[];
  /** How long the lab says it takes. */
  minutes: number;
}

/** Either of these makes an attendee stuck. */
export const stuckMinutes = 10;
export const stuckTries = 3;
/** Minutes in which nothing was checked and no page was opened, after which an attendee is idle. */
export const idleMinutes = 20;

/** Most urgent first: who needs the facilitator. */
export const groups = ['help', 'stuck', 'waiting', 'idle', 'moving', 'not-started', 'done'] as const;
export type Group = (typeof groups)[number];

/** What these rules read about an attendee. */
export type Paced = Pick<
  BoardRow,
  'track' | 'step' | 'stepSince' | 'seenAt' | 'joinedAt' | 'passedAt' | 'helpAt' | 'failedTries' | 'cells'
>;

const tracks = new WeakMap<readonly BoardStep[], Map<string, readonly BoardStep[]>>();

/** The steps of a track, in order. */
export function stepsOn(track: string, steps: readonly BoardStep[]): readonly BoardStep[] {
  const known = tracks.get(steps) ?? new Map<string, readonly BoardStep[]>();
  tracks.set(steps, known);
  const mine = known.get(track) ?? steps.filter((s) => s.tracks.includes(track));
  known.set(track, mine);
  return mine;
}

const hasPassed = (row: Paced, step: BoardStep) => row.cells[step.slug]?.status === 'pass';

/** Whether all their steps are verified, waived or solved. */
export function isDone(row: Paced, steps: readonly BoardStep[]): boolean {
  const mine = stepsOn(row.track, steps);
  return mine.length > 0 && mine.every((s) => hasPassed(row, s));
}

/** The step that somebody is on: the one they opened last or, once that is passed, the next open one. Null: not started, or done. */
export function stepOf(row: Paced, steps: readonly BoardStep[]): BoardStep | null {
  if (!row.step) return null;
  const mine = stepsOn(row.track, steps);
  const at = mine.findIndex((s) => s.slug === row.step);
  const opened = mine[at];
  if (opened && !hasPassed(row, opened)) return opened;
  return mine.slice(at + 1).find((s) => !hasPassed(row, s)) ?? mine.find((s) => !hasPassed(row, s)) ?? null;
}

/**
 * An attendee's group, as a facilitator needs to know it: the most urgent one that applies. Breaks make nobody stuck or idle.
 * @param now in milliseconds since 1970
 */
export function groupOf(row: Paced, steps: readonly BoardStep[], now: number, breaks: readonly Break[] = []): Group {
  if (row.helpAt) return 'help';
  if (isDone(row, steps)) return 'done';
  if (!row.step) return 'not-started';
  const status = row.cells[row.step]?.status ?? 'open';
  const minutesSince = (at: string) => workedMs(Date.parse(at), now, breaks) / 60_000;
  const isOff = status === 'wrong' || status === 'missing' || status === 'unreachable';
  const isStuck = row.failedTries >= stuckTries || (isOff && minutesSince(row.stepSince) >= stuckMinutes);
  if (status !== 'pass' && isStuck) return 'stuck';
  if (minutesSince(row.seenAt) >= idleMinutes) return 'idle';
  return Object.values(row.cells).some((c) => c.status === 'waiting') ? 'waiting' : 'moving';
}
