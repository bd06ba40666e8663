import { describe, expect, test } from 'vitest';
import type { BoardStep } from '@/lib/pace/group';
import { noPlan } from '@/lib/pace/plan';
import type { BoardRow } from '@/lib/progress/board';
import { everybody, type Filter, isNarrow, readFilter, sharedIn, writeFilter } from './filter';
import { boardView } from './view';

const step = (slug: string, tracks = ['whole', 'model']): BoardStep => ({ slug, number: slug, title: slug, minutes: 10, tracks });
const steps = [step('a', ['whole']), step('b'), step('c')];
const known = { steps, tracks: ['whole', 'model'] };
const now = Date.parse('2026-11-26T10:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const person = (name: string, more: Partial<BoardRow> = {}): BoardRow => ({
  id: name,
  name,
  userName: `${name.toLowerCase().replace(/\W/g, '.')}@practice.example`,
  track: 'whole',
  step: 'a',
  stepSince: ago(2),
  seenAt: ago(1),
  helpAt: null,
  helper: null,
  joinedAt: ago(30),
  passedAt: null,
  failedTries: 0,
  revision: '1',
  cells: {},
  ...more,
});
const pass = { status: 'pass' } as const;
const rows = [
  person('Ada Quill', {
    cells: { a: { status: 'wrong', note: 'Pricing tier is Premium', says: 'The tier is Standard.' } },
    failedTries: 3,
  }),
  person('Bo Lindqvist', { step: 'b', cells: { a: pass, b: { status: 'waiting' } } }),
  person('Çağla Öz', { step: 'b', cells: { a: pass, b: { status: 'wrong', note: 'The cluster runs' } } }),
  person('Dana Whitfield', {
    track: 'model',
    step: 'c',
    cells: { b: pass, c: { status: 'unreachable', note: 'It is hot', trouble: 'slow', cloud: 'Kettles' } },
  }),
  person('Emre Yıldız', { step: null }),
  person('Fay Done', { step: 'c', cells: { a: pass, b: pass, c: pass } }),
  person('Gus Idle', { seenAt: ago(25), stepSince: ago(25) }),
  person('Ida Raised', { helpAt: ago(3), helper: 'Fred', failedTries: 5, asks: { step: 'a', words: 'My screen looks different.' } }),
];
const view = (filter: Partial<Filter>) => boardView(rows, { steps, plan: noPlan }, { ...everybody, sort: 'name', ...filter }, now);
const names = (filter: Partial<Filter>) => view(filter).shown.map((p) => p.row.name.split(' ')[0]);

test.each<[string, Partial<Filter>, string[]]>([
  ['nothing chosen', {}, ['Ada', 'Bo', 'Çağla', 'Dana', 'Emre', 'Fay', 'Gus', 'Ida']],
  ['who is stuck, whoever asks for help among them', { group: 'stuck' }, ['Ada', 'Ida']],
  ['who asks for help', { group: 'help' }, ['Ida']],
  ['who is idle', { group: 'idle' }, ['Gus']],
  ['who is on a step', { step: 'b' }, ['Bo', 'Çağla']],
  ['nobody is on a step that they have passed', { step: 'c' }, ['Dana']],
  ['whose step needs fixing', { outcome: 'wrong' }, ['Ada', 'Çağla']],
  ['whose step could not be checked', { outcome: 'unreachable' }, ['Dana']],
  ['whose step has not been checked', { outcome: 'open' }, ['Gus', 'Ida']],
  ['who has passed a step, wherever they are', { step: 'a', outcome: 'pass' }, ['Bo', 'Çağla', 'Fay']],
  ['whose track has the step and it is not checked', { step: 'a', outcome: 'open' }, ['Emre', 'Gus', 'Ida']],
  ['who waits on it', { step: 'b', outcome: 'waiting' }, ['Bo']],
  ['a track', { track: 'model' }, ['Dana']],
  ['a step that the track has not', { track: 'model', step: 'a' }, []],
  ['a part of a name', { q: 'quil' }, ['Ada']],
  ['a name without its accents', { q: 'cagla oz' }, ['Çağla']],
  ['words in any order', { q: 'lind BO' }, ['Bo']],
  ['a sign-in name', { q: 'dana.whitfield@' }, ['Dana']],
  ['what is wrong', { q: 'pricing' }, ['Ada']],
  ['what its sentence says', { q: 'tier standard' }, ['Ada']],
  ['whose service is in trouble', { group: 'unreachable' }, ['Dana']],
  ['nothing but spaces', { q: '  ' }, ['Ada', 'Bo', 'Çağla', 'Dana', 'Emre', 'Fay', 'Gus', 'Ida']],
  ['a pattern is only text', { q: '.*' }, []],
  ['several at once', { group: 'moving', step: 'b', q: 'ca' }, ['Çağla']],
])('%s', (_, filter, expected) => {
  expect(names(filter)).toEqual(expected);
});

