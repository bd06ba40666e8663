import { statement } from '@/lib/db';
import { type Failure, type Somebody, type Together, together, windowMinutes } from './rule';

interface Row {
  id: string;
  name: string;
  step: string | null;
  own: string[] | null;
  failures: Failure[] | null;
  tried: string[] | null;
  lately: string[] | null;
}

/**
 * How many of one person's failing steps count, the last checked first: nobody works on more within the window, and a room that fails
 * everything stays readable.
 */
const mostSteps = 3;

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Who presses twice within these minutes, and nothing on the step changes, is stuck rather than on the way. */
const stuckMinutes = 3;

/**
 * Everybody in a workshop, with their failures within the last minutes, in one query. Only steps that they have checked themselves count: a
 * facilitator may check one that they haven't come to. A check that found something wrong counts from when its status became that; one that
 * could not be made from the first attempt since it last had a verdict. What isn't done yet, and a service that doesn't know them yet, count
 * once they are stuck: since anything on the step last changed, they have pressed twice, some minutes apart, and nothing on it is wrong. A step that was waived or done
 * for somebody no longer counts for them. `Enrolment.stands` tells which steps fail and when each was checked, so of the fifty thousand
 * standings of five hundred people only those of steps that have just failed are read.
 */
const sql = `
  WITH shown AS (
    SELECT e."id", e."step", e."stands", p."name" FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
    WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee'
  ), last AS MATERIALIZED (
    SELECT shown."id", t.step, t.stand FROM shown CROSS JOIN LATERAL (
      SELECT t.step, t.stand FROM jsonb_each_text(shown."stands") AS t(step, stand)
      WHERE (t.stand LIKE '0 wrong %' OR t.stand LIKE '1 unreachable %' OR t.stand LIKE '3 missing %')
        AND coalesce(nullif(split_part(t.stand, ' ', 4), '')::bigint, 0) > extract(epoch FROM now()) - $2::int * 60
      ORDER BY split_part(t.stand, ' ', 4) DESC, t.step LIMIT ${mostSteps}
    ) t
  ), changed AS MATERIALIZED (
    SELECT last."id", last.step, coalesce(max(s."since"), '-infinity') AS at
    FROM last JOIN "Standing" s ON s."enrolmentId" = last."id" AND s."step" = last.step WHERE last.stand NOT LIKE '0 wrong %' GROUP BY 1, 2
  ), recent AS MATERIALIZED (
    SELECT last."id", last.step, last.stand, false AS stuck
    FROM last
    WHERE last.stand LIKE '0 wrong %'
      AND EXISTS (SELECT 1 FROM "Attempt" a WHERE a."enrolmentId" = last."id" AND a."step" = last.step AND a."trigger" = 'click')
      AND NOT EXISTS (SELECT 1 FROM "StepPass" d WHERE d."enrolmentId" = last."id" AND d."step" = last.step AND d."how" <> 'verified')
    UNION ALL
    SELECT last."id", last.step, last.stand,
      count(*) FILTER (WHERE a."at" >= changed.at) >= 2
        AND max(a."at") - min(a."at") FILTER (WHERE a."at" >= changed.at) >= interval '${stuckMinutes} minutes' AS stuck
    FROM last JOIN changed USING ("id", step)
    JOIN "Attempt" a ON a."enrolmentId" = last."id" AND a."step" = last.step AND a."trigger" = 'click'
    WHERE NOT EXISTS (SELECT 1 FROM "StepPass" d WHERE d."enrolmentId" = last."id" AND d."step" = last.step AND d."how" <> 'verified')
    GROUP BY 1, 2, 3
  ), failed AS MATERIALIZED (
    SELECT s."enrolmentId", json_agg(json_build_object('step', s."step", 'checkId', s."checkId",
      'message', left(o.said->>'message', 400), 'remedy', left(o.said->>'remedy', 400),
      'found', left(o.said->>'found', 300), 'whose', o.said->>'whose', 'isMissing', s."trouble" IS NULL AND s."status" = 'missing',
      'cloud', s."trouble"->>'cloud', 'trouble', s."trouble"->>'trouble', 'code', left(s."trouble"->>'code', 60),
      'last', ${iso('s."troubleAt"')},
      'since', ${iso(`CASE WHEN s."trouble" IS NULL THEN s."since" ELSE coalesce((
          SELECT min(a."at") FROM "Attempt" a
          WHERE a."enrolmentId" = s."enrolmentId" AND a."step" = s."step" AND a."at" > coalesce(s."checkedAt", '-infinity')
            AND a."trigger" <> 'leftovers'
        ), s."troubleAt") END`)}) ORDER BY s."step", s."checkId") AS "failures"
    FROM recent JOIN "Standing" s ON s."enrolmentId" = recent."id" AND s."step" = recent.step
    CROSS JOIN LATERAL (SELECT coalesce(s."trouble", s."verdict") AS said) o
    WHERE (s."trouble" IS NULL AND s."checkedAt" > now() - make_interval(mins => $2::int)
        AND (s."status" = 'wrong' OR (s."status" = 'missing' AND recent.stand LIKE '3 missing %' AND recent.stuck)))
      OR (s."trouble" IS NOT NULL AND s."status" IS DISTINCT FROM 'pass' AND s."troubleAt" > now() - make_interval(mins => $2::int)
        AND (s."trouble"->>'trouble' <> 'stranger' OR recent.stuck))
    GROUP BY 1
  ), anybody AS MATERIALIZED (
    SELECT EXISTS (SELECT 1 FROM failed) AS fails
  )
  SELECT shown."id", shown."name", shown."step", failed."failures",
    CASE WHEN fails THEN ARRAY(SELECT jsonb_object_keys(shown."stands")) END AS "tried",
    CASE WHEN fails THEN ARRAY(SELECT t.step FROM jsonb_each_text(shown."stands") AS t(step, stand)
      WHERE nullif(split_part(t.stand, ' ', 4), '')::bigint > extract(epoch FROM now()) - $2::int * 60) END AS "lately",
    CASE WHEN failed."failures" IS NULL THEN NULL ELSE (SELECT array_agg(v."value") FROM "Value" v WHERE v."enrolmentId" = shown."id") END AS "own"
  FROM shown CROSS JOIN anybody LEFT JOIN failed ON failed."enrolmentId" = shown."id" ORDER BY shown."name", shown."id"`;

/** The failures that several people in a workshop share now. */
export async function togetherIn(workshopId: string): Promise<Together[]> {
  const rows = await statement<Row>(sql, [workshopId, windowMinutes]);
  const everybody = rows.map(
    ({ own, failures, tried, lately, ...who }): Somebody => ({
      ...who,
      own: own ?? [],
      failures: failures ?? [],
      tried: tried ?? [],
      lately: lately ?? [],
    }),
  );
  return everybody.some(({ failures }) => failures.length > 0) ? together(everybody) : [];
}
