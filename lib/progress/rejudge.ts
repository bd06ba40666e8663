import { statement } from '@/lib/db';
import type { Verdict } from '@/lib/lab/outcome';
import { log } from '@/lib/log';
import { type At, channel, jsonb, topSql } from './change';
import { solvedSql } from './solved-sql';

/** The result of judging an attempt again. */
export interface Rejudged {
  attemptId: string;
  step: string;
  /** `before` is the verdict that the check must still have for it to be replaced. */
  verdicts: readonly { checkId: string; before: Verdict; verdict: Verdict }[];
  /** Whether all checks of the step pass now. A step that was passed stays so, whatever the verdicts. */
  isPassed: boolean;
  learnt: Readonly<Record<string, string>>;
  /** Null: the operator's command. */
  byPersonId: string | null;
  /** For the record: what changed from what to what, by check id. */
  detail: Readonly<Record<string, unknown>>;
}

/**
 * As in `change`: one statement, which locks the enrolment, and is run again where somebody changed it in between. It writes all or
 * nothing: nothing where a check was looked at since the attempt, or says something else by now, or the attempt is gone. The services were not asked
 * again, so everything is of the attempt's time. A value that was recorded since stays. A step that was done for somebody counts as that.
 */
const sql = `
  WITH locked AS MATERIALIZED (
    SELECT "id", "revision" FROM "Enrolment" WHERE "id" = $1::uuid AND "workshopId" = $2::uuid FOR NO KEY UPDATE
  ), seen AS MATERIALIZED (
    SELECT locked."revision" <> e."revision" AS "isStale" FROM locked JOIN "Enrolment" e ON e."id" = locked."id"
  ), verdicts AS MATERIALIZED (
    SELECT v->>'checkId' AS check_id, v->'before' AS before, v->'verdict' AS verdict FROM jsonb_array_elements($5::jsonb) AS v
  ), given AS MATERIALIZED (
    SELECT a."enrolmentId" AS enrolment, a."step", a."at" FROM seen, "Attempt" a
    WHERE NOT "isStale" AND a."id" = $3::uuid AND a."enrolmentId" = $1::uuid AND a."step" = $4::text AND a."answers" IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM verdicts LEFT JOIN "Standing" s ON s."enrolmentId" = a."enrolmentId" AND s."step" = a."step" AND s."checkId" = check_id
        WHERE s."checkedAt" IS DISTINCT FROM a."at" OR s."verdict" IS DISTINCT FROM before)
  ), stands AS (
    SELECT jsonb_build_object(c.step, ${topSql} || ' ' || floor(extract(epoch FROM max(c.at)))::bigint) AS stands FROM (
      SELECT given."at" AS at, s."step" AS step, s."checkId" AS check_id, coalesce(v.verdict->>'status', s."status") AS status, s."trouble" IS NOT NULL AS troubled
      FROM given JOIN "Standing" s ON s."enrolmentId" = enrolment AND s."step" = given."step" LEFT JOIN verdicts v ON v.check_id = s."checkId"
    ) c GROUP BY c.step
  ), standings AS (
    UPDATE "Standing" s SET "verdict" = v.verdict, "status" = v.verdict->>'status',
      "since" = CASE WHEN s."status" IS DISTINCT FROM v.verdict->>'status' THEN given."at" ELSE s."since" END
    FROM given, verdicts v WHERE s."enrolmentId" = enrolment AND s."step" = given."step" AND s."checkId" = v.check_id
  ), passes AS (
    INSERT INTO "StepPass" ("enrolmentId", "step", "how", "byPersonId", "at")
    SELECT enrolment, given."step", CASE WHEN solved.any THEN 'solved' ELSE 'verified' END, solved.by, given."at"
    FROM given LEFT JOIN LATERAL (${solvedSql('enrolment', 'given."step"')}) solved ON true WHERE $6::bool
    ON CONFLICT DO NOTHING
  ), learnt AS (
    INSERT INTO "Value" ("enrolmentId", "name", "value", "source", "updatedAt")
    SELECT enrolment, l.key, l.value, 'learnt', given."at" FROM given, jsonb_each_text($7::jsonb) AS l WHERE l.value <> ''
    ON CONFLICT ("enrolmentId", "name") DO UPDATE SET "value" = EXCLUDED."value", "source" = 'learnt', "updatedAt" = EXCLUDED."updatedAt"
    WHERE "Value"."updatedAt" <= EXCLUDED."updatedAt" AND "Value"."value" <> EXCLUDED."value"
  ), audited AS (
    INSERT INTO "AuditEvent" ("id", "personId", "workshopId", "action", "detail")
    SELECT gen_random_uuid(), $8::uuid, $2::uuid, 'attempt.rejudged', $9::jsonb FROM given
  ), touched AS (
    UPDATE "Enrolment" SET "revision" = nextval('progress_revision'), "stands" = "stands" || coalesce((SELECT stands FROM stands), '{}')
    FROM given WHERE "id" = enrolment RETURNING "revision"::text
  ), told AS (
    SELECT "revision", pg_notify('${channel}', json_build_object('workshop', $2::text, 'enrolment', $1::text, 'revision', "revision", 'watch', true)::text) FROM touched
  )
  SELECT seen."isStale", told."revision" FROM seen LEFT JOIN told ON true`;

/** Writes an attempt's new result. @returns whether it was written, see the statement */
export async function writeRejudged(
  at: At,
  { attemptId, step, verdicts, isPassed, learnt, byPersonId, detail }: Rejudged,
): Promise<boolean> {
  const parameters = [at.enrolmentId, at.workshopId, attemptId, step, jsonb(verdicts), isPassed, jsonb(learnt), byPersonId, jsonb(detail)];
  const run = async () => (await statement<{ isStale: boolean; revision: string | null }>(sql, parameters))[0];
  let row = await run();
  while (row?.isStale) row = await run();
  if (!row?.revision) return false;
  log().info({ event: 'audit', act: 'attempt.rejudged', personId: byPersonId, workshopId: at.workshopId, detail }, 'an act');
  return true;
}
