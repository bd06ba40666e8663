import { findLab } from '@/labs';
import type { InLab } from '@/lib/attendee/in-lab';
import { type PressAnswer, pressed } from '@/lib/attendee/press';
import type { Step } from '@/lib/lab/lab';
import type { Member } from '@/lib/lab/practice';
import { dropFreshnessOf } from '@/lib/progress/lease';
import type { Clock } from '@/rehearse/clock';
import type { Seat, Standing } from '@/rehearse/seat';
import { rowsOf, State } from '@/rehearse/told';
import { openWorkshop, placed, stepsFor } from '../faults/place';
import type { Hands } from '../hands';

/** The practice cloud's own time, as nobody else waits in it: what somebody sleeps through is skipped. */
export function skippingClock(hands: Hands): Clock {
  let now = 0;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
      await hands.practice('/clock', { advanceSeconds: ms / 1000 });
    },
  };
}

/** A seat in a workshop of their own, at the portal's own actions, without its pages. */
export async function seatFor(hands: Hands, member: Member, track: string, clock: Clock): Promise<Seat> {
  const slug = await openWorkshop(hands);
  const lab = findLab('databricks-dss');
  const standings = new Map<string, Standing>();
  let at = '';

  const attendee = (): Promise<InLab> => placed(hands, slug, member, {}, track);
  const stepAt = (who: InLab): Step => {
    const [found] = stepsFor(who, [at]);
    if (!found) throw new Error(`${lab.id} has no step ${at}.`);
    return found;
  };
  function hear({ state }: PressAnswer): void {
    if (!state) return;
    for (const [step, told] of Object.entries(State.parse(JSON.parse(JSON.stringify(state))).steps))
      standings.set(step, { status: told.status, rows: rowsOf(told) });
  }
  async function press(...[press, typed = {}]: Parameters<Seat['press']>): ReturnType<Seat['press']> {
    const who = await attendee();
    await dropFreshnessOf(who.person.id); // by the practice cloud's clock, the last look is not so fresh
    const answer = await pressed(who, stepAt(who), { press, typed, secrets: {} });
    hear(answer);
    return { did: answer.did, problems: answer.problems };
  }

  return {
    arrive: async () => void (await attendee()),
    open: async (step) => {
      at = step;
    },
    press,
    standing: (step) => standings.get(step) ?? { status: 'open', rows: [] },
    answers: () => 0,
    /** The page is live: what waits is looked at again by itself. */
    async untilNews(ms) {
      await clock.sleep(ms);
      await press({ kind: 'verify' });
    },
    signInAgain: async (step) => {
      at = step;
    },
    pressInAnotherTab: async () => void (await press({ kind: 'verify' })),
    loseNetwork: clock.sleep,
    leave: () => undefined,
  };
}
