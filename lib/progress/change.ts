import { randomUUID } from 'node:crypto';
import type { Act } from '@/lib/audit';
import { db, statement } from '@/lib/db';
import type { Report, Unreachable, Verdict } from '@/lib/lab/outcome';
import { log } from '@/lib/log';
import { solvedSql } from './solved-sql';
import { type How, isWorthWatching, type Standing } from './standing';

export const channel = 'guidepost_progress';

/**
 * What started a verify: the attendee's click, the watch over waiting steps, a facilitator who has them checked, or a step that was done for
 * them. Statistics count clicks alone.
 */
export type Trigger = 'click' | 'watch' | 'facilitator' | 'solve';

/** A facilitator's act on an attendee. It is kept on record with what it changes, or not at all. */
export interface ActOn {
  act: Act;
  personId: string;
  /** Why, and what it was done to; what changed from what to what is added to it. Never a secret. */
  detail?: Readonly<Record<string, string>>;
}

/** One attendee's place in a workshop. */
export interface At {
  enrolmentId: string;
  workshopId: string;
}

/** What may change in an enrolment, all at once. */
export interface Writes {
  /** `null` deletes a value. The next click then asks the services again, however soon it comes. */
  values?: {
    set: Readonly<Record<string, string | null>>;
    source: 'typed' | 'filled' | 'corrected';
    /** The step whose lease the caller holds and is about to run: that run knows these values. */
    holding?: string | undefined;
  };
  /**
   * A verify: standings with what their checks have begun, the step's pass, learned values, and the end of the step's run. Not together with `values`.
   * Given the run whose lease it had (see lease.ts), it is written only while that is still the step's run, and once.
   */
  attempt?: { trigger: Trigger; report: Report; run?: string | undefined };
  /** The step that is open now. Time on a step counts from when somebody opened it, not from a reload. */
  opened?: string;
  track?: string;
  /** Whose act it is, other than the attendee's. */
  act?: ActOn | undefined;
  /** With an act: a step that is passed without its checks. Nothing is written where it has passed already. */
  waived?: { step: string; reason: string };
  /** With an act: a step whose pass is taken back. One that the attendee verified stays passed, and nothing is written. */
  reopened?: string;
}

export interface Changed {
  /** Grows with every change, see Enrolment.revision. */
  revision: string;
  /** How each check of the verified step now stands. */
  standings: Standing[];
  /** When that step was passed, ISO 8601. */
  passedAt: string | null;
  /** How it was passed, and why where somebody waived it. */
  how: How | null;
  reason: string | null;
  /** The enrolment as it is now, including what others changed. */
  enrolment: { track: string; step: string | null; helpAt: string | null; values: Record<string, string> };
}

interface Row {
  /** Somebody changed the enrolment between this statement's snapshot and its lock: nothing was written. */
  isStale: boolean;
  /** null where nothing changed. */
  revision: string | null;
  now: Date;
  track: string;
  step: string | null;
  helpAt: Date | null;
  /** Without what this statement itself writes. */
  values: Record<string, string>;
  pass: { at: string; how: How; reason: string | null } | null;
  verdicts: { checkId: string; since: string }[] | null;
  troubles: { checkId: string; verdict: Verdict | null; since: string | null; checkedAt: string | null }[] | null;
}

/** How a step stands, by the most urgent of its checks: of rows `c` with their `status`, `troubled` and `check_id`. */
export const topSql = `min(CASE
        WHEN c.status = 'wrong' AND NOT c.troubled THEN '0 wrong '
        WHEN c.troubled AND c.status IS DISTINCT FROM 'pass' THEN '1 unreachable '
        WHEN c.status = 'waiting' THEN '2 waiting '
        WHEN c.status = 'missing' THEN '3 missing '
        ELSE '4 open ' END || c.check_id COLLATE "C")`;

