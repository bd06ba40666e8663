import { expect, test } from 'vitest';
import { endWords, lagInRoom, lagWords, paceWords, span } from './pace-words';

test.each([
  [0, '0 min'],
  [14.4, '14 min'],
  [-9, '9 min'],
  [59.6, '1 h 00 min'],
  [125, '2 h 05 min'],
])('%s minutes are %s', (minutes, words) => {
  expect(span(minutes)).toBe(words);
});

test.each([
  [0, 'on time', 'on pace with most'],
  [2, 'on time', 'on pace with most'],
  [-2, 'on time', 'on pace with most'],
  [3, '3 min behind', '3 min behind most'],
  [-75, '1 h 15 min ahead', '1 h 15 min ahead of most'],
])('%s minutes behind', (minutes, planned, unplanned) => {
  expect([lagWords(minutes), lagInRoom(minutes)]).toEqual([planned, unplanned]);
});

test.each([
  [null, true, 'nothing verified yet'],
  [1.02, true, 'steps take as long as planned'],
  [0.98, false, 'steps take as long as the lab says'],
  [1.3, true, 'steps take 30% longer than planned'],
  [0.8, false, 'steps take 20% less time than the lab says'],
  [2.46, true, 'steps take 2.5 times as long as planned'],
])('a pace of %s', (pace, isPlanned, words) => {
  expect(paceWords(pace, isPlanned)).toBe(words);
});

test.each([
  [10, '10 min after the planned end'],
  [-65, '1 h 05 min before the planned end'],
  [1, 'as planned'],
])('an end %s minutes late', (minutes, words) => {
  expect(endWords(minutes * 60_000, 0)).toBe(words);
});
