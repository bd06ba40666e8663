import { randomUUID } from 'node:crypto';
import type { Report } from '@/lib/checks/outcome';
import { db } from '@/lib/db';

export const channel = 'guidepost_progress';

/** Who set off a verify: a person's click, or our own watch over what is still waiting. */
export type Trigger = 'click' | 'watch';

interface Attempted {
  enrolmentId: string;
  workshopId: string;
  trigger: Trigger;
  report: Report;
}

/**
 * Writes an attempt and all that follows from it, in one statement and so in one transaction: standings, the step's pass,
 * learnt values, the end of the step's run, and the notice to every listening instance.
 * - A verdict replaces what was known and clears trouble; `since` moves only with the status.
 * - Trouble is written beside what was known, and replaces nothing.
 */
export async function recordAttempt({ enrolmentId, workshopId, trigger, report }: Attempted): Promise<{ passed: boolean }> {
  const outcomes = report.findings.map((f) => f.outcome);
  const passed = outcomes.every((o) => o.status === 'pass');
  const failed = outcomes.some((o) => o.status === 'wrong' || o.status === 'missing');
  const findings = JSON.stringify(report.findings);
  const learnt = JSON.stringify(Object.entries(report.learnt).map(([name, value]) => ({ name, value })));
  await db().$executeRaw`
    WITH found AS (
      SELECT f->>'checkId' AS check_id, f->'outcome' AS outcome, f->'evidence' AS evidence, f->'outcome'->>'status' AS status
      FROM jsonb_array_elements(${findings}::jsonb) AS f
    ), attempt AS (
      INSERT INTO "Attempt" ("id", "enrolmentId", "step", "trigger", "durationMs", "passed", "failed", "outcomes")
      VALUES (${randomUUID()}::uuid, ${enrolmentId}::uuid, ${report.step}, ${trigger}, ${report.durationMs}, ${passed}, ${failed}, ${findings}::jsonb)
    ), verdicts AS (
      INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "status", "verdict", "evidence", "since", "checkedAt")
      SELECT ${enrolmentId}::uuid, ${report.step}, check_id, status, outcome, evidence, now(), now() FROM found WHERE status <> 'unreachable'
      ON CONFLICT ("enrolmentId", "step", "checkId") DO UPDATE SET
        "since" = CASE WHEN "Standing"."status" IS DISTINCT FROM EXCLUDED."status" THEN now() ELSE "Standing"."since" END,
        "status" = EXCLUDED."status", "verdict" = EXCLUDED."verdict", "evidence" = EXCLUDED."evidence", "checkedAt" = now(),
        "trouble" = NULL, "troubleAt" = NULL
    ), troubles AS (
      INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "evidence", "trouble", "troubleAt")
      SELECT ${enrolmentId}::uuid, ${report.step}, check_id, evidence, outcome, now() FROM found WHERE status = 'unreachable'
      ON CONFLICT ("enrolmentId", "step", "checkId") DO UPDATE SET
        "trouble" = EXCLUDED."trouble", "troubleAt" = now(), "evidence" = EXCLUDED."evidence"
    ), passes AS (
      INSERT INTO "StepPass" ("enrolmentId", "step", "how") SELECT ${enrolmentId}::uuid, ${report.step}, 'verified' WHERE ${passed}
      ON CONFLICT DO NOTHING
    ), learnt AS (
      INSERT INTO "Value" ("enrolmentId", "name", "value", "source")
      SELECT ${enrolmentId}::uuid, l->>'name', l->>'value', 'learnt' FROM jsonb_array_elements(${learnt}::jsonb) AS l WHERE l->>'value' <> ''
      ON CONFLICT ("enrolmentId", "name") DO UPDATE SET "value" = EXCLUDED."value", "source" = 'learnt', "updatedAt" = now()
      WHERE "Value"."value" <> EXCLUDED."value"
    ), run AS (
      UPDATE "StepRun" SET "leaseUntil" = now(), "finishedAt" = CASE WHEN "finishedAt" IS NULL THEN NULL ELSE now() END WHERE "enrolmentId" = ${enrolmentId}::uuid AND "step" = ${report.step}
    ), touched AS (
      UPDATE "Enrolment" SET "revision" = nextval('progress_revision'), "seenAt" = CASE WHEN ${trigger === 'click'} THEN now() ELSE "seenAt" END
      WHERE "id" = ${enrolmentId}::uuid RETURNING "revision"
    )
    SELECT pg_notify(${channel}, json_build_object('workshop', ${workshopId}::text, 'enrolment', ${enrolmentId}::text, 'revision', "revision"::text)::text) FROM touched`;
  return { passed };
}

/** Tells every board that something else of an enrolment changed: where it is, what it recorded, that it joined. */
export async function touchEnrolment(enrolmentId: string, workshopId: string): Promise<void> {
  await db().$executeRaw`
    WITH touched AS (UPDATE "Enrolment" SET "revision" = nextval('progress_revision') WHERE "id" = ${enrolmentId}::uuid RETURNING "revision")
    SELECT pg_notify(${channel}, json_build_object('workshop', ${workshopId}::text, 'enrolment', ${enrolmentId}::text, 'revision', "revision"::text)::text) FROM touched`;
}
