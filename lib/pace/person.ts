import { type BoardStep, isDone, type Paced, stepOf, stepsOn } from './group';
import { type Break, type Plan, workedMs } from './plan';

/** How far one attendee is, in minutes of the lab: what its steps say they take. */
export interface Progress {
  /** Of all steps of their track. */
  all: number;
  /** The minutes of the steps they have passed, whoever did them, plus the time spent on their current step, up to its own minutes. */
  done: number;
  /** The same for the steps that they did themselves, for the statistics. */
  own: number;
  isDone: boolean;
  hasBegun: boolean;
}

const minuteMs = 60_000;
/** Without a planned start, a longer time since joining than this says nothing about how fast somebody is. */
const longestMs = 12 * 3_600_000;
/** The limits of anybody's pace, because a single early step would say too much. */
const [quickest, slowest] = [0.25, 4];

const sum = (steps: readonly BoardStep[]) => steps.reduce((minutes, s) => minutes + s.minutes, 0);
export const minutesBetween = (from: number, to: number, breaks: readonly Break[]): number => workedMs(from, to, breaks) / minuteMs;

export function progressOf(row: Paced, steps: readonly BoardStep[], plan: Plan, now: number): Progress {
  const mine = stepsOn(row.track, steps);
  const passed = mine.filter((s) => row.cells[s.slug]?.status === 'pass');
  const here = stepOf(row, steps);
  const credit = here && here.slug === row.step ? Math.min(here.minutes, minutesBetween(Date.parse(row.stepSince), now, plan.breaks)) : 0;
  return {
    all: sum(mine),
    done: sum(passed) + credit,
    own: sum(passed.filter((s) => !row.cells[s.slug]?.how)) + credit,
    isDone: isDone(row, steps),
    hasBegun: row.step !== null || passed.length > 0,
  };
}

/**
 * Minutes that somebody needs per minute of the lab, without breaks: 1 is as fast as the lab says, 2 half as fast. From the start of
 * the room, or from when they joined it later, to now or to their last step. What was waived or done for them does not count.
 * @returns null while nothing they did is verified, and where it is not known when they began
 */
export function paceOf(row: Paced, { own, isDone: hasEnded }: Progress, plan: Plan, now: number): number | null {
  if (!Object.values(row.cells).some((c) => c.status === 'pass' && !c.how) || own <= 0) return null;
  const joined = Date.parse(row.joinedAt);
  const end = hasEnded && row.passedAt ? Date.parse(row.passedAt) : now;
  const begin = Math.max(joined, plan.startsAt ?? joined);
  if (plan.startsAt === null && end - begin > longestMs) return null;
  return Math.min(slowest, Math.max(quickest, minutesBetween(begin, end, plan.breaks) / own));
}

/** How many planned minutes a minute of the lab takes, from the time between start and end; 1 if only the start is planned. */
export function planPace({ all }: Progress, { startsAt, endsAt, breaks }: Plan): number {
  if (startsAt === null || endsAt === null || all <= 0) return 1;
  return minutesBetween(startsAt, endsAt, breaks) / all;
}

/**
 * Minutes behind the plan; negative: ahead of it. Whoever has finished keeps what they had then.
 * @returns null where no start is planned, or before it
 */
export function lagOf(row: Paced, progress: Progress, plan: Plan, now: number): number | null {
  if (plan.startsAt === null || now < plan.startsAt) return null;
  const at = progress.isDone && row.passedAt ? Date.parse(row.passedAt) : now;
  return minutesBetween(plan.startsAt, at, plan.breaks) - progress.done * planPace(progress, plan);
}
