import { db, statement } from '@/lib/db';

/** Remembers that somebody has opened one of a step's hints, counted from 1. Only the first time counts. */
export async function rememberHint(enrolmentId: string, step: string, hint: number): Promise<void> {
  await statement(
    `INSERT INTO "HintOpened" ("enrolmentId", "step", "hint") SELECT "id", $2, $3::int FROM "Enrolment" WHERE "id" = $1::uuid FOR KEY SHARE ON CONFLICT DO NOTHING`,
    [enrolmentId, step, hint],
  );
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
