import { expect, test } from 'vitest';
import type { BoardRow } from '@/lib/progress/board';
import { stillThere } from './use-rows';

const row = (id: string, revision: string) => ({ id, revision }) as BoardRow; // no other part of a row is read

test('whoever left while the board was not live goes from it', () => {
  const rows = [row('a', '5'), row('b', '7')];
  expect(stillThere(rows, { revision: '7', present: ['b'] })).toEqual([row('b', '7')]);
});
test('somebody who came after the question was asked stays, though its answer does not name them', () => {
  expect(stillThere([row('a', '5'), row('c', '9')], { revision: '7', present: ['a'] })).toHaveLength(2);
});
test('where everybody is still there, the rows are the same', () => {
  const rows = [row('a', '5')];
  expect(stillThere(rows, { revision: '7', present: ['a'] })).toBe(rows);
});
