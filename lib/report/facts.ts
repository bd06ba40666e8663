import { db, statement } from '@/lib/db';
import { planOfWorkshop } from '@/lib/progress/plan';
import type { Facts, Failure } from './report';

/** The most rows in a table of failures: rarer ones say little. */
const mostFailures = 20;

/** Attendees' clicks, with one row per check outcome, except for steps that were waived or done for them. */
const outcomesSql = `
  SELECT a."enrolmentId" AS who, a."step", f->>'checkId' AS "check", f->'outcome' AS o
  FROM "Enrolment" e JOIN "Attempt" a ON a."enrolmentId" = e."id", jsonb_array_elements(a."outcomes") AS f
  WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' AND a."trigger" = 'click'
    AND NOT EXISTS (SELECT 1 FROM "StepPass" s WHERE s."enrolmentId" = e."id" AND s."step" = a."step" AND s."how" <> 'verified')`;

const failuresSql = `
  SELECT "step", "check", o->>'status' AS "status", mode() WITHIN GROUP (ORDER BY o->>'message') AS "message",
    count(*)::int AS "times", count(DISTINCT who)::int AS "people"
  FROM (${outcomesSql}) x WHERE o->>'status' IN ('wrong', 'missing') GROUP BY 1, 2, 3
  ORDER BY "people" DESC, "times" DESC, "step", "check" LIMIT ${mostFailures}`;

const troublesSql = `
  SELECT o->>'cloud' AS "service", o->>'trouble' AS "trouble", mode() WITHIN GROUP (ORDER BY o->>'message') AS "message",
    count(*)::int AS "times", count(DISTINCT who)::int AS "people"
  FROM (${outcomesSql}) x WHERE o->>'status' = 'unreachable' GROUP BY 1, 2 ORDER BY "people" DESC, "times" DESC LIMIT ${mostFailures}`;

/** The data for a workshop's report. */
export async function factsOf(workshopId: string): Promise<Facts> {
  const attendees = { workshopId, role: 'attendee' as const };
  const [plan, people, tried, failures, troubles, help] = await Promise.all([
    planOfWorkshop(workshopId),
    db().enrolment.findMany({
      where: attendees,
      select: { id: true, track: true, joinedAt: true, passes: { select: { step: true, how: true, at: true } } },
      orderBy: { id: 'asc' },
    }),
    statement<{ id: string; steps: string[] }>(
      `SELECT a."enrolmentId" AS "id", array_agg(DISTINCT a."step") AS "steps" FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
       WHERE e."workshopId" = $1::uuid AND e."role" = 'attendee' AND a."trigger" = 'click' GROUP BY 1`,
      [workshopId],
    ),
    statement<Failure>(failuresSql, [workshopId]),
    statement<Facts['troubles'][number]>(troublesSql, [workshopId]),
    db().helpRequest.findMany({
      where: { enrolment: attendees },
      select: { enrolmentId: true, step: true, askedAt: true, takenAt: true, closedAt: true },
    }),
  ]);
  const stepsBy = new Map(tried.map((t) => [t.id, t.steps]));
  return {
    startsAt: plan.startsAt,
    breaks: plan.breaks,
    people: people.map(({ id, track, joinedAt, passes }) => ({
      ...{ id, track, joinedAt: joinedAt.getTime(), tried: stepsBy.get(id) ?? [] },
      passes: passes.map((p) => ({ ...p, at: p.at.getTime() })),
    })),
    failures,
    troubles,
    help: help.map(({ enrolmentId: by, step, askedAt, takenAt, closedAt }) => ({
      ...{ by, step, askedAt: askedAt.getTime(), takenAt: takenAt?.getTime() ?? null, closedAt: closedAt?.getTime() ?? null },
    })),
  };
}
