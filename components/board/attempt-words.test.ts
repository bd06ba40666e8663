import { expect, test } from 'vitest';
import type { Status } from '@/lib/lab/outcome';
import { attemptWords } from './attempt-words';

test.each<[Status[], string]>([
  [['unreachable', 'unreachable'], 'couldn’t be checked'],
  [['pass', 'unreachable', 'wrong'], '1 of 3 passed, 1 couldn’t be checked'],
  [['wrong', 'missing'], '0 of 2 passed'],
  [['pass', 'waiting'], '1 of 2 passed'],
  [[], '0 of 0 passed'],
])('an attempt with %j: %s', (statuses, words) => {
  expect(attemptWords(statuses)).toBe(words);
});