/**
 * One statement, and so one transaction, whatever is written. It ends by giving the enrolment its next revision and telling
 * every listening instance. `opened` alone, where that step was open already, says that they are still there: once a minute, and
 * otherwise it does nothing.
 * - It locks the enrolment first, so changes of one enrolment are made one after another, and its revisions grow in that order.
 *   All parts of a statement read one snapshot, taken before it waited for that lock: if somebody changed the enrolment in
 *   between, the snapshot is stale, nothing is written, and `change` runs the statement again.
 * - It locks the enrolment before the step's run: two writers that took them in different orders would wait for each other.
 * - A verdict replaces what was known and clears trouble; `since` moves only with the status.
 * - Trouble is written beside what was known, and replaces nothing.
 * - How the step stands with it, as in stepStatus (standing.ts), is kept with the enrolment: a board reads that (decision 19).
 * - A waived step that is verified later counts as verified. One that was done for somebody stays so: a check cannot tell who did it.
 * - What there is to waive, to take back or to move is asked of the same snapshot: of two who do it at once, one does.
 * - An attempt of the watch that found what was known already is not kept: it looks every few seconds, for as long as a page is open.
 */
const sql = `
  WITH locked AS MATERIALIZED (
    SELECT "id", "revision" FROM "Enrolment" WHERE "id" = $1::uuid AND "workshopId" = $2::uuid FOR NO KEY UPDATE
  ), seen AS MATERIALIZED (
    SELECT locked."revision" <> e."revision" AS "isStale" FROM locked JOIN "Enrolment" e ON e."id" = locked."id"
  ), held AS MATERIALIZED (
    SELECT "run" FROM "StepRun", locked WHERE "enrolmentId" = locked."id" AND "step" = $3::jsonb->>'step' AND "run" = $12::uuid FOR UPDATE OF "StepRun"
  ), given AS MATERIALIZED (
    SELECT $1::uuid AS enrolment, $2::uuid AS workshop, $3::jsonb AS attempt, $3::jsonb->>'step' AS step, $4::jsonb AS values,
      $5::text AS source, $13::jsonb AS begun, $6::text AS opened, $7::text AS track, $11::text AS holding,
      $14::jsonb->'waived' AS waived, $14::jsonb->>'reopened' AS reopened, $14::jsonb->'act' AS act
    FROM seen WHERE NOT "isStale" AND ($12::uuid IS NULL OR EXISTS (SELECT 1 FROM held))
      AND ($14::jsonb->'waived' IS NULL
        OR NOT EXISTS (SELECT 1 FROM "StepPass" p WHERE p."enrolmentId" = $1::uuid AND p."step" = $14::jsonb->'waived'->>'step'))
      AND ($14::jsonb->>'reopened' IS NULL
        OR EXISTS (SELECT 1 FROM "StepPass" p WHERE p."enrolmentId" = $1::uuid AND p."step" = $14::jsonb->>'reopened' AND p."how" <> 'verified'))
      AND ($14::jsonb->'act' IS NULL OR $7::text IS NULL
        OR EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."id" = $1::uuid AND e."track" <> $7::text))
  ), found AS MATERIALIZED (
    SELECT f->>'checkId' AS check_id, f->'outcome' AS outcome, f->'evidence' AS evidence, f->'outcome'->>'status' AS status
    FROM given, jsonb_array_elements(coalesce(attempt->'findings', '[]')) AS f
  ), stands AS (
    SELECT jsonb_build_object(given.step, ${topSql} || ' ' || floor(extract(epoch FROM now()))::bigint) AS stands
    FROM given, LATERAL (
      SELECT coalesce(found.check_id, s."checkId") AS check_id,
        CASE WHEN found.status IS NULL OR found.status = 'unreachable' THEN s."status" ELSE found.status END AS status,
        CASE WHEN found.status IS NULL THEN s."trouble" IS NOT NULL ELSE found.status = 'unreachable' END AS troubled
      FROM found FULL JOIN (SELECT * FROM "Standing" WHERE "enrolmentId" = $1::uuid AND "step" = $3::jsonb->>'step') s ON s."checkId" = found.check_id
    ) c WHERE attempt IS NOT NULL GROUP BY given.step
  ), attempts AS (
    INSERT INTO "Attempt" ("id", "enrolmentId", "step", "trigger", "durationMs", "passed", "failed", "outcomes", "answers")
    SELECT (attempt->>'id')::uuid, enrolment, step, attempt->>'trigger', (attempt->>'durationMs')::int, (attempt->>'passed')::bool,
      (attempt->>'failed')::bool, attempt->'findings',
      (SELECT to_jsonb($8::text) FROM "Workshop" w WHERE w."id" = workshop AND w."answerDays" > 0) FROM given
    WHERE attempt IS NOT NULL AND (attempt->>'trigger' <> 'watch' OR (attempt->>'passed')::bool OR EXISTS (
      SELECT 1 FROM found LEFT JOIN "Standing" s ON s."enrolmentId" = enrolment AND s."step" = given.step AND s."checkId" = found.check_id
      WHERE CASE found.status WHEN 'unreachable' THEN s."trouble"->>'trouble' IS DISTINCT FROM outcome->>'trouble'
        ELSE s."status" IS DISTINCT FROM found.status OR s."trouble" IS NOT NULL END))
  ), verdicts AS (
    INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "status", "verdict", "evidence", "begun", "since", "checkedAt")
    SELECT enrolment, step, check_id, status, outcome, evidence, begun->check_id, now(), now() FROM found, given WHERE status <> 'unreachable'
    ON CONFLICT ("enrolmentId", "step", "checkId") DO UPDATE SET
      "since" = CASE WHEN "Standing"."status" IS DISTINCT FROM EXCLUDED."status" THEN now() ELSE "Standing"."since" END,
      "status" = EXCLUDED."status", "verdict" = EXCLUDED."verdict", "evidence" = EXCLUDED."evidence", "begun" = EXCLUDED."begun", "checkedAt" = now(),
      "trouble" = NULL, "troubleAt" = NULL
    RETURNING "checkId", "since"
  ), troubles AS (
    INSERT INTO "Standing" ("enrolmentId", "step", "checkId", "evidence", "begun", "trouble", "troubleAt")
    SELECT enrolment, step, check_id, evidence, begun->check_id, outcome, now() FROM found, given WHERE status = 'unreachable'
    ON CONFLICT ("enrolmentId", "step", "checkId") DO UPDATE SET
      "trouble" = EXCLUDED."trouble", "troubleAt" = now(), "evidence" = EXCLUDED."evidence", "begun" = EXCLUDED."begun"
    RETURNING "checkId", "verdict", "since", "checkedAt"
  ), passes AS (
    INSERT INTO "StepPass" ("enrolmentId", "step", "how", "byPersonId", "reason")
    SELECT enrolment, given.step, CASE WHEN solved.any THEN 'solved' ELSE 'verified' END, solved.by, NULL
    FROM given LEFT JOIN LATERAL (${solvedSql('enrolment', 'given.step')}) solved ON true WHERE (attempt->>'passed')::bool
    UNION ALL SELECT enrolment, waived->>'step', 'waived', (act->>'personId')::uuid, waived->>'reason' FROM given WHERE waived IS NOT NULL
    ON CONFLICT ("enrolmentId", "step") DO UPDATE SET "how" = EXCLUDED."how", "byPersonId" = EXCLUDED."byPersonId", "reason" = NULL, "at" = now()
    WHERE "StepPass"."how" = 'waived' AND EXCLUDED."how" <> 'waived' RETURNING "at", "how", "reason"
  ), unpassed AS (
    DELETE FROM "StepPass" p USING given WHERE p."enrolmentId" = enrolment AND p."step" = reopened AND p."how" <> 'verified'
  ), learnt AS (
    INSERT INTO "Value" ("enrolmentId", "name", "value", "source")
    SELECT enrolment, l.key, l.value, 'learnt' FROM given, jsonb_each_text(coalesce(attempt->'learnt', '{}')) AS l WHERE l.value <> ''
    ON CONFLICT ("enrolmentId", "name") DO UPDATE SET "value" = EXCLUDED."value", "source" = 'learnt', "updatedAt" = now()
    WHERE "Value"."value" <> EXCLUDED."value"
  ), kept AS (
    INSERT INTO "Value" ("enrolmentId", "name", "value", "source")
    SELECT enrolment, v.key, v.value, source FROM given, jsonb_each_text(coalesce(values, '{}')) AS v WHERE v.value IS NOT NULL
    ON CONFLICT ("enrolmentId", "name") DO UPDATE SET "value" = EXCLUDED."value", "source" = EXCLUDED."source", "updatedAt" = now()
  ), dropped AS (
    DELETE FROM "Value" USING given, jsonb_each_text(coalesce(values, '{}')) AS v
    WHERE "enrolmentId" = enrolment AND "name" = v.key AND v.value IS NULL
  ), next AS MATERIALIZED (
    SELECT nextval('progress_revision') AS revision FROM given
  ), touched AS (
    UPDATE "Enrolment" SET
      "revision" = next.revision,
      "valuesRevision" = CASE WHEN values IS NULL THEN "valuesRevision" ELSE next.revision END,
      "stands" = "Enrolment"."stands" || coalesce((SELECT stands FROM stands), '{}'),
      "step" = coalesce(opened, "Enrolment"."step"),
      "stepSince" = CASE WHEN opened IS NULL OR "Enrolment"."step" = opened THEN "stepSince" ELSE now() END,
      "seenAt" = CASE WHEN opened IS NOT NULL OR attempt->>'trigger' = 'click' THEN now() ELSE "seenAt" END,
      "track" = coalesce(given.track, "Enrolment"."track")
    FROM given, next WHERE "id" = enrolment
      AND (opened IS NULL OR "Enrolment"."step" IS DISTINCT FROM opened OR "seenAt" < now() - interval '1 minute'
        OR num_nonnulls(attempt, values, given.track, waived, reopened) > 0)
    RETURNING "Enrolment"."revision", "Enrolment"."track", "Enrolment"."step", "helpAt"
  ), ended AS (
    UPDATE "StepRun" SET "leaseUntil" = date_trunc('milliseconds', now()), "finishedAt" = CASE WHEN "finishedAt" IS NULL THEN NULL ELSE now() END, "run" = NULL
    FROM given WHERE attempt IS NOT NULL AND "enrolmentId" = enrolment AND "StepRun"."step" = given.step
  ), informed AS (
    UPDATE "StepRun" SET "revision" = next.revision
    FROM given, next WHERE values IS NOT NULL AND "enrolmentId" = enrolment AND "StepRun"."step" = holding
  ), audited AS (
    INSERT INTO "AuditEvent" ("id", "personId", "workshopId", "action", "detail")
    SELECT (act->>'id')::uuid, (act->>'personId')::uuid, workshop, act->>'act', jsonb_build_object('enrolment', enrolment) || (act->'detail')
      || CASE WHEN given.track IS NULL THEN '{}' ELSE jsonb_build_object('track', jsonb_build_object('from', e."track", 'to', given.track)) END
      || coalesce((SELECT jsonb_object_agg(v.key, jsonb_build_object('from', old."value", 'to', v.value)) FROM jsonb_each_text(values) AS v
        LEFT JOIN "Value" old ON old."enrolmentId" = enrolment AND old."name" = v.key), '{}')
    FROM given JOIN touched ON true JOIN "Enrolment" e ON e."id" = enrolment WHERE act IS NOT NULL
  ), told AS (
    SELECT "revision"::text, touched."track", touched."step", "helpAt",
      (SELECT json_build_object('at', p."at", 'how', p."how", 'reason', p."reason") FROM (
        SELECT "at", "how", "reason" FROM passes UNION ALL
        SELECT p."at", p."how", p."reason" FROM "StepPass" p WHERE p."enrolmentId" = enrolment AND p."step" = given.step AND NOT EXISTS (SELECT 1 FROM passes)
      ) p) AS "pass",
      (SELECT coalesce(json_object_agg(v."name", v."value"), '{}') FROM "Value" v WHERE v."enrolmentId" = enrolment) AS values,
      (SELECT json_agg(verdicts) FROM verdicts) AS verdicts,
      (SELECT json_agg(troubles) FROM troubles) AS troubles,
      pg_notify('${channel}', json_build_object('workshop', workshop, 'enrolment', enrolment, 'revision', "revision"::text, 'by', $9::text, 'watch', $10::bool)::text)
    FROM touched, given
  )
  SELECT seen."isStale", now()::timestamptz(3) AS now, told.* FROM seen LEFT JOIN told ON true`;

