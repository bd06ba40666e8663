import { expect, test } from 'vitest';
import { sentencesOf, tooLong } from './words';

test('sentences end where a new one begins, not at every full stop', () => {
  expect(sentencesOf('Open it. Choose 16.4, e.g. with ML. “Start” it!  3 minutes later, look.').map((s) => s.text)).toEqual([
    'Open it.',
    'Choose 16.4, e.g. with ML.',
    '“Start” it!',
    '3 minutes later, look.',
  ]);
  expect(sentencesOf('One\ntwo. Three').map(({ at, words }) => [at, words])).toEqual([
    [0, 2],
    [9, 1],
  ]);
});

test('a dash is no word, and only sentences with more than 25 words are too long', () => {
  const of = (n: number) => `Word ${'word '.repeat(n - 2)}– end.`;
  expect(tooLong(of(25))).toEqual([]);
  expect(tooLong(`Short. ${of(26)}`)).toMatchObject([{ words: 26, at: 7 }]);
});
