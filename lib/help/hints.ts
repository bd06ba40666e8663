import { db } from '@/lib/db';
import type { At } from '@/lib/progress/change';
import { touch } from '@/lib/progress/touch';

/** Remembers that somebody has opened one of a step's hints, counted from 1, and tells who looks at them. Only the first time counts. */
export async function rememberHint(at: At, step: string, hint: number): Promise<void> {
  await db().$transaction(async (tx) => {
    const opened = await tx.$queryRaw<unknown[]>`
      INSERT INTO "HintOpened" ("enrolmentId", "step", "hint")
      SELECT "id", ${step}, ${hint}::int FROM "Enrolment" WHERE "id" = ${at.enrolmentId}::uuid AND "workshopId" = ${at.workshopId}::uuid FOR NO KEY UPDATE
      ON CONFLICT DO NOTHING RETURNING 1`;
    if (opened.length > 0) await touch(tx, at);
  });
}

/** The hints of a step that somebody has opened. */
export async function openedHints(enrolmentId: string, step: string): Promise<number[]> {
  const rows = await db().hintOpened.findMany({ where: { enrolmentId, step }, select: { hint: true }, orderBy: { hint: 'asc' } });
  return rows.map(({ hint }) => hint);
}

/** All hints that somebody has opened, the last first. Times are ISO 8601. */
export async function hintsOf(enrolmentId: string): Promise<{ step: string; hint: number; at: string }[]> {
  const rows = await db().hintOpened.findMany({
    where: { enrolmentId },
    select: { step: true, hint: true, at: true },
    orderBy: { at: 'desc' },
  });
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
