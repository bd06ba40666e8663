import { expect, test } from 'vitest';
import type { StepStatus } from '@/lib/progress/standing';
import { summaryOf } from './summary-of';

test.each<[boolean, number, StepStatus[], string]>([
  [false, 0, ['open', 'open'], ''],
  [false, 1, ['missing', 'wrong'], '1 of 3 passed, 1 needs fixing, 1 not yet.'],
  [false, 0, ['wrong', 'wrong'], '0 of 2 passed, 2 need fixing.'],
  [false, 0, ['waiting', 'unreachable', 'waiting'], '0 of 3 passed, 1 couldn’t be checked, 2 waiting.'],
  [false, 2, ['open', 'missing'], '2 of 4 passed, 1 not yet.'],
  [true, 3, [], 'Step verified.'],
  [true, 2, ['wrong'], 'Step verified.'],
])('verified: %s, %i passed, others %s', (isPassed, passed, others, expected) => {
  expect(summaryOf(isPassed, passed, others)).toBe(expected);
});
