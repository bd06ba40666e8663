import { expect, test } from 'vitest';
import { lookAgain } from './look-again';

test.each([
  [0, ''],
  [1, 'One field needs a correction.'],
  [3, '3 fields need a correction.'],
])('of %i wrong fields it says “%s”', (count, words) => {
  expect(lookAgain(count)).toBe(words);
});
