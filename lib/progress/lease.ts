import { isDatabaseAway } from '@/lib/database-away';
import { statement } from '@/lib/db';
import { log } from '@/lib/log';
import type { Trigger } from './change';

/** A lease ends this soon after its holder last renewed it. After a killed portal, the next press waits no longer than that. */
const leaseSeconds = 3;
/** A run that takes longer renews its lease this often. Most runs are over sooner. */
const renewMs = 1500;
/** No run starts within this time after the last one's end: a click waits until it is over. */
const freshSeconds = 3;
/**
 * Clicks a person may make in a minute, over all steps; facilitators may have them checked as often. Never counted by address: forty people
 * share one.
 */
const clicksPerMinute = 40;

export type Lease =
  /** `run` names it: what was found is written only while the step's run is still this one. */
  { kind: 'taken'; run: string } | { kind: 'busy' } | { kind: 'too-often' } | { kind: 'fresh'; leftMs: number };

/** The results of `leaseSql`'s CTEs, as columns of a larger query. */
export interface LeaseRow {
  clicks: number;
  /** The run that was started; null if none was. */
  run: string | null;
  /** How much longer the previous run is fresh, in milliseconds; null if it isn't. */
  freshMs: number | null;
}

/**
 * Takes the one run of a step that an attendee may have, across all instances, and counts their clicks: CTEs that follow one
 * named `holder`, and the columns to select from them. `holder` has the enrolment's `id`, the `revision` of which the run
 * knows the values, and `valuesRevision`, at which values last changed. A step of null takes nothing.
 * A run whose lease ended without a result is nobody's anymore, and the next one begins at once. A run that knows older values
 * is never fresh, in whatever order it and the values were committed.
 * @param step the number of the parameter that holds the step's slug
 * @param counted what started the attempts that count, in SQL: nobody uses up what somebody else may
 */
export const leaseSql = (step: string, counted = "'click'") => ({
  ctes: `
    before AS MATERIALIZED (
      SELECT CASE WHEN r."run" IS NULL AND r."finishedAt" >= now() - make_interval(secs => ${freshSeconds})
        AND r."revision" >= holder."valuesRevision"
        THEN ceil(extract(epoch FROM r."finishedAt" + make_interval(secs => ${freshSeconds}) - now()) * 1000)::int END AS "freshMs"
      FROM "StepRun" r, holder WHERE r."enrolmentId" = holder.id AND r."step" = ${step}::text
    ), recent AS MATERIALIZED (
      SELECT count(*)::int AS clicks FROM "Attempt" a, holder
      WHERE ${step}::text IS NOT NULL AND a."enrolmentId" = holder.id AND a."at" > now() - interval '1 minute' AND a."trigger" = ${counted}
    ), taken AS (
      INSERT INTO "StepRun" ("enrolmentId", "step", "leaseUntil", "finishedAt", "run", "revision")
      SELECT holder.id, ${step}::text, now() + make_interval(secs => ${leaseSeconds}), now(), gen_random_uuid(), holder."revision" FROM holder, recent
      WHERE ${step}::text IS NOT NULL AND clicks < ${clicksPerMinute}
      ON CONFLICT ("enrolmentId", "step") DO UPDATE SET
        "leaseUntil" = EXCLUDED."leaseUntil", "finishedAt" = EXCLUDED."finishedAt", "run" = EXCLUDED."run", "revision" = EXCLUDED."revision"
      WHERE "StepRun"."leaseUntil" <= now()
        AND ("StepRun"."run" IS NOT NULL OR "StepRun"."finishedAt" IS NULL OR "StepRun"."finishedAt" < now() - make_interval(secs => ${freshSeconds})
          OR "StepRun"."revision" < (SELECT "valuesRevision" FROM holder))
      RETURNING "run"
    )`,
  columns: `(SELECT clicks FROM recent) AS "clicks", (SELECT "run" FROM taken) AS "run",
    (SELECT "freshMs" FROM before) AS "freshMs"`,
});

