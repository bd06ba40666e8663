import { z } from 'zod';
import { audit } from '@/lib/audit';
import { db, statement } from '@/lib/db';
import type { PartResult } from '@/lib/lab/solve';
import { endingOf } from '@/lib/lab/solve-ending';
import { type At, change, jsonb } from './change';

/** The name in StepRun of the lease under which a step is solved for somebody, so that no other instance does it as well. */
export const solveLease = (step: string): string => `solve ${step}`;

const how = z.enum(['done', 'already', 'under-way', 'person', 'failed', 'not-tried']);
/** As stored, possibly by another version. */
const Results = z
  .array(
    z.object({
      id: z.string(),
      what: z.string(),
      how,
      said: z.string(),
      begun: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  )
  .catch([]);

/** An offer to do a step for an attendee, and what became of it. Times are ISO 8601. */
export interface Solve {
  id: string;
  step: string;
  /** The facilitator's name; null if their data was deleted. */
  by: string | null;
  askedAt: string;
  answeredAt: string | null;
  isAgreed: boolean | null;
  doneAt: string | null;
  result: PartResult[];
  /** Whether some instance is working on it now. If it was agreed to, isn't done and nobody is working on it, it was interrupted. */
  isAtWork: boolean;
}

interface Row extends Omit<Solve, 'result' | 'askedAt' | 'answeredAt' | 'doneAt'> {
  askedAt: Date;
  answeredAt: Date | null;
  doneAt: Date | null;
  result: unknown;
}

const readSql = `
  SELECT DISTINCT ON (r."step") r."id", r."step", p."name" AS by, r."askedAt", r."answeredAt", r."isAgreed", r."doneAt", r."result",
    EXISTS (SELECT 1 FROM "StepRun" s WHERE s."enrolmentId" = r."enrolmentId" AND s."step" = 'solve ' || r."step" AND s."leaseUntil" > now()) AS "isAtWork"
  FROM "SolveRequest" r LEFT JOIN "Person" p ON p."id" = r."byPersonId"
  WHERE r."enrolmentId" = $1::uuid ORDER BY r."step", r."askedAt" DESC`;

/** As the database can keep it: a service may have spelled an id with what it cannot. */
const stored = (parts: readonly PartResult[]) => JSON.parse(jsonb(parts));

const iso = (time: Date | null) => time?.toISOString() ?? null;

/** The latest offer for each step of an attendee. */
export async function solvesOf(enrolmentId: string): Promise<Solve[]> {
  const rows = await statement<Row>(readSql, [enrolmentId]);
  return rows.map(({ result, askedAt, answeredAt, doneAt, ...row }) => ({
    ...row,
    askedAt: askedAt.toISOString(),
    answeredAt: iso(answeredAt),
    doneAt: iso(doneAt),
    result: Results.parse(result ?? []),
  }));
}

/**
 * Offers to do a step for somebody. Offering again while the attendee hasn't answered changes nothing. A new offer ends an earlier one that
 * was started and interrupted.
 */
export async function offerSolve(at: At, step: string, byPersonId: string): Promise<'offered' | 'open' | 'at-work' | 'passed' | 'gone'> {
  const outcome = await db().$transaction(async (tx) => {
    // one after another: two facilitators may offer at once
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Enrolment" WHERE "id" = ${at.enrolmentId}::uuid AND "workshopId" = ${at.workshopId}::uuid FOR NO KEY UPDATE`;
    if (locked.length === 0) return 'gone';
    const key = { enrolmentId: at.enrolmentId, step };
    if ((await tx.stepPass.count({ where: key })) > 0) return 'passed';
    const open = await tx.solveRequest.findFirst({ where: { ...key, doneAt: null }, select: { answeredAt: true } });
    if (open && !open.answeredAt) return 'open';
    const run = { enrolmentId: at.enrolmentId, step: solveLease(step), leaseUntil: { gt: new Date() } };
    if ((await tx.stepRun.count({ where: run })) > 0) return 'at-work';
    await tx.solveRequest.updateMany({ where: { ...key, doneAt: null }, data: { doneAt: new Date() } });
    await tx.solveRequest.create({ data: { ...key, byPersonId } });
    await audit({ act: 'solve.offered', personId: byPersonId, workshopId: at.workshopId, detail: { enrolment: at.enrolmentId, step } }, tx);
    return 'offered';
  });
  if (outcome === 'offered') await change(at, {});
  return outcome;
}

/**
 * The attendee's answer: to an offer, to go on with what they had agreed to and was interrupted, or to try again what ended before all of it
 * was done. The first answer counts, wherever it was given.
 * @returns what the offer was before; null if it is over, or there is no such offer
 */
export async function agree(at: At, id: string, step: string, personId: string): Promise<PartResult[] | null> {
  const key = { step, enrolmentId: at.enrolmentId };
  const where = { ...key, id, doneAt: null };
  const detail = { enrolment: at.enrolmentId, step };
  return db().$transaction(async (tx) => {
    const first = await tx.solveRequest.updateMany({
      where: { ...where, answeredAt: null },
      data: { answeredAt: new Date(), isAgreed: true },
    });
    const latest = await tx.solveRequest.findFirst({ where: key, orderBy: { askedAt: 'desc' }, select: { id: true, result: true } });
    if (latest?.id !== id) return null;
    const result = Results.parse(latest.result ?? []);
    // whoever agrees again wants what failed to be tried again
    const kept = result.filter(({ how }) => how === 'done' || how === 'already' || how === 'under-way');
    let isAgain = false;
    if (endingOf(result).kind !== 'done' && (await tx.stepPass.count({ where: key })) === 0) {
      const ended = { ...where, isAgreed: true, doneAt: { not: null } };
      const data = { doneAt: null, result: stored(kept) };
      isAgain = (await tx.solveRequest.updateMany({ where: ended, data })).count > 0;
    }
    if ((await tx.solveRequest.count({ where: { ...where, isAgreed: true } })) === 0) return null;
    if (first.count > 0 || isAgain) await audit({ act: 'solve.agreed', personId, workshopId: at.workshopId, detail }, tx);
    return kept;
  });
}

/** Declines an offer, or stops what was agreed to. What was started in a service continues there, and nothing more is started. */
export async function decline(at: At, id: string, personId: string): Promise<boolean> {
  const isDeclined = await db().$transaction(async (tx) => {
    const now = new Date();
    const where = { id, enrolmentId: at.enrolmentId, doneAt: null };
    const found = await tx.solveRequest.updateManyAndReturn({ where, data: { answeredAt: now, isAgreed: false, doneAt: now } });
    const [{ step } = { step: '' }] = found;
    if (found.length > 0)
      await audit({ act: 'solve.declined', personId, workshopId: at.workshopId, detail: { enrolment: at.enrolmentId, step } }, tx);
    return found.length > 0;
  });
  if (isDeclined) await change(at, {});
  return isDeclined;
}

const goesOnSql = `
  SELECT 1 FROM "SolveRequest" r JOIN "Enrolment" e ON e."id" = r."enrolmentId" JOIN "Person" p ON p."id" = e."personId"
    JOIN "Workshop" w ON w."id" = e."workshopId"
  WHERE r."id" = $1::uuid AND r."isAgreed" AND r."doneAt" IS NULL AND w."closedAt" IS NULL AND (w."endsAt" IS NULL OR w."endsAt" > now())
    AND (p."signedOutAt" IS NULL OR p."signedOutAt" <= to_timestamp($2::float8 / 1000))`;

/** Whether it is still agreed to, the workshop open, and the session that agreed not ended. @param signedInAt since when that is on, in ms */
export const goesOn = async (id: string, signedInAt: number): Promise<boolean> => (await statement(goesOnSql, [id, signedInAt])).length > 0;

/** Stores the results so far. */
export async function keepResult(at: At, id: string, parts: readonly PartResult[]): Promise<void> {
  await db().solveRequest.updateMany({ where: { id, enrolmentId: at.enrolmentId }, data: { result: stored(parts) } });
  await change(at, {});
}

/** Marks it as over, and records how it ended, see `endingOf`. */
export async function endSolve(at: At, id: string, personId: string, parts: readonly PartResult[]): Promise<void> {
  const done = parts.filter((p) => p.how === 'done').map((p) => p.id);
  const undone = parts.filter((p) => !['done', 'already'].includes(p.how)).map((p) => p.id);
  await db().$transaction(async (tx) => {
    const where = { id, enrolmentId: at.enrolmentId };
    const found = await tx.solveRequest.updateManyAndReturn({ where, data: { result: stored(parts) } });
    await tx.solveRequest.updateMany({ where: { ...where, doneAt: null }, data: { doneAt: new Date() } });
    const [{ step } = { step: '' }] = found;
    const detail = { enrolment: at.enrolmentId, step, done, undone };
    if (found.length > 0) await audit({ act: `solve.${endingOf(parts).kind}`, personId, workshopId: at.workshopId, detail }, tx);
  });
  await change(at, {});
}