/**
 * The one door through which progress is written: one transaction, one revision, one notice.
 * @param by the browser tab that asked for it: its own event stream need not tell it again
 * @returns null where nothing changed, as with an attempt whose run is no longer the step's
 */
export async function change(at: At, writes: Writes, by?: string): Promise<Changed | null> {
  const { values, attempt, opened, track, waived, reopened, act } = writes;
  if (values && Object.keys(values.set).length === 0) return null;
  const written = attempt && attemptRow(attempt);
  const parameters = [
    at.enrolmentId,
    at.workshopId,
    written ? jsonb(written) : null,
    values ? jsonb(values.set) : null,
    values?.source ?? null,
    opened ?? null,
    track ?? null,
    attempt?.report.answers ?? null,
    by ?? null,
    // the watch over this attendee plans again if there is something to wait for, or if what to ask has changed
    values !== undefined || track !== undefined || (attempt !== undefined && isWaitedFor(attempt.report)),
    values?.holding ?? null,
    attempt?.run ?? null,
    // beside the attempt rather than in it: an attempt is kept, and shown
    attempt?.report.begun ? jsonb(attempt.report.begun) : null,
    act ? jsonb({ waived, reopened, act: { detail: {}, ...act, id: randomUUID() } }) : null,
  ];
  let [row] = await statement<Row>(sql, parameters);
  while (row?.isStale) [row] = await statement<Row>(sql, parameters); // each time another change was made
  if (!row?.revision) return null;
  if (act) logAct(at, act);
  const { revision, step, helpAt, pass } = row;
  return {
    revision,
    standings: attempt ? standingsOf(attempt.report, row) : [],
    passedAt: pass && new Date(pass.at).toISOString(),
    how: pass?.how ?? null,
    reason: pass?.reason ?? null,
    enrolment: {
      track: row.track,
      step,
      helpAt: helpAt?.toISOString() ?? null,
      values: valuesOf(row, values?.set, attempt?.report.learnt),
    },
  };
}

