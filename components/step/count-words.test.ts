import { expect, test } from 'vitest';
import type { StepStatus } from '@/lib/progress/standing';
import { countWords } from './count-words';

test.each<[string, (StepStatus | undefined)[]]>([
  ['0 of 0 verified', []],
  ['0 of 2 verified', ['open', undefined]],
  ['1 of 3 verified', ['pass', 'wrong', 'waiting']],
  ['1 of 2 verified, 1 waived', ['pass', 'waived']],
  ['1 of 4 verified, 2 waived, 1 done by a facilitator', ['waived', 'pass', 'solved', 'waived']],
])('%s', (words, statuses) => {
  expect(countWords(statuses)).toBe(words);
});
