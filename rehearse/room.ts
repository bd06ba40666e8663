import { findLab } from '@/labs';
import { type Lab, stepsOf } from '@/lib/lab/lab';
import type { Member, PracticeCloud, WorkshopSettings } from '@/lib/lab/practice';
import type { Rehearsal } from '@/lib/lab/rehearsal';
import { Browser } from './browser';
import type { Clock } from './clock';
import type { Ledger } from './ledger';
import { live } from './person';
import { planOf } from './plan';
import { seatAt } from './seat';

export interface Room {
  portal: string;
  slug: string;
  lab: Lab;
  rehearsal: Rehearsal;
  joinCode: string;
  seed: string;
  people: readonly Member[];
  clock: Clock;
  ledger: Ledger;
  over: AbortSignal;
  /** By real time. */
  pause: (ms: number) => Promise<void>;
}

/** Everybody of a rehearsal, until the last is done or it is over. */
export async function fill({ portal, slug, lab, rehearsal, joinCode, seed, people, clock, ledger, over, pause }: Room): Promise<void> {
  await Promise.all(
    people.map((member, i) => {
      const plan = planOf(seed, i, lab, rehearsal);
      const seat = seatAt(portal, slug, member, new Browser(member.name, ledger, over), clock.sleep, pause);
      return live({ member, plan, steps: stepsOf(lab, plan.track), code: joinCode, seat, clock, ledger });
    }),
  );
}

/** A lab's rehearsal; without one its people read and verify. */
export const rehearsalOf = (lab: string, cloud: PracticeCloud, settings: WorkshopSettings): { lab: Lab; rehearsal: Rehearsal } => {
  const found = findLab(lab);
  return { lab: found, rehearsal: found.practice?.rehearsal?.(cloud, settings) ?? { tasks: {} } };
};