/** Adds a person to a workshop, once; boards show them at once. Their first choice of track stays. */
export async function enrol(workshopId: string, personId: string, track: string): Promise<void> {
  const key = { workshopId, personId };
  const { id } = await db().enrolment.upsert({
    where: { workshopId_personId: key },
    create: { ...key, track },
    update: {},
    select: { id: true },
  });
  await change({ enrolmentId: id, workshopId }, {});
}

/**
 * Takes `$1`, somebody's place, out of the workshop `$2`, and tells every instance; `$3` is whose act it is, or null; for a transaction that
 * does more. An act takes out attendees alone: how a facilitator goes is for lib/people/facilitators.ts to say. Why somebody acted on them, and what they had recorded, is theirs: what stays on record says what was done, and when.
 */
export const leaveSql = `
  WITH gone AS (
    DELETE FROM "Enrolment" WHERE "id" = $1::uuid AND "workshopId" = $2::uuid AND ($3::jsonb IS NULL OR "role" = 'attendee') RETURNING "id"
  ), forgotten AS (
    UPDATE "AuditEvent" SET "detail" = jsonb_build_object('enrolment', $1::text) FROM gone WHERE "workshopId" = $2::uuid AND "detail"->>'enrolment' = $1::text
  ), audited AS (
    INSERT INTO "AuditEvent" ("id", "personId", "workshopId", "action", "detail")
    SELECT ($3::jsonb->>'id')::uuid, ($3::jsonb->>'personId')::uuid, $2::uuid, $3::jsonb->>'act', jsonb_build_object('enrolment', $1::text)
    FROM gone WHERE $3::jsonb IS NOT NULL
  )
  SELECT pg_notify('${channel}', json_build_object('workshop', $2::text, 'enrolment', $1::text, 'revision', nextval('progress_revision')::text, 'watch', false)::text) FROM gone`;

