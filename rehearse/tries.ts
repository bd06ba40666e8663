import type { Done, Notes } from '@/lib/lab/rehearsal';
import { Lost, Trouble } from './browser';
import { type Clock, Over } from './clock';
import type { Ledger } from './ledger';
import { sentenceOf } from './slips';

/** Time between two looks at something that is under way at a service. */
export const lookMs = 20_000;
const refusals = 5;
const looks = 40;

interface Trying {
  clock: Clock;
  ledger: Ledger;
}

/**
 * Does something at a service until it is done, as people do. They look again at what is under way, and try a few times what is refused.
 * Then they give up for now, and the page says what is missing. @returns what is to be noted, or null if it was not done
 * @throws Over
 */
export async function atService({ clock, ledger }: Trying, act: () => Promise<Done>): Promise<Notes | null> {
  let refused = 0;
  for (let tries = 0; tries < looks && refused < refusals; tries++) {
    try {
      const done = await act();
      if (done !== 'not yet') return done;
    } catch (error) {
      if (error instanceof Over) throw error;
      ledger.refusal(sentenceOf(error));
      refused++;
    }
    await clock.sleep(lookMs);
  }
  return null;
}

/** Does something at the portal; what does not get through is tried again. @returns whether it got through @throws Over, and bugs */
export async function atPortal({ clock }: Trying, act: () => Promise<unknown>): Promise<boolean> {
  for (let tries = 0; tries < 4; tries++) {
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof Lost || error instanceof Trouble)) throw error;
    }
    await clock.sleep(10_000);
  }
  return false;
}
