import { db } from '@/lib/db';
import { type Plan, planOf } from '@/lib/pace/plan';

/** When a workshop's room meets. */
export const planOfWorkshop = async (id: string): Promise<Plan> =>
  planOf(await db().workshop.findUniqueOrThrow({ where: { id }, select: { startsAt: true, plannedEnd: true, breaks: true } }));
