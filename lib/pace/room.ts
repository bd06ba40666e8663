import { type BoardStep, type Paced, stepOf } from './group';
import { lagOf, type Progress, paceOf, planPace, progressOf } from './person';
import { afterWork, type Plan } from './plan';

/** One attendee against the plan, or without one against the room. */
export interface PersonPace {
  /** Whole minutes behind; negative: ahead. Null before the start and, without a plan, for somebody who has started nothing. */
  lag: number | null;
  /** When they will finish at their own pace, or did finish, in milliseconds since 1970; null: there is nothing to tell it from. */
  endsAt: number | null;
  isDone: boolean;
}

export interface RoomPace {
  people: ReadonlyMap<string, PersonPace>;
  summary: PaceSummary;
}

/** A room in numbers, with nobody's name in them. */
export interface PaceSummary {
  /** Minutes the median attendee needs per planned minute or, without a plan, per minute of the lab. Null: nothing verified yet. */
  pace: number | null;
  /** The number of the step that the median attendee is on; null if nobody has started. */
  medianStep: string | null;
  /** Minutes the median attendee is behind the plan; null without one. */
  medianLag: number | null;
  /** When nine in ten of those who have started will finish, in milliseconds since 1970. */
  endsAt: number | null;
  /** How many are on each step, by slug; those who haven't started and those who have finished are on none. */
  onStep: Readonly<Record<string, number>>;
  total: number;
  begun: number;
  done: number;
  /** Median share of the lab completed by those who have started; null if none. */
  middle: number | null;
  /** The median of everybody's own pace (person.ts); null if nobody has one. */
  usual: number | null;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
/** The value that so many in ten reach; null if there are no values. */
export const tenths = (values: readonly number[], n: number): number | null =>
  sorted(values)[Math.max(0, Math.ceil((values.length * n) / 10) - 1)] ?? null;
export function median(values: readonly number[]): number | null {
  const all = sorted(values);
  const [low, high] = [all[Math.floor((all.length - 1) / 2)], all[Math.floor(all.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
const known = (values: readonly (number | null)[]): number[] => values.filter((v): v is number => v !== null);

interface Runner<R> {
  row: R;
  progress: Progress;
  pace: number | null;
  here: BoardStep | null;
}

/**
 * How fast a room is, how far behind everybody is, and when they will finish.
 * @param now in milliseconds since 1970
 * @param room where the rows are only some of the room's: what is known of all
 */
export function roomPace<R extends Paced & { id: string }>(
  rows: readonly R[],
  steps: readonly BoardStep[],
  plan: Plan,
  now: number,
  room?: Pick<PaceSummary, 'middle' | 'usual'>,
): RoomPace {
  const runners = rows.map((row): Runner<R> => {
    const progress = progressOf(row, steps, plan, now);
    return { row, progress, pace: paceOf(row, progress, plan, now), here: stepOf(row, steps) };
  });
  const begun = runners.filter((r) => r.progress.hasBegun);
  const usual = room ? room.usual : median(known(runners.map((r) => r.pace)));
  const middle = room ? room.middle : median(begun.map(({ progress }) => shareOf(progress)));
  const people = new Map(
    runners.map((r): [string, PersonPace] => [
      r.row.id,
      {
        lag: plan.startsAt === null ? minutes(behindRoom(r.progress, middle)) : minutes(lagOf(r.row, r.progress, plan, now)),
        endsAt: endOf(r, plan, usual, now),
        isDone: r.progress.isDone,
      },
    ]),
  );
  const ends = known(begun.map((r) => people.get(r.row.id)?.endsAt ?? null));
  return {
    people,
    summary: {
      pace: median(known(runners.map((r) => r.pace && r.pace / planPace(r.progress, plan)))),
      medianStep: medianStep(begun, steps),
      medianLag: plan.startsAt === null ? null : median(known(begun.map((r) => people.get(r.row.id)?.lag ?? null))),
      endsAt: usual === null ? null : tenths(ends, 9),
      onStep: countBy(runners.flatMap((r) => (r.here ? [r.here.slug] : []))),
      total: rows.length,
      begun: begun.length,
      done: runners.filter((r) => r.progress.isDone).length,
      middle,
      usual,
    },
  };
}

const shareOf = ({ done, all }: Progress) => (all > 0 ? done / all : 0);

/** Minutes of the lab behind the person in the middle of the room. */
const behindRoom = (progress: Progress, middle: number | null) =>
  middle === null || !progress.hasBegun ? null : (middle - shareOf(progress)) * progress.all;

/** Whole ones, so that a row is drawn again once a minute. */
const minutes = (exact: number | null) => (exact === null ? null : Math.round(exact) || 0);

/** At their own pace or, if they have none yet, at the room's. */
function endOf<R extends Paced>({ row, progress, pace }: Runner<R>, plan: Plan, usual: number | null, now: number): number | null {
  if (progress.isDone) return row.passedAt ? Date.parse(row.passedAt) : null;
  const factor = pace ?? usual;
  if (factor === null || progress.all <= 0) return null;
  return afterWork(Math.max(now, plan.startsAt ?? now), (progress.all - progress.done) * factor * 60_000, plan.breaks);
}

function medianStep<R>(begun: readonly Runner<R>[], steps: readonly BoardStep[]): string | null {
  const at = tenths(
    begun.map(({ here }) => (here ? steps.indexOf(here) : steps.length)),
    5,
  );
  return at === null ? null : (steps[at]?.number ?? 'done');
}

function countBy(slugs: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const slug of slugs) counts[slug] = (counts[slug] ?? 0) + 1;
  return counts;
}
