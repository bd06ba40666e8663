import { attendeeAsOfNow } from '@/lib/attendee/as-of-now';
import type { InLab } from '@/lib/attendee/in-lab';
import { verifyFor } from '@/lib/attendee/verify';
import { isDatabaseAway } from '@/lib/database-away';
import type { Step } from '@/lib/lab/lab';
import { log } from '@/lib/log';
import { obstaclesTo, obstacleTo } from './check-now';
import { passedOf } from './find';

/** How many attendees are checked at the same time: services limit requests from one address, and presses come first. */
const atOnce = 3;

// Next may load this module more than once
const shared = globalThis as typeof globalThis & { guidepostRounds?: Set<string> };
function rounds(): Set<string> {
  shared.guidepostRounds ??= new Set();
  return shared.guidepostRounds;
}

/** How many are checked and, for each reason, how many aren't. */
export interface Round {
  checked: number;
  obstacles: Record<string, number>;
  /** Settles when the whole round is over. */
  over: Promise<void>;
}

/** Whom a round is for, and what is done for each. */
export interface How {
  /** Only those who have the step open, for as long as they do; or everybody who is given, wherever they are. */
  whom: 'who-is-on-it' | 'whoever-is-given';
  check: (attendee: InLab, step: Step) => Promise<unknown>;
}
const asTheirs: How = { whom: 'who-is-on-it', check: (attendee, step) => verifyFor(attendee, step, 'facilitator') };

interface Work extends How {
  queue: InLab[];
  step: Step;
  /** Enrolments that had passed the step before the round began. */
  passed: ReadonlySet<string>;
}

/**
 * Checks a step for many attendees, a few at a time. It goes on after it has returned; boards show each result as it arrives. Each attendee
 * is read again when their turn comes, and may then be left out: a workshop may have been closed meanwhile, or its settings corrected.
 * @param onBegin records the round; nobody is checked before that is done
 * @returns `running` if this process has not finished the workshop's last round
 */
export async function checkAll(
  attendees: readonly InLab[],
  step: Step,
  onBegin: (people: number) => Promise<void>,
  how: Partial<How> = {},
): Promise<Round | 'running'> {
  const workshopId = attendees[0]?.workshop.id;
  if (workshopId === undefined) return { checked: 0, obstacles: {}, over: Promise.resolve() };
  if (rounds().has(workshopId)) return 'running';
  rounds().add(workshopId);
  const queue: InLab[] = [];
  const obstacles: Record<string, number> = {};
  let passed: ReadonlySet<string>;
  try {
    const ids = attendees.map((a) => a.enrolment.id);
    passed = await passedOf(ids, step.slug);
    const found = await obstaclesTo(attendees, step);
    for (const [i, attendee] of attendees.entries()) {
      const obstacle = found[i];
      if (obstacle) obstacles[obstacle] = (obstacles[obstacle] ?? 0) + 1;
      else queue.push(attendee);
    }
    if (queue.length > 0) await onBegin(queue.length);
  } catch (error) {
    rounds().delete(workshopId);
    throw error;
  }
  const checked = queue.length;
  const over = Promise.all(Array.from({ length: atOnce }, () => work({ ...asTheirs, ...how, queue, step, passed }))).then(
    () => void rounds().delete(workshopId),
  );
  return { checked, obstacles, over };
}

async function work(all: Work): Promise<void> {
  const { queue, step, check } = all;
  for (let next = queue.shift(); next; next = queue.shift()) {
    try {
      const now = await stillDue(next, all);
      if (now) await check(now, step);
    } catch (error) {
      const line = { event: 'check-all', enrolmentId: next.enrolment.id, step: step.slug, err: error };
      if (isDatabaseAway(error)) log().warn(line, 'a check of a whole step could not ask the database');
      else log().error(line, 'a check of a whole step failed');
    }
  }
}

/** The attendee as they are when their turn comes; null if there is nothing to check for them anymore. */
async function stillDue(attendee: InLab, { step, whom, passed }: Work): Promise<InLab | null> {
  const now = await attendeeAsOfNow(attendee);
  if (!now || (whom === 'who-is-on-it' && now.enrolment.step !== step.slug)) return null;
  const { id } = now.enrolment;
  if (!passed.has(id) && (await passedOf([id], step.slug)).has(id)) return null;
  return (await obstacleTo(now, step)) === null ? now : null;
}