/**
 * Takes somebody out of a workshop, with all that is known of them there.
 * @param act whose act it is, if not their own
 * @returns whether they were in it; with an act, as an attendee
 */
export async function leave(at: At, act?: Omit<ActOn, 'detail'>): Promise<boolean> {
  const gone = await statement(leaveSql, [at.enrolmentId, at.workshopId, act ? jsonb({ ...act, id: randomUUID() }) : null]);
  if (act && gone.length > 0) logAct(at, act);
  return gone.length > 0;
}

/** Why it was done is for people, and not for a log. */
const logAct = ({ enrolmentId, workshopId }: At, { act, personId }: ActOn) =>
  log().info({ event: 'audit', act, personId, workshopId, enrolmentId }, 'an act');

/** Tells every open page of a person that something changed, such as after signing out. */
export async function tellEverywhere(personId: string): Promise<void> {
  const enrolments = await db().enrolment.findMany({ where: { personId }, select: { id: true, workshopId: true } });
  for (const { id, workshopId } of enrolments) await change({ enrolmentId: id, workshopId }, {});
}

/** The statement reads the values from before itself, so its own writes are applied on top. */
function valuesOf(
  { values }: Row,
  set: Readonly<Record<string, string | null>> = {},
  learnt: Record<string, string> = {},
): Record<string, string> {
  const all = Object.entries({ ...values, ...set, ...Object.fromEntries(Object.entries(learnt).filter(([, value]) => value)) });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** As PostgreSQL takes JSON: it has no NUL, and no half of a character that was cut in two. A service's sentence may have either. */
export function jsonb(value: object): string {
  const text = JSON.stringify(value); // escapes both, so that nearly always one look is enough
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part));
}

