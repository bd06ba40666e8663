import type { Queued } from '@/lib/help/view';
import type { Finding } from '@/lib/lab/outcome';
import type { Progress } from '@/lib/progress/read';
import type { Solve } from '@/lib/progress/solves';

/** One verify, as facilitators see it. */
export interface AttemptView {
  id: string;
  /** The step's number; its slug if the lab no longer has it. */
  step: string;
  trigger: string;
  /** ISO 8601 */
  at: string;
  durationMs: number;
  passed: boolean;
  findings: Finding[];
}

/** A step that can be done for somebody, or was offered to be. */
export interface SolveRow {
  slug: string;
  number: string;
  title: string;
  solve: Solve | null;
  mayOffer: boolean;
}

/** An act in words. */
export interface ActView {
  id: string;
  /** ISO 8601 */
  at: string;
  /** Null: the portal itself, or somebody whose data was deleted. */
  by: string | null;
  act: string;
  /** As in `Region: uksouth → westeurope`. */
  changes: string[];
}

/** What facilitators see of one attendee. Times are ISO 8601. */
export interface CloseUp extends Pick<Progress, 'standings' | 'passed' | 'at'> {
  /** Their open request for help. */
  help: Queued | null;
  /** Grows with every change, see Enrolment.revision. */
  revision: string;
  name: string;
  userName: string;
  joinedAt: string;
  /** One of the lab's tracks. */
  track: string;
  values: { name: string; label: string; text: string; source: string; mayCorrect: boolean }[];
  /** The last opened first. */
  hints: { step: string; hint: number; at: string }[];
  solves: SolveRow[];
  /** The newest first, `shownAttempts` at the most. */
  attempts: AttemptView[];
  /** What was done for them, the last first. */
  acts: ActView[];
}

/** The parts of it that have changed: of the standings, the steps; of the attempts, the new ones. */
export type CloseUpNews = Partial<CloseUp> & Pick<CloseUp, 'revision'>;

export const shownAttempts = 30;

/** What is known, together with the news. It already contains older news, because it was read as a whole meanwhile. */
export function mergeCloseUp(known: CloseUp, news: CloseUpNews): CloseUp {
  if (BigInt(news.revision) < BigInt(known.revision)) return known;
  const ids = new Set(known.attempts.map(({ id }) => id));
  const fresh = (news.attempts ?? []).filter(({ id }) => !ids.has(id));
  return {
    ...known,
    ...news,
    standings: { ...known.standings, ...news.standings },
    attempts: [...fresh, ...known.attempts].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, shownAttempts),
  };
}
