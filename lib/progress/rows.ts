import { z } from 'zod';
import type { Evidence } from '@/lib/clouds/http';
import type { Unreachable, Verdict } from '@/lib/lab/outcome';
import type { Standing } from './standing';

/** The columns of a standing that every reader selects. */
export const standingColumns = {
  step: true,
  checkId: true,
  verdict: true,
  since: true,
  checkedAt: true,
  trouble: true,
  troubleAt: true,
  evidence: true,
} as const;

interface Row {
  checkId: string;
  verdict: unknown;
  since: Date | null;
  checkedAt: Date | null;
  trouble: unknown;
  troubleAt: Date | null;
  evidence?: unknown;
}

const Json = z.looseObject({ status: z.string() }).nullable();
const Lines = z.array(z.custom<Evidence>()).nullish();

/** A stored standing, as `change` wrote it: the only writer. */
export function standingOf(row: Row): Standing {
  return {
    checkId: row.checkId,
    verdict: Json.parse(row.verdict) as Verdict | null,
    since: row.since?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    trouble: Json.parse(row.trouble) as Unreachable | null,
    troubleAt: row.troubleAt?.toISOString() ?? null,
    evidence: Lines.parse(row.evidence) ?? [],
  };
}
