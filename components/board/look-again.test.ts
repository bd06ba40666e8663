import { expect, test } from 'vitest';
import { lookAgain } from './look-again';

test.each([
  [0, ''],
  [1, 'One field needs another look.'],
  [3, '3 fields need another look.'],
])('of %i wrong fields it says “%s”', (count, words) => {
  expect(lookAgain(count)).toBe(words);
});
