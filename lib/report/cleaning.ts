import { z } from 'zod';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { standingColumns, standingOf } from '@/lib/progress/rows';
import type { Cleaning } from './left-behind';
import { type Look, withLooks } from './looked';

/** As `keepBeside` wrote them. */
const Findings = z.array(z.custom<Look['findings'][number]>());

/** Checks of everybody's leftovers that are read: the last may not have reached every service. */
const mostLooks = 5;

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
      attempts: {
        where: { step, trigger: 'leftovers' },
        select: { at: true, outcomes: true },
        orderBy: { at: 'desc' },
        take: mostLooks,
      },
      passes: { where: { step }, select: { step: true, how: true, at: true } },
    },
  });
  return found.map(({ id, person, values, standings, attempts, passes }) => {
    const own = standings.map(standingOf).map(({ checkId, verdict, checkedAt, trouble }) => ({
      ...{ checkId, status: verdict?.status ?? null, checkedAt, trouble: trouble?.message ?? null },
    }));
    const looks = attempts.map(({ at, outcomes }): Look => ({ at: at.toISOString(), findings: Findings.parse(outcomes) }));
    return {
      ...{ id, name: person.name },
      values: values.map((v) => ({ ...v, updatedAt: v.updatedAt.toISOString() })),
      standings: withLooks(own, looks),
      passes: passes.map((p) => ({ ...p, at: p.at.toISOString() })),
    };
  });
}
