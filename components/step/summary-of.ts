import type { StepStatus } from '@/lib/progress/standing';

const counted: [StepStatus, (n: number) => string][] = [
  ['wrong', (n) => (n === 1 ? 'needs fixing' : 'need fixing')],
  ['unreachable', () => 'couldn’t be checked'],
  ['waiting', () => 'waiting'],
  ['missing', () => 'not yet'],
];

/** The step's status in a sentence; empty before the first check. */
export function summaryOf(status: StepStatus, passed: number, others: StepStatus[]): string {
  if (status === 'pass') return 'Step verified.';
  if (status === 'waived') return 'Step waived.';
  if (status === 'solved') return 'Step done by a facilitator.';
  const parts = counted.flatMap(([status, words]) => {
    const n = others.filter((s) => s === status).length;
    return n > 0 ? [`${n} ${words(n)}`] : [];
  });
  return parts.length > 0 ? `${passed} of ${passed + others.length} passed, ${parts.join(', ')}.` : '';
}
