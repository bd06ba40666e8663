import type { Finding } from '@/lib/lab/outcome';

/** How a cleanup's check stands, as far as the report needs it. Times are ISO 8601. */
export interface Seen {
  checkId: string;
  status: string | null;
  checkedAt: string | null;
  /** Why it couldn't be checked since. */
  trouble: string | null;
}

/** One check of everybody's leftovers, as it is kept. */
export interface Look {
  at: string;
  findings: readonly Pick<Finding, 'checkId' | 'outcome'>[];
}

/** How somebody's cleanup stands, from their own checks and from what facilitators had checked: for each check, what was seen last. */
export function withLooks(own: readonly Seen[], looks: readonly Look[]): Seen[] {
  const seen = new Map(own.map((s) => [s.checkId, s]));
  for (const { at, findings } of looks.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    for (const { checkId, outcome } of findings) {
      const known = seen.get(checkId) ?? { checkId, status: null, checkedAt: null, trouble: null };
      if (known.checkedAt !== null && known.checkedAt > at) continue;
      if (outcome.status === 'unreachable') seen.set(checkId, { ...known, trouble: outcome.message });
      else seen.set(checkId, { checkId, status: outcome.status, checkedAt: at, trouble: null });
    }
  }
  return [...seen.values()];
}
