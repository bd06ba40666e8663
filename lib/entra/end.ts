import { db } from '@/lib/db';
import { forgetTokens } from './tokens';

/** Ends all sessions of a person: cookies issued before now are refused, and their tokens are dropped. */
export async function endSession(person: { id: string; homeAccountId: string }): Promise<void> {
  await db().person.update({ where: { id: person.id }, data: { signedOutAt: new Date() } });
  await db().tokenCache.deleteMany({ where: { homeAccountId: person.homeAccountId } });
  forgetTokens(person.homeAccountId);
}
