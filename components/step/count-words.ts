import type { StepStatus } from '@/lib/progress/standing';

/** How many steps are verified, as in `12 of 15 verified, 1 waived`: what a facilitator waived or did for somebody is not among them. */
export function countWords(statuses: readonly (StepStatus | undefined)[]): string {
  const count = (status: StepStatus) => statuses.filter((s) => s === status).length;
  const [waived, solved] = [count('waived'), count('solved')];
  return [
    `${count('pass')} of ${statuses.length} verified`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(solved > 0 ? [`${solved} done by a facilitator`] : []),
  ].join(', ');
}
