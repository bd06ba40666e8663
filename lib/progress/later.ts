import type { Progress } from './read';
import type { Standing, StepStatus } from './standing';

/** A check that passed with its step and is no longer true. */
export type Lost = Standing & { verdict: Extract<Standing['verdict'], { status: 'missing' | 'wrong' }> };

const isLost = (s: Standing): s is Lost => s.verdict?.status === 'missing' || s.verdict?.status === 'wrong';

/**
 * What has changed since a step was passed: its resource is gone, or has changed. The step stays passed. A waived step has nothing to lose.
 */
export const lostOf = ({ status, standings }: { status: StepStatus; standings: readonly Standing[] }): Lost[] =>
  status === 'pass' || status === 'solved' ? standings.filter(isLost) : [];

/** Results newer than this aren't checked again. */
const lookedMs = 60_000;

const lastLook = (standings: readonly Standing[]): number =>
  Math.max(0, ...standings.flatMap((s) => [s.checkedAt, s.troubleAt].flatMap((time) => (time ? [Date.parse(time)] : []))));

/**
 * The steps to look back at after a check of a later one that builds on them, by slug: those passed, where the later one did not
 * pass, as their resource may be gone; where it passed, those only that are known to have changed, as they may be right again.
 */
export function stepsToLookBackAt(
  buildsOn: readonly string[],
  { passed, standings }: Pick<Progress, 'passed' | 'standings'>,
  { hasPassed, now }: { hasPassed: boolean; now: number },
): string[] {
  return buildsOn.filter((slug) => {
    const how = passed.find((p) => p.step === slug)?.how;
    const known = standings[slug] ?? [];
    if (!how || how === 'waived' || now - lastLook(known) < lookedMs) return false;
    return !hasPassed || known.some(isLost);
  });
}
