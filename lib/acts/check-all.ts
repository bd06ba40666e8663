import type { InLab } from '@/lib/attendee/in-lab';
import { verifyFor } from '@/lib/attendee/verify';
import { isDatabaseAway } from '@/lib/database-away';
import type { Step } from '@/lib/lab/lab';
import { log } from '@/lib/log';
import { obstacleTo } from './check-now';

/** Attendees whose step is checked at the same time: services count what comes from one address, and presses come first. */
const atOnce = 3;

// Next may load this module more than once
const shared = globalThis as typeof globalThis & { guidepostRounds?: Set<string> };
function rounds(): Set<string> {
  shared.guidepostRounds ??= new Set();
  return shared.guidepostRounds;
}

/** Who is checked, and of the others why not: how many for each reason. */
export interface Round {
  checked: number;
  obstacles: Record<string, number>;
  /** When all of it is over. */
  over: Promise<void>;
}

/**
 * Checks a step for many attendees, a few at a time, and goes on after it has returned: boards show each result as it comes.
 * @param onBegin puts it on record; nobody is checked before that is done
 * @returns `running` where this process has not finished the workshop's last round
 */
export async function checkAll(
  attendees: readonly InLab[],
  step: Step,
  onBegin: (people: number) => Promise<void>,
): Promise<Round | 'running'> {
  const workshopId = attendees[0]?.workshop.id;
  if (workshopId === undefined) return { checked: 0, obstacles: {}, over: Promise.resolve() };
  if (rounds().has(workshopId)) return 'running';
  rounds().add(workshopId);
  const queue: InLab[] = [];
  const obstacles: Record<string, number> = {};
  try {
    for (const attendee of attendees) {
      const obstacle = await obstacleTo(attendee, step);
      if (obstacle) obstacles[obstacle] = (obstacles[obstacle] ?? 0) + 1;
      else queue.push(attendee);
    }
    if (queue.length > 0) await onBegin(queue.length);
  } catch (error) {
    rounds().delete(workshopId);
    throw error;
  }
  const checked = queue.length;
  const over = Promise.all(Array.from({ length: atOnce }, () => work(queue, step))).then(() => void rounds().delete(workshopId));
  return { checked, obstacles, over };
}

async function work(queue: InLab[], step: Step): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    try {
      await verifyFor(next, step, 'facilitator');
    } catch (error) {
      const line = { event: 'check-all', enrolmentId: next.enrolment.id, step: step.slug, err: error };
      if (isDatabaseAway(error)) log().warn(line, 'a check of a whole step could not ask the database');
      else log().error(line, 'a check of a whole step failed');
    }
  }
}
