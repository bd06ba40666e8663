import { findLab } from '@/labs';
import type { InLab } from '@/lib/attendee/in-lab';
import { pressed } from '@/lib/attendee/press';
import { wholeState } from '@/lib/attendee/state';
import { verifyFor } from '@/lib/attendee/verify';
import { statement } from '@/lib/db';
import type { Step } from '@/lib/lab/lab';
import type { Member } from '@/lib/lab/practice';
import { dropFreshnessOf } from '@/lib/progress/lease';
import { findProgressWithOffers } from '@/lib/progress/read';
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
  let lastPressAt = 0;

  const attendee = (): Promise<InLab> => placed(hands, slug, member, {}, track);
  const stepAt = (who: InLab): Step => {
    const [found] = stepsFor(who, [at]);
    if (!found) throw new Error(`${lab.id} has no step ${at}.`);
    return found;
  };
  function hear(state: object): void {
    for (const [step, told] of Object.entries(State.parse(JSON.parse(JSON.stringify(state))).steps))
      standings.set(step, { status: told.status, rows: rowsOf(told) });
  }
  async function press(...[press, typed = {}]: Parameters<Seat['press']>): ReturnType<Seat['press']> {
    const who = await aged(await attendee());
    const answer = await pressed(who, stepAt(who), { press, typed, secrets: {} });
    if (answer.state) hear(answer.state);
    return { did: answer.did, problems: answer.problems, note: answer.note };
  }
  /** The portal counts by real time. By the practice cloud's clock, the last look is not so fresh, and the last clicks are long ago. */
  async function aged(who: InLab): Promise<InLab> {
    await dropFreshnessOf(who.person.id);
    await statement(`UPDATE "Attempt" SET "at" = "at" - make_interval(secs => $2) WHERE "enrolmentId" = $1::uuid`, [
      who.enrolment.id,
      (clock.now() - lastPressAt) / 1000,
    ]);
    lastPressAt = clock.now();
    return who;
  }

  return {
    arrive: async () => void (await attendee()),
    open: async (step) => {
      at = step;
    },
    press,
    standing: (step) => standings.get(step) ?? { status: 'open', rows: [] },
    answers: () => 0,
    /** The page is live: what waits is checked again by itself. */
    async untilNews(ms) {
      await clock.sleep(ms);
      const who = await aged(await attendee());
      await verifyFor(who, stepAt(who), 'watch');
      const progress = await findProgressWithOffers(who.enrolment.id);
      if (progress) hear(wholeState(who, progress));
    },
    signInAgain: async (step) => {
      at = step;
    },
    pressInAnotherTab: async () => void (await press({ kind: 'verify' })),
    loseNetwork: clock.sleep,
    leave: () => undefined,
  };
}
