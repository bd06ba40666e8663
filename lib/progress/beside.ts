import { randomUUID } from 'node:crypto';
import { statement } from '@/lib/db';
import type { Report } from '@/lib/lab/outcome';
import { type At, isPassed, jsonb } from './change';

const sql = `
  INSERT INTO "Attempt" ("id", "enrolmentId", "step", "trigger", "durationMs", "passed", "failed", "outcomes")
  SELECT $3::uuid, e."id", $4, 'leftovers', $5::int, $6::bool, $7::bool, $8::jsonb FROM "Enrolment" e
  WHERE e."id" = $1::uuid AND e."workshopId" = $2::uuid`;

/**
 * Keeps what a check of somebody's leftovers found, beside their progress: they needn't have come to that step, so it changes neither how
 * it stands, on their page or on a board, nor what has passed. Nothing is kept of somebody who has left.
 */
export async function keepBeside({ enrolmentId, workshopId }: At, { step, durationMs, findings }: Report): Promise<void> {
  const isFailed = findings.some(({ outcome: { status } }) => status === 'wrong' || status === 'missing');
  await statement(sql, [
    ...[enrolmentId, workshopId, randomUUID(), step, durationMs],
    ...[isPassed({ step, durationMs, findings, learnt: {} }), isFailed, jsonb(findings)],
  ]);
}
