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
/** How many earlier steps are checked again after one check: each asks the services as much as its own verify does. */
const mostSteps = 3;

const lastLook = (standings: readonly Standing[]): number =>
  Math.max(0, ...standings.flatMap((s) => [s.checkedAt, s.troubleAt].flatMap((time) => (time ? [Date.parse(time)] : []))));

/**
 * The steps to look back at after a check of a later one that builds on them, by slug: those passed, where the later one did not
 * pass, as their resource may be gone; where it passed, those only that are known to have changed, as they may be right again. Of many, those
 * that nobody has looked at for longest.
 */
export function stepsToLookBackAt(
  buildsOn: readonly string[],
  { passed, standings }: Pick<Progress, 'passed' | 'standings'>,
  { hasPassed, now }: { hasPassed: boolean; now: number },
): string[] {
  const due = buildsOn.flatMap((slug) => {
    const how = passed.find((p) => p.step === slug)?.how;
    const known = standings[slug] ?? [];
    const at = lastLook(known);
    if (!how || how === 'waived' || now - at < lookedMs) return [];
    return !hasPassed || known.some(isLost) ? [{ slug, at }] : [];
  });
  const oldest = due.toSorted((a, b) => a.at - b.at).slice(0, mostSteps);
  return oldest.map(({ slug }) => slug);
}