export function leaseOf({ clicks, run, freshMs }: LeaseRow): Lease {
  if (run) return { kind: 'taken', run };
  if (clicks >= clicksPerMinute) return { kind: 'too-often' };
  // neither taken nor fresh: somebody else took it while this statement waited for the row
  return freshMs === null ? { kind: 'busy' } : { kind: 'fresh', leftMs: freshMs };
}

const { ctes, columns } = leaseSql('$2', `CASE WHEN $4::text IN ('facilitator', 'solve') THEN $4::text ELSE 'click' END`);
/** No row: the enrolment is gone. The lock is the one that the insert takes anyway, taken before: of an enrolment that is just being deleted there is none. */
const takeSql = `
  WITH holder AS (SELECT "id", $3::bigint AS "revision", "valuesRevision" FROM "Enrolment" WHERE "id" = $1::uuid FOR KEY SHARE), ${ctes}
  SELECT ${columns} FROM holder`;

/** @param revision the attendee's revision of which the run knows the values @returns `gone` where they are in the workshop no more */
export async function takeLease(
  enrolmentId: string,
  step: string,
  revision: string,
  trigger: Trigger = 'click',
): Promise<Lease | { kind: 'gone' }> {
  const [row] = await statement<LeaseRow>(takeSql, [enrolmentId, step, revision, trigger]);
  return row ? leaseOf(row) : { kind: 'gone' };
}

/** How much longer the step's current run holds its lease, whoever started it, in milliseconds; null if there is none. */
export async function leaseLeftMs(enrolmentId: string, step: string): Promise<number | null> {
  const [run] = await statement<{ ms: number }>(
    `SELECT ceil(extract(epoch FROM "leaseUntil" - now()) * 1000)::int AS ms FROM "StepRun" WHERE "enrolmentId" = $1::uuid AND "step" = $2 AND "leaseUntil" > now()`,
    [enrolmentId, step],
  );
  return run?.ms ?? null;
}

/** Ends a run that found nothing, so that the next press doesn't wait for it. */
export async function endLease(enrolmentId: string, step: string, run: string): Promise<void> {
  await statement(
    // cut, not rounded: half a millisecond ahead, the lease would still be held
    `UPDATE "StepRun" SET "leaseUntil" = date_trunc('milliseconds', now()), "finishedAt" = NULL, "run" = NULL WHERE "enrolmentId" = $1::uuid AND "step" = $2 AND "run" = $3::uuid`,
    [enrolmentId, step, run],
  );
}

/**
 * Keeps the lease of a run that takes longer. One that could not be renewed costs nothing but the work: another run may have
 * begun by then, and this one's result is refused.
 * @returns ends the renewing
 */
export function keepLease(enrolmentId: string, step: string, run: string): () => void {
  let isAsking = false; // of a database that does not answer it is not asked twice: others wait for the connections, too
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    statement(
      `UPDATE "StepRun" SET "leaseUntil" = now() + make_interval(secs => ${leaseSeconds}) WHERE "enrolmentId" = $1::uuid AND "step" = $2 AND "run" = $3::uuid`,
      [enrolmentId, step, run],
    )
      .catch((error: unknown) => {
        if (!isDatabaseAway(error)) log().error({ event: 'lease', err: error }, 'a lease could not be renewed');
      })
      .finally(() => {
        isAsking = false;
      });
  }, renewMs);
  return () => clearInterval(timer);
}

/** Lets a person's next click ask the services again, however soon it comes, for example after signing in again. */
export async function dropFreshnessOf(personId: string): Promise<void> {
  await statement(
    `UPDATE "StepRun" SET "finishedAt" = NULL WHERE "enrolmentId" IN (SELECT "id" FROM "Enrolment" WHERE "personId" = $1::uuid)`,
    [personId],
  );
}
