import type { StepStatus } from '@/lib/progress/standing';

const counted: [StepStatus, (n: number) => string][] = [
  ['wrong', (n) => (n === 1 ? 'needs fixing' : 'need fixing')],
  ['unreachable', () => 'couldn’t be checked'],
  ['waiting', () => 'waiting'],
  ['missing', () => 'not yet'],
];

/** The step's status in a sentence; empty before the first check. */
export function summaryOf(isPassed: boolean, passed: number, others: StepStatus[]): string {
  if (isPassed) return 'Step verified.';
  const parts = counted.flatMap(([status, words]) => {
    const n = others.filter((s) => s === status).length;
    return n > 0 ? [`${n} ${words(n)}`] : [];
  });
  return parts.length > 0 ? `${passed} of ${passed + others.length} passed, ${parts.join(', ')}.` : '';
}
