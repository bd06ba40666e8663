import { describe, expect, test } from 'vitest';
import { noPlan } from '@/lib/pace/plan';
import type { BoardRow } from '@/lib/progress/board';
import { everybody, type Filter } from './filter';
import { boardStart, boardView, mergeRows, settledNow } from './view';

const steps = [
  { slug: 'a', number: '1', title: 'A', tracks: ['whole'], minutes: 10 },
  { slug: 'b', number: '2', title: 'B', tracks: ['whole'], minutes: 10 },
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
  helper: null,
  joinedAt: ago(30),
  passedAt: null,
  revision: '5',
  cells: {},
  failedTries: 0,
  ...more,
});

const room = { steps, plan: noPlan };
const view = (rows: BoardRow[], filter: Partial<Filter> = {}) => boardView(rows, room, { ...everybody, ...filter }, now);

test('whoever has left is gone from the board', () => {
  const known = [row({ id: '1', name: 'Ada' }), row({ id: '2', name: 'Bo' })];
  expect(mergeRows(known, [{ id: '1', isGone: true }]).map((r) => r.name)).toEqual(['Bo']);
  expect(mergeRows(known, [{ id: '9', isGone: true }])).toHaveLength(2);
});

test('rows that arrive replace older ones, never newer ones', () => {
  const known = [row({ id: '1', name: 'Ada', revision: '10' }), row({ id: '2', name: 'Bo', revision: '3' })];
  const merged = mergeRows(known, [
    row({ id: '1', name: 'Ada', revision: '9', step: 'b' }),
    row({ id: '2', name: 'Bo', revision: '12', step: 'b' }),
    row({ id: '3', name: 'Aaron', revision: '1' }),
  ]);
  expect(merged.map((r) => [r.name, r.revision])).toEqual([
    ['Ada', '10'],
    ['Bo', '12'],
    ['Aaron', '1'],
  ]);
});

describe('the order of a board', () => {
  const rows = [
    row({ id: '1', name: 'Ada', step: 'b', cells: { a: { status: 'pass' } } }),
    row({ id: '2', name: 'Cid', helpAt: ago(1) }),
    row({ id: '3', name: 'bo', failedTries: 3 }),
    row({ id: '4', name: 'Abe', helpAt: ago(9) }),
    row({ id: '5', name: 'Émile', step: null }),
  ];
  const names = (filter: Partial<Filter>) => view(rows, filter).shown.map((p) => p.row.name);
  test('is by need at first, by name within a group', () => {
    expect(view(rows).shown.map((p) => [p.row.name, p.group])).toEqual([
      ['Abe', 'help'],
      ['Cid', 'help'],
      ['bo', 'stuck'],
      ['Ada', 'moving'],
      ['Émile', 'not-started'],
    ]);
    expect(view(rows).totals).toMatchObject({ help: 2, stuck: 1, moving: 1, done: 0, 'not-started': 1 });
  });
  test('of those who ask for help, who has nobody yet comes first, then who has waited longest, and last who has an answer', () => {
    const asking = [
      row({ id: '1', name: 'Ann', helpAt: ago(1) }),
      row({ id: '2', name: 'Ben', helpAt: ago(20), helper: 'Fay' }),
      row({ id: '3', name: 'Cleo', helpAt: ago(9) }),
      row({ id: '4', name: 'Dan', helpAt: ago(30), asks: { step: 'a', answeredAt: ago(2) } }),
    ];
    expect(view(asking).shown.map((p) => p.row.name)).toEqual(['Cleo', 'Ann', 'Ben', 'Dan']);
  });
  test('or by name, whatever its case and accents', () => {
    expect(names({ sort: 'name' })).toEqual(['Abe', 'Ada', 'bo', 'Cid', 'Émile']);
  });
  test('or by who is furthest behind; without a plan, whoever has begun nothing comes last', () => {
    expect(names({ sort: 'lag' })).toEqual(['Abe', 'bo', 'Cid', 'Ada', 'Émile']);
  });
  test('two of one name keep their order', () => {
    const twins = ['b', 'a', 'c'].map((id) => row({ id, name: 'Sam' }));
    for (const sort of ['name', 'lag', 'urgency'] as const)
      expect(view(twins, { sort }).shown.map((p) => p.row.id)).toEqual(['a', 'b', 'c']);
  });
});

describe('what the server renders of a long board', () => {
  const rows = Array.from({ length: 101 }, (_, i) =>
    row({ id: `${i}`, name: `N${String(i).padStart(3, '0')}`, ...(i === 100 ? { helpAt: ago(1) } : {}) }),
  );
  const pageOf = (page: number) => boardStart(rows, room, everybody, now, page);
  test('is a page of it, with the counts of all', () => {
    const { rows: first, totals, page, pages } = pageOf(1);
    expect([page, pages, first.length, first[0]?.name]).toEqual([1, 5, 25, 'N100']);
    expect(totals).toMatchObject({ help: 1, moving: 100 });
  });
  test('and the pages together are everybody, once', () => {
    const names = [1, 2, 3, 4, 5].flatMap((page) => pageOf(page).rows.map((r) => r.name));
    expect(names.toSorted()).toEqual(rows.map((r) => r.name).toSorted());
  });
  test.each([
    [0, 1],
    [-7, 1],
    [6, 5],
    [1e9, 5],
  ])('page %s is page %s', (asked, page) => {
    expect(pageOf(asked).page).toBe(page);
  });
  test('is a page of those who pass the filter, with what is counted of all', () => {
    const start = boardStart(rows, room, { ...everybody, q: 'N09' }, now, 1);
    expect([start.pages, start.found, start.rows.length, start.pace.total]).toEqual([1, 10, 10, 101]);
  });
  test('and a browser that knows no more shows the same', () => {
    const { rows: first, pace } = pageOf(2);
    const there = boardView(first, room, everybody, settledNow(now), { known: pace });
    const all = boardView(rows, room, everybody, settledNow(now));
    expect(there.shown).toEqual(all.shown.slice(25, 50));
  });
  test.each([
    [40, 1, 40],
    [41, 2, 25],
  ])('%i attendees are %i pages, the first of %i', (people, pages, first) => {
    const start = boardStart(rows.slice(0, people), room, everybody, now, 1);
    expect([start.pages, start.rows.length]).toEqual([pages, first]);
  });
  test('an empty board has one page', () => {
    expect(boardStart([], room, everybody, now, 1)).toMatchObject({ rows: [], page: 1, pages: 1 });
  });
});

test('groups settle for five seconds, so that a browser begins with what the server rendered', () => {
  expect(settledNow(12_345)).toBe(10_000);
  expect(settledNow(settledNow(12_345))).toBe(10_000);
});
