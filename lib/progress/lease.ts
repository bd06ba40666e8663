import { db } from '@/lib/db';

/** A little longer than a run may take: a lease that its holder never ended frees itself. */
const leaseSeconds = 20;
/** Within this time of the last look, a click is answered with what that look found. */
const freshSeconds = 3;
/** Clicks a person may make in a minute, over all steps. Never counted by address: forty people share one. */
const clicksPerMinute = 40;

export type Lease = { kind: 'taken' } | { kind: 'busy' } | { kind: 'too-often' } | { kind: 'fresh'; finishedAt: Date };

/** Takes the one run of a step that an attendee may have, across all instances, and counts their clicks by the way. */
export async function takeLease(enrolmentId: string, step: string): Promise<Lease> {
  const [found] = await db().$queryRaw<{ clicks: number; taken: boolean }[]>`
    WITH recent AS (
      SELECT count(*)::int AS clicks FROM "Attempt" WHERE "enrolmentId" = ${enrolmentId}::uuid AND "at" > now() - interval '1 minute' AND "trigger" = 'click'
    ), taken AS (
      INSERT INTO "StepRun" ("enrolmentId", "step", "leaseUntil", "finishedAt")
      SELECT ${enrolmentId}::uuid, ${step}, now() + make_interval(secs => ${leaseSeconds}), now() FROM recent WHERE clicks < ${clicksPerMinute}
      ON CONFLICT ("enrolmentId", "step") DO UPDATE SET "leaseUntil" = EXCLUDED."leaseUntil", "finishedAt" = EXCLUDED."finishedAt"
      WHERE "StepRun"."leaseUntil" <= now() AND ("StepRun"."finishedAt" IS NULL OR "StepRun"."finishedAt" < now() - make_interval(secs => ${freshSeconds}))
      RETURNING true
    )
    SELECT clicks, EXISTS (SELECT 1 FROM taken) AS "taken" FROM recent`;
  if (found?.taken) return { kind: 'taken' };
  if ((found?.clicks ?? 0) >= clicksPerMinute) return { kind: 'too-often' };
  const [run] = await db().$queryRaw<{ finishedAt: Date | null; isOver: boolean }[]>`
    SELECT "finishedAt", "leaseUntil" <= now() AS "isOver" FROM "StepRun" WHERE "enrolmentId" = ${enrolmentId}::uuid AND "step" = ${step}`;
  if (run?.isOver && run.finishedAt) return { kind: 'fresh', finishedAt: run.finishedAt };
  return { kind: 'busy' };
}

/** Whether somebody's run of the step is under way. */
export async function isRunning(enrolmentId: string, step: string): Promise<boolean> {
  const [run] = await db().$queryRaw<{ isRunning: boolean }[]>`
    SELECT "leaseUntil" > now() AS "isRunning" FROM "StepRun" WHERE "enrolmentId" = ${enrolmentId}::uuid AND "step" = ${step}`;
  return run?.isRunning ?? false;
}

/** Ends a run that found nothing. */
export async function endLease(enrolmentId: string, step: string): Promise<void> {
  await db().stepRun.updateMany({ where: { enrolmentId, step }, data: { leaseUntil: new Date(), finishedAt: null } });
}

/** Lets the next click look anew, as after a value was changed; also when a run is under way, which does not know of the change. */
export async function dropFreshness(enrolmentId: string): Promise<void> {
  await db().stepRun.updateMany({ where: { enrolmentId }, data: { finishedAt: null } });
}

/** The same for every enrolment of a person, as after they signed in again. */
export async function dropFreshnessOf(personId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE "StepRun" SET "finishedAt" = NULL WHERE "enrolmentId" IN (SELECT "id" FROM "Enrolment" WHERE "personId" = ${personId}::uuid)`;
}
