import type { Evidence } from '@/lib/clouds/http';
import type { Trouble } from '@/lib/clouds/trouble';
import type { Outcome, Status, Unreachable, Verdict } from '@/lib/lab/outcome';

/** What is known about one check, as rows and boards show it. Times are ISO 8601. */
export interface Standing {
  checkId: string;
  /** null: not checked yet, or it could not be checked. */
  verdict: Verdict | null;
  /** When the status last changed. */
  since: string | null;
  checkedAt: string | null;
  /** Why it could not be checked last time; the verdict is then older than the trouble. */
  trouble: Unreachable | null;
  troubleAt: string | null;
  evidence: Evidence[];
}

type Known = Pick<Standing, 'verdict' | 'trouble'>;

/** The outcome a row shows: trouble, unless the check has passed. */
export function shownOutcome(s: Known): Outcome | null {
  if (s.trouble && s.verdict?.status !== 'pass') return s.trouble;
  return s.verdict;
}

/** How a step was passed: by its checks, by a facilitator who did it for the attendee, or by one who waived it. */
export type How = 'verified' | 'solved' | 'waived';

/** The status of a whole step: how it was passed, else the most urgent of its checks. */
export type StepStatus = Status | 'open' | Exclude<How, 'verified'>;

/** Whether there is nothing left to do. Only `pass` is verified, and counted as such. */
export const isDone = (status: StepStatus | undefined): boolean => status === 'pass' || status === 'solved' || status === 'waived';

const urgency: Status[] = ['wrong', 'unreachable', 'waiting', 'missing'];

export function stepStatus(checkIds: readonly string[], standings: readonly Standing[], how: How | null): StepStatus {
  if (how) return how === 'verified' ? 'pass' : how;
  const shown = checkIds.map((id) => standings.find((s) => s.checkId === id)).map((s) => (s ? shownOutcome(s) : null));
  for (const status of urgency) if (shown.some((o) => o?.status === status)) return status;
  return 'open';
}

/** Trouble that doesn't resolve itself with time. */
const stays = new Set<Trouble>(['forbidden', 'refused', 'blocked', 'set-up', 'no-key', 'own-key', 'bad-key', 'licence']);

/** Whether checking again can change anything without the attendee. Trouble that only they can fix is left alone. */
export function isWorthWatching(s: Known): boolean {
  const shown = shownOutcome(s);
  if (shown?.status === 'waiting') return true;
  return shown?.status === 'unreachable' && shown.way === undefined && !stays.has(shown.trouble);
}

/**
 * Of a step's standings, those to check again without a click. Of a step that has passed only what waits: a press since then has begun it,
 * and its row says that it turns green by itself.
 */
export const worthWatching = (standings: readonly Standing[], hasPassed: boolean): Standing[] =>
  standings.filter((s) => isWorthWatching(s) && (!hasPassed || shownOutcome(s)?.status === 'waiting'));
