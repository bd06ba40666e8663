import { expect, test } from 'vitest';
import type { TogetherLine } from '@/lib/room/room';
import { howMany, toWhom, whatFailed } from './together-words';

const outage = { kind: 'outage', cloud: 'Kettles', trouble: 'throttled', message: 'It’s them, not you.', count: 3, of: 10 } as TogetherLine; // what the words read of it

test('a service’s trouble is told to facilitators in words for them, out of those who asked', () => {
  expect([howMany(outage, '2.1 Brew'), whatFailed(outage)]).toEqual([
    'Kettles can’t be checked for 3 of 10 who asked',
    'It gets too many requests and asks Guidepost to slow down.',
  ]);
});

test.each([
  [false, '3 of 10 fail 2.1 Brew'],
  [true, '3 of 10 are stuck on 2.1 Brew'],
])('a check is told with its own sentence (not done yet: %s)', (isMissing, words) => {
  const line: TogetherLine = { ...outage, kind: 'same', trouble: null, isMissing, message: 'It is cold.' };
  expect([howMany(line, '2.1 Brew'), whatFailed(line)]).toEqual([words, 'It is cold.']);
});

test.each<[number, number, string]>([
  [1, 0, 'them'],
  [2, 0, 'both'],
  [7, 0, 'these 7'],
  [7, 6, '1 more'],
])('of %i of whom %i were told, a click tells %s', (count, told, words) => {
  expect(toWhom({ count, told })).toBe(words);
});
