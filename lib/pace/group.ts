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
export const groups = ['help', 'stuck', 'unreachable', 'waiting', 'idle', 'moving', 'not-started', 'done'] as const;
export type Group = (typeof groups)[number];

/** What these rules read about an attendee. */
export type Paced = Pick<
  BoardRow,
  'track' | 'step' | 'stepSince' | 'seenAt' | 'joinedAt' | 'passedAt' | 'excusedAt' | 'helpAt' | 'failedTries' | 'cells'
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
 * Since when they are on it, ISO 8601: since they opened it or, if they have only opened the one before, since they passed that, or it was
 * waived or done for them.
 */
export function onStepSince({ step, stepSince, passedAt, excusedAt }: Paced, here: BoardStep): string {
  if (here.slug === step) return stepSince;
  return [passedAt, excusedAt].reduce<string>((last, at) => (at && Date.parse(at) > Date.parse(last) ? at : last), stepSince);
}

/** Failed clicks on the step that they are on: a step passed since has none to tell of. */
export const triesOn = (row: Paced, here: BoardStep): number => (here.slug === row.step ? row.failedTries : 0);

/**
 * Every group that an attendee is in, the most urgent first: whoever asks for help can be stuck as well. Breaks make nobody stuck or idle.
 * @param now in milliseconds since 1970
 */
export function groupsOf(row: Paced, steps: readonly BoardStep[], now: number, breaks: readonly Break[] = []): [Group, ...Group[]] {
  const is: Partial<Record<Group, boolean>> = { help: row.helpAt !== null, ...restOf(row, steps, now, breaks) };
  const found = groups.filter((group) => is[group]);
  return oneOf(found.length > 0 ? found : ['moving']);
}

/** The same groups are the same list, so that a row is drawn again only when something of it has changed. */
const lists = new Map<string, [Group, ...Group[]]>();
function oneOf([first = 'moving', ...rest]: readonly Group[]): [Group, ...Group[]] {
  const key = [first, ...rest].join(' ');
  const list = lists.get(key) ?? [first, ...rest];
  lists.set(key, list);
  return list;
}

/** Those besides a request for help. Nobody who has not started, or is done, is in another. */
function restOf(row: Paced, steps: readonly BoardStep[], now: number, breaks: readonly Break[]): Partial<Record<Group, boolean>> {
  if (isDone(row, steps)) return { done: true };
  const here = stepOf(row, steps);
  if (!row.step || !here) return { 'not-started': true };
  const status = row.cells[here.slug]?.status ?? 'open';
  const minutesSince = (at: string) => workedMs(Date.parse(at), now, breaks) / 60_000;
  const isOff = status === 'wrong' || status === 'missing' || status === 'unreachable';
  return {
    stuck: triesOn(row, here) >= stuckTries || (isOff && minutesSince(onStepSince(row, here)) >= stuckMinutes),
    unreachable: status === 'unreachable',
    waiting: Object.values(row.cells).some((c) => c.status === 'waiting'),
    idle: minutesSince(row.seenAt) >= idleMinutes,
  };
}

/** The most urgent of their groups: what a facilitator needs to know first. */
export const groupOf = (...of: Parameters<typeof groupsOf>): Group => groupsOf(...of)[0];
