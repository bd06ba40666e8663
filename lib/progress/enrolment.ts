import { db } from '@/lib/db';
import { dropFreshness } from './lease';
import { touchEnrolment } from './record';
import { standingColumns, standingOf } from './rows';
import type { Standing } from './standing';

/** All that is known of an attendee's progress. */
export interface Progress {
  /** By step slug. */
  standings: Record<string, Standing[]>;
  passed: { step: string; at: string; how: string }[];
  values: Record<string, string>;
  revision: string;
  /** The step last opened. */
  at: string | null;
  /** Since when they ask for help, ISO 8601. */
  helpAt: string | null;
}

export async function progressOf(enrolmentId: string): Promise<Progress> {
  const found = await db().enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: {
      revision: true,
      step: true,
      helpAt: true,
      values: { select: { name: true, value: true } },
      standings: { select: standingColumns },
      passes: { select: { step: true, at: true, how: true } },
    },
  });
  const standings: Record<string, Standing[]> = {};
  for (const row of found.standings) {
    standings[row.step] ??= [];
    standings[row.step]?.push(standingOf(row));
  }
  return {
    standings,
    passed: found.passes.map((p) => ({ ...p, at: p.at.toISOString() })),
    values: Object.fromEntries(found.values.map((v) => [v.name, v.value])),
    revision: String(found.revision),
    at: found.step,
    helpAt: found.helpAt?.toISOString() ?? null,
  };
}

/** Notes which step an attendee has open. The time on a step counts from when they came to it, not from each reload. */
export async function openStep(at: { enrolmentId: string; workshopId: string }, step: string): Promise<void> {
  const now = new Date();
  const { count } = await db().enrolment.updateMany({
    where: { id: at.enrolmentId, OR: [{ step: null }, { step: { not: step } }] },
    data: { step, stepSince: now, seenAt: now },
  });
  if (count > 0) await touchEnrolment(at.enrolmentId, at.workshopId);
}

/** Keeps values; `null` takes one back. The next click looks anew, however soon it comes. */
export async function saveValues(
  at: { enrolmentId: string; workshopId: string },
  values: Record<string, string | null>,
  source: 'typed' | 'filled',
): Promise<void> {
  const entries = Object.entries(values);
  await db().$transaction(
    entries.map(([name, value]) => {
      const key = { enrolmentId: at.enrolmentId, name };
      if (value === null) return db().value.deleteMany({ where: key });
      return db().value.upsert({
        where: { enrolmentId_name: key },
        create: { ...key, value, source },
        update: { value, source, updatedAt: new Date() },
      });
    }),
  );
  await dropFreshness(at.enrolmentId);
  await touchEnrolment(at.enrolmentId, at.workshopId);
}
