import { expect, test } from 'vitest';
import type { BoardRow } from '@/lib/progress/board';
import { groupOf, mergeRows } from './view';

const steps = [
  { slug: 'a', number: '1', title: 'A', tracks: ['whole'] },
  { slug: 'b', number: '2', title: 'B', tracks: ['whole'] },
];
const now = Date.parse('2026-11-23T10:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const row = (more: Partial<BoardRow> = {}): BoardRow => ({
  id: '1',
  name: 'Ada',
  userName: 'ada',
  track: 'whole',
  step: 'a',
  stepSince: ago(2),
  seenAt: ago(1),
  helpAt: null,
  revision: '5',
  cells: {},
  failedTries: 0,
  ...more,
});

test.each([
  ['just begun', row(), 'moving'],
  ['has opened nothing', row({ step: null }), 'not-started'],
  ['three failed tries', row({ failedTries: 3, cells: { a: { status: 'wrong' } } }), 'stuck'],
  ['two failed tries in two minutes', row({ failedTries: 2, cells: { a: { status: 'wrong' } } }), 'moving'],
  ['ten minutes on something wrong', row({ stepSince: ago(10), cells: { a: { status: 'wrong' } } }), 'stuck'],
  ['ten minutes without a look', row({ stepSince: ago(10) }), 'moving'],
  ['twelve minutes waiting for a cluster', row({ stepSince: ago(12), cells: { a: { status: 'waiting' } } }), 'waiting'],
  ['three failed tries, then passed', row({ failedTries: 3, cells: { a: { status: 'pass' } } }), 'moving'],
  ['asking for help, whatever else', row({ helpAt: ago(1), stepSince: ago(40), failedTries: 9 }), 'help'],
  ['not seen for long', row({ stepSince: ago(40), seenAt: ago(25) }), 'idle'],
  ['waiting on an earlier step', row({ step: 'b', cells: { a: { status: 'waiting' } } }), 'waiting'],
  ['everything verified', row({ cells: { a: { status: 'pass' }, b: { status: 'pass' } } }), 'done'],
  ['on a track without steps', row({ track: 'model', step: null }), 'not-started'],
])('%s', (_, given, group) => {
  expect(groupOf(given, steps, now)).toBe(group);
});

test('whoever has left is gone from the board', () => {
  const known = [row({ id: '1', name: 'Ada' }), row({ id: '2', name: 'Bo' })];
  expect(mergeRows(known, [{ id: '1', isGone: true }]).map((r) => r.name)).toEqual(['Bo']);
  expect(mergeRows(known, [{ id: '9', isGone: true }])).toHaveLength(2);
});

test('rows that arrive replace older ones, never newer ones, and stay in order', () => {
  const known = [row({ id: '1', name: 'Ada', revision: '10' }), row({ id: '2', name: 'Bo', revision: '3' })];
  const merged = mergeRows(known, [
    row({ id: '1', name: 'Ada', revision: '9', step: 'b' }),
    row({ id: '2', name: 'Bo', revision: '12', step: 'b' }),
    row({ id: '3', name: 'Aaron', revision: '1' }),
  ]);
  expect(merged.map((r) => [r.name, r.revision])).toEqual([
    ['Aaron', '1'],
    ['Ada', '10'],
    ['Bo', '12'],
  ]);
});
