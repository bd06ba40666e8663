import { db, statement } from '@/lib/db';
import { planOfWorkshop } from '@/lib/progress/plan';
import { causesOf, mostFailures, type Said } from './causes';
import type { Facts } from './report';

/** Attendees' clicks, with one row per check outcome, except for steps that were waived or done for them. */
const outcomesSql = `
  SELECT a."enrolmentId" AS who, a."step", f->>'checkId' AS "check", f->'outcome' AS o
  FROM "Enrolment" e JOIN "Attempt" a ON a."enrolmentId" = e."id", jsonb_array_elements(a."outcomes") AS f
  WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' AND a."trigger" = 'click'
    AND NOT EXISTS (SELECT 1 FROM "StepPass" s WHERE s."enrolmentId" = e."id" AND s."step" = a."step" AND s."how" <> 'verified')`;

/** What was said to whom, and how often. Whom a service doesn't know yet hasn't been there: it is no trouble of the service's. */
const saidSql = `
  SELECT x.who, "step", "check", k."status", left(o->>'message', 400) AS "message", left(o->>'remedy', 400) AS "remedy",
    left(o->>'found', 300) AS "found", count(*)::int AS "times"
  FROM (${outcomesSql}) x, LATERAL (SELECT CASE WHEN o->>'trouble' = 'stranger' THEN 'missing' ELSE o->>'status' END AS "status") k
  WHERE k."status" IN ('wrong', 'missing') GROUP BY 1, 2, 3, 4, 5, 6, 7`;

const troublesSql = `
  SELECT o->>'cloud' AS "service", o->>'trouble' AS "trouble", mode() WITHIN GROUP (ORDER BY o->>'message') AS "message",
    count(*)::int AS "times", count(DISTINCT who)::int AS "people"
  FROM (${outcomesSql}) x WHERE o->>'status' = 'unreachable' AND o->>'trouble' <> 'stranger'
  GROUP BY 1, 2 ORDER BY "people" DESC, "times" DESC LIMIT ${mostFailures}`;

/** The data for a workshop's report. */
export async function factsOf(workshopId: string): Promise<Facts> {
  const attendees = { workshopId, role: 'attendee' as const };
  const [plan, people, tried, said, troubles, help] = await Promise.all([
    planOfWorkshop(workshopId),
    db().enrolment.findMany({
      where: attendees,
      select: {
        ...{ id: true, track: true, joinedAt: true, person: { select: { name: true } } },
        passes: { select: { step: true, how: true, at: true } },
        values: { select: { value: true } },
      },
      orderBy: { id: 'asc' },
    }),
    statement<{ id: string; steps: string[] }>(
      `SELECT a."enrolmentId" AS "id", array_agg(DISTINCT a."step") AS "steps" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
       WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' AND a."trigger" = 'click' GROUP BY 1`,
      [workshopId],
    ),
    statement<Said>(saidSql, [workshopId]),
    statement<Facts['troubles'][number]>(troublesSql, [workshopId]),
    db().helpRequest.findMany({
      where: { enrolment: attendees },
      select: { enrolmentId: true, step: true, askedAt: true, takenAt: true, closedAt: true },
    }),
  ]);
  const own = new Map(people.map(({ id, person, values }) => [id, [person.name, ...values.map((v) => v.value)]]));
  const { wrong, missing } = causesOf(said, own);
  const stepsBy = new Map(tried.map((t) => [t.id, t.steps]));
  return {
    startsAt: plan.startsAt,
    breaks: plan.breaks,
    people: people.map(({ id, track, joinedAt, passes }) => ({
      ...{ id, track, joinedAt: joinedAt.getTime(), tried: stepsBy.get(id) ?? [] },
      passes: passes.map((p) => ({ ...p, at: p.at.getTime() })),
    })),
    failures: wrong,
    notYet: missing,
    troubles,
    help: help.map(({ enrolmentId: by, step, askedAt, takenAt, closedAt }) => ({
      ...{ by, step, askedAt: askedAt.getTime(), takenAt: takenAt?.getTime() ?? null, closedAt: closedAt?.getTime() ?? null },
    })),
  };
}
