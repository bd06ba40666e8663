import { setImmediate as turn } from 'node:timers/promises';
import { statement } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import { OneAtATime } from '@/lib/one-at-a-time';
import { type KeptAttempt, type Plan, Planning } from './plan';

/** How many people's attempts are in memory at a time: each attempt has up to 32 kB of answers, for each step. */
const batch = 5;

// Next may load this module more than once
const shared = globalThis as typeof globalThis & { guidepostPlans?: OneAtATime<Plan> };
function plans(): OneAtATime<Plan> {
  shared.guidepostPlans ??= new OneAtATime();
  return shared.guidepostPlans;
}

type Row = Omit<KeptAttempt, 'at' | 'standings'> & {
  at: Date;
  standings: { checkId: string; verdict: KeptAttempt['standings'][number]['verdict']; checkedAt: string | null }[];
};

const peopleSql = `
  SELECT e."id" FROM "Enrolment" e WHERE e."workshopId" = $1::uuid AND ($2::uuid IS NULL OR e."id" > $2::uuid) ORDER BY e."id" LIMIT ${batch}`;

/** The newest kept attempt of each step of these people. */
const attemptsSql = `
  SELECT a.*, e."track", p."name",
    EXISTS (SELECT 1 FROM "StepPass" s WHERE s."enrolmentId" = a."enrolmentId" AND s."step" = a."step") AS "isPassed",
    coalesce((SELECT json_agg(json_build_object('checkId', s."checkId", 'verdict', s."verdict", 'checkedAt', s."checkedAt"))
      FROM "Standing" s WHERE s."enrolmentId" = a."enrolmentId" AND s."step" = a."step"), '[]') AS standings
  FROM (
    SELECT DISTINCT ON ("enrolmentId", "step") "id", "enrolmentId", "step", "at", "answers", "outcomes" FROM "Attempt"
    WHERE "enrolmentId" = ANY($1::uuid[]) AND "answers" IS NOT NULL ORDER BY "enrolmentId", "step", "at" DESC, "id" DESC
  ) a JOIN "Enrolment" e ON e."id" = a."enrolmentId" JOIN "Person" p ON p."id" = e."personId"`;

const iso = (time: string | null): string | null => (time === null ? null : new Date(time).toISOString());

async function attemptsOf(enrolmentIds: readonly string[]): Promise<KeptAttempt[]> {
  const rows = await statement<Row>(attemptsSql, [enrolmentIds]);
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    standings: row.standings.map((s) => ({ ...s, checkedAt: iso(s.checkedAt) })),
  }));
}

/**
 * What would change in a workshop if today's checks judged its newest kept attempts. A large room has thousands. Each turn of the event loop
 * judges one, so that nobody else waits, and only one plan is made per workshop at a time.
 */
export const planFor = (lab: Lab, workshopId: string): Promise<Plan> => plans().get(workshopId, () => madeFor(lab, workshopId));

async function madeFor(lab: Lab, workshopId: string): Promise<Plan> {
  const planning = new Planning(lab);
  for (let last: string | null = null; ; ) {
    const people: { id: string }[] = await statement<{ id: string }>(peopleSql, [workshopId, last]);
    const end = people.at(-1);
    if (!end) return planning.plan();
    for (const attempt of await attemptsOf(people.map(({ id }) => id))) {
      planning.take(attempt);
      await turn();
    }
    last = end.id;
  }
}