function attemptRow({ trigger, report, run }: NonNullable<Writes['attempt']>) {
  const { step, durationMs, findings, learnt } = report;
  const statuses = findings.map((f) => f.outcome.status);
  return {
    id: run ?? randomUUID(),
    step,
    trigger,
    durationMs,
    findings,
    learnt,
    passed: isPassed(report),
    failed: statuses.some((s) => s === 'wrong' || s === 'missing'),
  };
}

export const isPassed = ({ findings }: Report): boolean => findings.every((f) => f.outcome.status === 'pass');

const isWaitedFor = ({ findings }: Report) =>
  findings.some(({ outcome }) =>
    isWorthWatching(
      outcome.status === 'unreachable' ? { verdict: null, trouble: outcome } : { verdict: outcome, trouble: null }, //
    ),
  );

/** The standings as written: the report, plus what only the database knew. */
function standingsOf({ findings }: Report, { now, verdicts, troubles }: Row): Standing[] {
  const at = now.toISOString();
  const iso = (time: string | null | undefined) => (time ? new Date(time).toISOString() : null);
  return findings.map(({ checkId, outcome, evidence }): Standing => {
    if (outcome.status !== 'unreachable') {
      const since = iso(verdicts?.find((v) => v.checkId === checkId)?.since) ?? at;
      return { checkId, verdict: outcome, since, checkedAt: at, trouble: null, troubleAt: null, evidence };
    }
    const known = troubles?.find((t) => t.checkId === checkId);
    return {
      checkId,
      verdict: known?.verdict ?? null,
      since: iso(known?.since),
      checkedAt: iso(known?.checkedAt),
      trouble: outcome satisfies Unreachable,
      troubleAt: at,
      evidence,
    };
  });
}
