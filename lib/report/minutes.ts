/** When somebody got past a step, and how: `verified`, `waived` or `solved`. Times in milliseconds since 1970. */
export interface Passed {
  step: string;
  how: string;
  at: number;
}

interface Pause {
  from: number;
  to: number;
}

/** How much of a time is not a break, in milliseconds. */
const worked = (from: number, to: number, breaks: readonly Pause[]) =>
  Math.max(0, to - from - breaks.reduce((sum, b) => sum + Math.max(0, Math.min(to, b.to) - Math.max(from, b.from)), 0));

/**
 * How long each step took somebody, in minutes: from the step they had passed before, or from when they had joined and the room had begun.
 * Breaks are left out, and so are steps that were waived or done for them: those say nothing of how long one takes.
 * @param begin when they joined, or when the room began, whichever was later
 */
export function minutesBySteps(passes: readonly Passed[], begin: number, breaks: readonly Pause[]): Map<string, number> {
  const minutes = new Map<string, number>();
  let from = begin;
  for (const { step, how, at } of passes.toSorted((a, b) => a.at - b.at)) {
    if (how === 'verified') minutes.set(step, Math.round(worked(from, at, breaks) / 6000) / 10);
    from = Math.max(from, at);
  }
  return minutes;
}

/** The middle of some numbers; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
