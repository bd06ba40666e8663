import { db } from '@/lib/db';

/** For how many days a workshop's attempts keep what they judged. */
export const answerDaysOf = async (workshopId: string): Promise<number> =>
  (await db().workshop.findUniqueOrThrow({ where: { id: workshopId }, select: { answerDays: true } })).answerDays;
