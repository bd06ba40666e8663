import { statement } from '@/lib/db';
import { type Failure, type Somebody, type Together, together, windowMinutes } from './rule';

interface Row {
  id: string;
  name: string;
  step: string | null;
  own: string[] | null;
  failures: Failure[] | null;
}

/**
 * How many of one person's failing steps count, the last checked first: nobody works on more within the window, and a room that fails
 * everything stays readable.
 */
const mostSteps = 3;

/**
 * Everybody in a workshop, with their failures within the last minutes, in one query. A check that found something wrong counts from when
 * its status became that; one that could not be made from the first attempt since it last had a verdict. A step that was waived or done for
 * somebody no longer counts for them. `Enrolment.stands` tells which steps fail, so of the fifty thousand standings of five hundred people only
 * those of failing steps are read.
 */
const sql = `
  WITH shown AS (
    SELECT e."id", e."step", e."stands", p."name" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
    WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee'
  ), failed AS (
    SELECT s."enrolmentId", json_agg(json_build_object('step', s."step", 'checkId', s."checkId",
      'message', left(coalesce(s."trouble", s."verdict")->>'message', 400),
      'cloud', s."trouble"->>'cloud', 'trouble', s."trouble"->>'trouble', 'code', left(s."trouble"->>'code', 60),
      'since', to_char(CASE WHEN s."trouble" IS NULL THEN s."since" ELSE coalesce((
          SELECT min(a."at") FROM "Attempt" a
          WHERE a."enrolmentId" = s."enrolmentId" AND a."step" = s."step" AND a."at" > coalesce(s."checkedAt", '-infinity')
        ), s."troubleAt") END AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY s."step", s."checkId") AS "failures"
    FROM shown CROSS JOIN LATERAL (
      SELECT t.step FROM jsonb_each_text(shown."stands") AS t(step, stand) WHERE t.stand LIKE '0 wrong %' OR t.stand LIKE '1 unreachable %'
      ORDER BY split_part(t.stand, ' ', 4) DESC, t.step LIMIT ${mostSteps}
    ) recent JOIN "Standing" s ON s."enrolmentId" = shown."id" AND s."step" = recent.step
    WHERE ((s."trouble" IS NULL AND s."status" = 'wrong' AND s."checkedAt" > now() - make_interval(mins => $2::int))
        OR (s."trouble" IS NOT NULL AND s."status" IS DISTINCT FROM 'pass' AND s."troubleAt" > now() - make_interval(mins => $2::int)))
      AND NOT EXISTS (SELECT 1 FROM "StepPass" d WHERE d."enrolmentId" = s."enrolmentId" AND d."step" = s."step" AND d."how" <> 'verified')
    GROUP BY 1
  )
  SELECT shown."id", shown."name", shown."step", failed."failures",
    CASE WHEN failed."failures" IS NULL THEN NULL ELSE (SELECT array_agg(v."value") FROM "Value" v WHERE v."enrolmentId" = shown."id") END AS "own"
  FROM shown LEFT JOIN failed ON failed."enrolmentId" = shown."id" ORDER BY shown."name", shown."id"`;

/** The failures that several people in a workshop share now. */
export async function togetherIn(workshopId: string): Promise<Together[]> {
  const rows = await statement<Row>(sql, [workshopId, windowMinutes]);
  const everybody = rows.map(({ own, failures, ...who }): Somebody => ({ ...who, own: own ?? [], failures: failures ?? [] }));
  return everybody.some(({ failures }) => failures.length > 0) ? together(everybody) : [];
}
