import { z } from 'zod';
import type { Begun } from '@/lib/clouds/carry';
import { statement } from '@/lib/db';
import type { Step } from '@/lib/lab/lab';

const Stored = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * What the checks of a step have in progress in a service, by check id. Only the holder of the step's lease asks, so that nobody else picks
 * it up as well. For most steps, the database isn't asked at all.
 */
export async function begunOf(enrolmentId: string, step: Step): Promise<Record<string, Begun>> {
  const ids = step.checks.filter((check) => check.carriesOn).map((check) => check.id);
  if (ids.length === 0) return {};
  const rows = await statement<{ checkId: string; begun: unknown }>(
    `SELECT "checkId", "begun" FROM "Standing" WHERE "enrolmentId" = $1::uuid AND "step" = $2 AND "checkId" = ANY($3::text[]) AND "begun" IS NOT NULL`,
    [enrolmentId, step.slug, ids],
  );
  const begun = rows.flatMap(({ checkId, begun }) => {
    const stored = Stored.safeParse(begun);
    return stored.success ? [[checkId, stored.data] as const] : [];
  });
  return Object.fromEntries(begun);
}
