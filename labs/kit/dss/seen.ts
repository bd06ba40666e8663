import { pass, type Verdict } from '@/lib/lab/outcome';
import type { JobView, Trial } from './flow';

const firstOf = (trials: readonly Trial[], state: JobView['state']) => trials.flatMap((t) => t.jobs).find((j) => j.state === state);

/** DSS removes old jobs: if it keeps none of the wanted kind, the one that was seen before still counts. */
export function orSeen(verdict: Verdict, trials: readonly Trial[], wanted: JobView['state'], seen: string | undefined): Verdict {
  if (verdict.status !== 'missing' || !seen || firstOf(trials, wanted)) return verdict;
  return pass(`Seen in the job ${seen}.`, 'DSS has removed that job since.');
}

/** What a passing check remembers: the job it was done in, as the role `seen`. */
export const seenIn = (trials: readonly Trial[], wanted: JobView['state']): { seen: string } => ({
  seen: firstOf(trials, wanted)?.id ?? '',
});
