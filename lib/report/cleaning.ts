import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { standingColumns, standingOf } from '@/lib/progress/rows';
import type { Cleaning } from './left-behind';

/** What is known about a workshop's attendees and what they may have left behind. It asks no service. */
export async function cleaningOf(lab: Lab, workshopId: string): Promise<Cleaning[]> {
  if (!lab.cleanUp) return [];
  const { step, leftovers } = lab.cleanUp;
  const found = await db().enrolment.findMany({
    where: { workshopId, role: 'attendee' },
    select: {
      id: true,
      person: { select: { name: true } },
      values: { where: { name: { in: leftovers.flatMap((l) => l.names) } }, select: { name: true, value: true, updatedAt: true } },
      standings: { where: { step }, select: standingColumns },
      passes: { where: { step }, select: { step: true, how: true, at: true } },
    },
  });
  return found.map(({ id, person, values, standings, passes }) => ({
    ...{ id, name: person.name },
    values: values.map((v) => ({ ...v, updatedAt: v.updatedAt.toISOString() })),
    standings: standings.map(standingOf).map(({ checkId, verdict, checkedAt, trouble }) => ({
      ...{ checkId, status: verdict?.status ?? null, checkedAt, trouble: trouble?.message ?? null },
    })),
    passes: passes.map((p) => ({ ...p, at: p.at.toISOString() })),
  }));
}
