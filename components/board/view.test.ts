import { describe, expect, test } from 'vitest';
import type { BoardRow } from '@/lib/progress/board';
import { boardStart, byUrgency, countsOf, groupOf, mergeRows, settledNow } from './view';

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

test('the most urgent come first, by name within a group', () => {
  const rows = [
    row({ id: '1', name: 'Ada' }),
    row({ id: '2', name: 'Cid', helpAt: ago(1) }),
    row({ id: '3', name: 'Bo', failedTries: 3 }),
    row({ id: '4', name: 'Abe', helpAt: ago(9) }),
  ];
  const grouped = byUrgency(rows, steps, now);
  expect(grouped.map((g) => [g.row.name, g.group])).toEqual([
    ['Abe', 'help'],
    ['Cid', 'help'],
    ['Bo', 'stuck'],
    ['Ada', 'moving'],
  ]);
  expect(countsOf(grouped)).toMatchObject({ help: 2, stuck: 1, moving: 1, done: 0 });
});

describe('what the server renders of a long board', () => {
  const rows = Array.from({ length: 101 }, (_, i) =>
    row({ id: `${i}`, name: `N${String(i).padStart(3, '0')}`, ...(i === 100 ? { helpAt: ago(1) } : {}) }),
  );
  const pageOf = (page: number) => boardStart(rows, steps, now, page);
  test('is a page of it, with the counts of all', () => {
    const { rows: first, counts, page, pages } = pageOf(1);
    expect([page, pages, first.length, first[0]?.name]).toEqual([1, 3, 40, 'N100']);
    expect(counts).toMatchObject({ help: 1, moving: 100 });
  });
  test('and the pages together are everybody, once', () => {
    const names = [1, 2, 3].flatMap((page) => pageOf(page).rows.map((r) => r.name));
    expect(names.toSorted()).toEqual(rows.map((r) => r.name).toSorted());
  });
  test.each([
    [0, 1],
    [-7, 1],
    [4, 3],
    [1e9, 3],
  ])('page %s is page %s', (asked, page) => {
    expect(pageOf(asked).page).toBe(page);
  });
  test('an empty board has one page', () => {
    expect(boardStart([], steps, now, 1)).toMatchObject({ rows: [], page: 1, pages: 1 });
  });
});

test('groups settle for five seconds, so that a browser begins with what the server rendered', () => {
  expect(settledNow(12_345)).toBe(10_000);
  expect(settledNow(settledNow(12_345))).toBe(10_000);
});
