import type { PrismaClient } from '@/generated/prisma/client';
import { db } from '@/lib/db';
import { type Plan, planOf } from '@/lib/pace/plan';
import { channel } from './change';

/** What a board is told when the plan changes. */
export interface PlanNews {
  plan: Plan;
}

/** When a workshop's room meets. */
export const planOfWorkshop = async (id: string): Promise<Plan> =>
  planOf(await db().workshop.findUniqueOrThrow({ where: { id }, select: { startsAt: true, plannedEnd: true, breaks: true } }));

/** Tells all boards of a workshop that its plan has changed: a notice that names the workshop in place of somebody in it. */
export async function tellPlan(workshopId: string, tx: Pick<PrismaClient, '$executeRaw'>): Promise<void> {
  const notice = JSON.stringify({ workshop: workshopId, enrolment: workshopId, revision: '0', watch: false });
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${notice})`;
}
