import type { Answers } from '@/lib/lab/answers';
import type { Check } from '@/lib/lab/check';
import type { Lab } from '@/lib/lab/lab';
import type { Verdict } from '@/lib/lab/outcome';
import { withNumbers } from '@/lib/lab/run';
import { log } from '@/lib/log';

/** A check's verdict today on a kept answer; or why it can't judge. */
export type Again = { verdict: Verdict; learnt: Readonly<Record<string, string>> } | { why: Why };

/**
 * - `unanswered`: its question ended early, or the service could not be asked, so that no judge was called.
 * - `not-kept`: its answer was too long, or had something in it that is never kept.
 * - `needs-more`: it needs to know something now that it did not use then.
 * - `unfit`: the answer does not fit it anymore, as its question was changed, too.
 */
export type Why = 'unanswered' | 'not-kept' | 'needs-more' | 'unfit';

/** Judges what was kept of an attempt with a check as it is today. @param track of the attendee, for the numbers of steps in sentences */
export function judgeAgain(lab: Lab, track: string, check: Check, { known, judged, notKept }: Answers): Again {
  if (notKept.has(check.id)) return { why: 'not-kept' };
  if (!judged.has(check.id)) return { why: 'unanswered' };
  if (check.needs.some((name) => !known[name])) return { why: 'needs-more' };
  const answer = judged.get(check.id);
  try {
    const verdict = withNumbers(lab, known['track'] ?? track, check.judge(answer, known));
    return { verdict, learnt: verdict.status === 'pass' ? check.learn(answer) : {} };
  } catch (error) {
    // judges trust their own question, and this answer may come from an older version of it
    log().warn({ event: 'replay', checkId: check.id, err: error }, 'a kept answer does not fit its check anymore');
    return { why: 'unfit' };
  }
}

const asRead = (verdict: Verdict): string => JSON.stringify(Object.entries({ ...verdict, since: undefined }).sort());

/** Whether two verdicts say the same. The start of a wait depends on the time of judging, so it is left out. */
export const isSame = (a: Verdict, b: Verdict): boolean => asRead(a) === asRead(b);

/** Today's verdict as of the attempt's time: a wait then counts from then. */
export function asOf(at: string, before: Verdict | null, verdict: Verdict): Verdict {
  if (verdict.status !== 'waiting' || verdict.since === undefined) return verdict;
  return { ...verdict, since: (before?.status === 'waiting' ? before.since : undefined) ?? at };
}
