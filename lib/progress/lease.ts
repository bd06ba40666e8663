import { db, statement } from '@/lib/db';

/** A little longer than a run may take: a lease that its holder never ended frees itself. */
const leaseSeconds = 20;
/** Within this time of the last run, a click is answered with what that run found. */
const freshSeconds = 3;
/** Clicks a person may make in a minute, over all steps. Never counted by address: forty people share one. */
const clicksPerMinute = 40;

export type Lease = { kind: 'taken' } | { kind: 'busy' } | { kind: 'too-often' } | { kind: 'fresh'; finishedAt: Date };

/** What the CTEs of `leaseSql` answer, as columns of a larger query. */
export interface LeaseRow {
  clicks: number;
  taken: boolean;
  /** Of a run that was there before. */
  finishedAt: Date | null;
  isFresh: boolean | null;
}

/**
 * Takes the one run of a step that an attendee may have, across all instances, and counts their clicks: CTEs that follow one
 * named `holder` with the enrolment's id, and the columns to select from them. A step of null takes nothing.
 * @param step the number of the parameter that holds the step's slug
 */
export const leaseSql = (step: string) => ({
  ctes: `
    before AS MATERIALIZED (
      SELECT r."finishedAt", r."leaseUntil" <= now() AND r."finishedAt" >= now() - make_interval(secs => ${freshSeconds}) AS "isFresh" FROM "StepRun" r, holder WHERE r."enrolmentId" = holder.id AND r."step" = ${step}::text
    ), recent AS MATERIALIZED (
      SELECT count(*)::int AS clicks FROM "Attempt" a, holder
      WHERE ${step}::text IS NOT NULL AND a."enrolmentId" = holder.id AND a."at" > now() - interval '1 minute' AND a."trigger" = 'click'
    ), taken AS (
      INSERT INTO "StepRun" ("enrolmentId", "step", "leaseUntil", "finishedAt")
      SELECT holder.id, ${step}::text, now() + make_interval(secs => ${leaseSeconds}), now() FROM holder, recent
      WHERE ${step}::text IS NOT NULL AND clicks < ${clicksPerMinute}
      ON CONFLICT ("enrolmentId", "step") DO UPDATE SET "leaseUntil" = EXCLUDED."leaseUntil", "finishedAt" = EXCLUDED."finishedAt"
      WHERE "StepRun"."leaseUntil" <= now() AND ("StepRun"."finishedAt" IS NULL OR "StepRun"."finishedAt" < now() - make_interval(secs => ${freshSeconds}))
      RETURNING true
    )`,
  columns: `(SELECT clicks FROM recent) AS "clicks", EXISTS (SELECT 1 FROM taken) AS "taken",
    (SELECT "finishedAt" FROM before) AS "finishedAt", (SELECT "isFresh" FROM before) AS "isFresh"`,
});

export function leaseOf({ clicks, taken, finishedAt, isFresh }: LeaseRow): Lease {
  if (taken) return { kind: 'taken' };
  if (clicks >= clicksPerMinute) return { kind: 'too-often' };
  // neither taken nor fresh: somebody else took it while this statement waited for the row
  return isFresh && finishedAt ? { kind: 'fresh', finishedAt } : { kind: 'busy' };
}

const { ctes, columns } = leaseSql('$2');
const takeSql = `WITH holder AS (SELECT $1::uuid AS id), ${ctes} SELECT ${columns}`;

export async function takeLease(enrolmentId: string, step: string): Promise<Lease> {
  const [row] = await statement<LeaseRow>(takeSql, [enrolmentId, step]);
  return row ? leaseOf(row) : { kind: 'busy' };
}

/** Whether a run of the step is under way, whoever's. */
export async function isRunning(enrolmentId: string, step: string): Promise<boolean> {
  const [run] = await statement<{ isRunning: boolean }>(
    `SELECT "leaseUntil" > now() AS "isRunning" FROM "StepRun" WHERE "enrolmentId" = $1::uuid AND "step" = $2`,
    [enrolmentId, step],
  );
  return run?.isRunning ?? false;
}

/** Ends a run that found nothing. */
export async function endLease(enrolmentId: string, step: string): Promise<void> {
  await db().stepRun.updateMany({ where: { enrolmentId, step }, data: { leaseUntil: new Date(), finishedAt: null } });
}

/** Lets a person's next click ask the services again, however soon it comes, as after they signed in anew. */
export async function dropFreshnessOf(personId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE "StepRun" SET "finishedAt" = NULL WHERE "enrolmentId" IN (SELECT "id" FROM "Enrolment" WHERE "personId" = ${personId}::uuid)`;
}
