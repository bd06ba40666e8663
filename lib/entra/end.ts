import { db } from '@/lib/db';
import { touchEnrolment } from '@/lib/progress/record';
import { forgetTokens } from './tokens';

/** Ends all sessions of a person: cookies issued before now are refused, tokens are dropped, open pages of theirs are told. */
export async function endSession(person: { id: string; homeAccountId: string }): Promise<void> {
  await db().person.update({ where: { id: person.id }, data: { signedOutAt: new Date() } });
  await db().tokenCache.deleteMany({ where: { homeAccountId: person.homeAccountId } });
  forgetTokens(person.homeAccountId);
  const enrolments = await db().enrolment.findMany({ where: { personId: person.id }, select: { id: true, workshopId: true } });
  for (const e of enrolments) await touchEnrolment(e.id, e.workshopId);
}
