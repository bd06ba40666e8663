import type { Step } from '@/lib/lab/lab';
import type { Life } from './person';
import type { StepPlan } from './plan';
import { atPortal } from './tries';

const longestLookMs = 60_000;

/** What somebody does besides the lab. @param before the step before this one, if there is one */
export async function indulge(
  life: Life,
  { kind, ms }: NonNullable<StepPlan['habit']>,
  step: Step,
  before: Step | undefined,
): Promise<unknown> {
  const { seat, clock, ledger, member } = life;
  ledger.mistake(member.name, kind);
  switch (kind) {
    case 'wanders back':
      await atPortal(life, () => seat.open((before ?? step).slug));
      await clock.sleep(Math.min(ms, longestLookMs));
      return atPortal(life, () => seat.open(step.slug));
    case 'goes idle':
      return clock.sleep(ms);
    case 'opens a second tab':
      return atPortal(life, () => seat.pressInAnotherTab(step.slug));
    case 'loses the network':
      return seat.loseNetwork(ms);
    case 'reloads the page':
      return atPortal(life, () => seat.open(step.slug));
  }
}