describe('a count is what its click shows', () => {
  const chosen: Partial<Filter>[] = [
    {},
    { group: 'moving' },
    { step: 'b' },
    { step: 'a', outcome: 'pass' },
    { outcome: 'wrong' },
    { track: 'whole', group: 'stuck' },
    { q: 'a', step: 'b' },
    { track: 'model', outcome: 'unreachable' },
  ];
  test.each(chosen)('with %o chosen', (filter) => {
    const { facets } = view(filter);
    for (const [group, n] of Object.entries(facets.group)) expect(names({ ...filter, group: group as Filter['group'] })).toHaveLength(n);
    for (const { slug } of steps) expect(names({ ...filter, step: slug })).toHaveLength(facets.step[slug] ?? 0);
    for (const track of known.tracks) expect(names({ ...filter, track })).toHaveLength(facets.track[track] ?? 0);
    for (const [outcome, n] of Object.entries(facets.outcome))
      expect(names({ ...filter, outcome: outcome as Filter['outcome'] })).toHaveLength(n);
  });
});

test('a count of everybody does not follow the filter', () => {
  expect(view({ group: 'stuck', q: 'ada' }).totals).toEqual(view({}).totals);
  expect(view({ track: 'model' }).pace).toEqual(view({}).pace);
});

test.each<[string, Filter]>([
  ['', everybody],
  ['?group=stuck', { ...everybody, group: 'stuck' }],
  ['?step=b&outcome=pass&track=model', { ...everybody, step: 'b', outcome: 'pass', track: 'model' }],
  ['?q=%C3%87a+%26+co&sort=lag', { ...everybody, q: 'Ça & co', sort: 'lag' }],
])('the address %s is a filter, and back', (query, filter) => {
  expect(readFilter(new URLSearchParams(query), known)).toEqual(filter);
  expect(writeFilter(filter)).toBe(query);
});

test.each(['?group=nobody&step=gone&outcome=red&track=moon&sort=height', '?page=3&view=x', '?group=&step=&q=&sort=urgency'])(
  'what %s names is not there, so everybody is shown',
  (query) => {
    expect(readFilter(new URLSearchParams(query), known)).toEqual(everybody);
  },
);

test('a search that is too long is cut', () => {
  expect(readFilter(new URLSearchParams({ q: 'x'.repeat(5000) }), known).q).toHaveLength(100);
});

test('a page of the server keeps the filter', () => {
  expect(writeFilter({ ...everybody, group: 'idle' }, { page: '2' })).toBe('?group=idle&page=2');
});

test('an order leaves nobody out, and spaces are no search', () => {
  expect([everybody, { ...everybody, sort: 'lag' as const }, { ...everybody, q: ' ' }].map(isNarrow)).toEqual([false, false, false]);
  expect(
    [
      { ...everybody, track: 'model' },
      { ...everybody, q: 'a' },
    ].map(isNarrow),
  ).toEqual([true, true]);
});

test.each<[string, string[]]>([
  ['kettles doesn’t answer', ['Dana']],
  ['my screen', ['Ida']],
  ['secret is wrong', ['Çağla', 'Gus']],
  ['AADSTS7000215', ['Çağla', 'Gus']],
])('the search finds what the board says, in a row or at its top: %s', (q, found) => {
  const line = { kind: 'same', trouble: null, cloud: null, message: 'The secret is wrong.', code: 'AADSTS7000215', said: null } as const;
  const shared = sharedIn([{ ...line, people: [rows[2], rows[6]].flatMap((row) => row ?? []) }]);
  const { shown } = boardView(rows, { steps, plan: noPlan }, { ...everybody, sort: 'name', q }, now, { shared });
  expect(shown.map((p) => p.row.name.split(' ')[0])).toEqual(found);
});
