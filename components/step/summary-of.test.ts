import { expect, test } from 'vitest';
import type { StepStatus } from '@/lib/progress/standing';
import { summaryOf } from './summary-of';

test.each<[StepStatus, number, StepStatus[], string]>([
  ['open', 0, ['open', 'open'], ''],
  ['wrong', 1, ['missing', 'wrong'], '1 of 3 passed, 1 needs fixing, 1 not yet.'],
  ['wrong', 0, ['wrong', 'wrong'], '0 of 2 passed, 2 need fixing.'],
  ['unreachable', 0, ['waiting', 'unreachable', 'waiting'], '0 of 3 passed, 1 couldn’t be checked, 2 waiting.'],
  ['missing', 2, ['open', 'missing'], '2 of 4 passed, 1 not yet.'],
  ['pass', 3, [], 'Step verified.'],
  ['pass', 2, ['wrong'], 'Step verified.'],
  ['waived', 0, ['wrong'], 'Step waived.'],
  ['solved', 2, [], 'Step done by a facilitator.'],
])('%s, %i passed, others %s', (status, passed, others, expected) => {
  expect(summaryOf(status, passed, others)).toBe(expected);
});
