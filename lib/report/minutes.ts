import { type Break, workedMs } from '@/lib/pace/plan';

/** When somebody passed a step, and how: `verified`, `waived` or `solved`. Times in milliseconds since 1970. */
export interface Passed {
  step: string;
  how: string;
  at: number;
}

/**
 * How long each step took somebody, in minutes: from the step they had passed before, or from when they had joined and the room had begun.
 * Breaks are left out, and so are steps that were waived or done for them: those say nothing about how long a step takes.
 * @param begin when they joined, or when the room began, whichever was later
 */
export function minutesBySteps(passes: readonly Passed[], begin: number, breaks: readonly Break[]): Map<string, number> {
  const minutes = new Map<string, number>();
  let from = begin;
  for (const { step, how, at } of passes.toSorted((a, b) => a.at - b.at)) {
    if (how === 'verified') minutes.set(step, Math.round(workedMs(from, at, breaks) / 6000) / 10);
    from = Math.max(from, at);
  }
  return minutes;
}
