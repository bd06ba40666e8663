import { TurnedAway } from './browser';
import type { Life } from './person';
import { atPortal } from './tries';

/** How long somebody waits who was turned away at the sign-in. */
const turnedAwayMs = 2 * 60_000;

/** The answer of `catch` for somebody whom the tenant's own rules turn away. @throws anything else */
export function unlessTurnedAway(error: unknown): 'turned away' {
  if (error instanceof TurnedAway) return 'turned away';
  throw error;
}

/**
 * Signs in and joins. Whoever is turned away tries again every few minutes: an administrator may have done something about it.
 * @param wrong a mistyped join code that comes first @returns whether they are in
 */
export async function arrive(life: Life, wrong: string | null): Promise<boolean> {
  const { plan, code, seat, clock, ledger, member } = life;
  for (;;) {
    const isIn = await atPortal(life, () => seat.arrive(code, plan.track, wrong)).catch(unlessTurnedAway);
    if (isIn !== 'turned away') return isIn;
    ledger.did(member.name, 'is turned away at the sign-in');
    await clock.sleep(turnedAwayMs);
  }
}
