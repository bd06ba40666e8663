import { expect, test } from 'vitest';
import { merge, mergeTold } from './merge';
import type { AttendeeState } from './state';

/** A state at a revision, with these steps at the revisions given. */
const state = (revision: string, steps: Record<string, string>, at: string | null = null): AttendeeState => ({
  person: 'ada',
  revision,
  track: 'whole',
  at,
  helpAt: null,
  values: {},
  factsId: '',
  links: {},
  origins: {},
  steps: Object.fromEntries(
    Object.entries(steps).map(([slug, revision]) => [slug, { status: 'open', passedAt: null, reason: null, standings: [], revision }]),
  ),
});

test.each<[string, AttendeeState | undefined, AttendeeState, AttendeeState]>([
  ['the first is all there is', undefined, state('1', { s: '1' }), state('1', { s: '1' })],
  ['a step that is not told of stays', state('1', { s: '1' }), state('2', { t: '2' }), state('2', { s: '1', t: '2' })],
  ['a later account counts', state('1', { s: '1' }), state('2', { s: '2' }), state('2', { s: '2' })],
  ['numbers are compared as numbers', state('9', { s: '9' }), state('10', { s: '10' }), state('10', { s: '10' })],
  ['an account that was overtaken changes nothing', state('2', { s: '2' }, 's'), state('1', { s: '1' }, 't'), state('2', { s: '2' }, 's')],
  [
    'but what it tells of another step does',
    state('12', { s: '12' }, 's'),
    state('9', { t: '9' }, 't'),
    state('12', { s: '12', t: '9' }, 's'),
  ],
  ['the same number again', state('3', { s: '3' }, 's'), state('3', { s: '3' }, 's'), state('3', { s: '3' }, 's')],
  ['no step told of', state('3', { s: '3' }), state('4', {}, 'u'), state('4', { s: '3' }, 'u')],
])('%s', (_, known, next, expected) => {
  expect(merge(known, next)).toEqual(expected);
});

test('the newest account decides the track, and what was known about another track’s steps stays', () => {
  const switched = { ...state('4', { brew: '4' }), track: 'short' };
  const known = merge(state('3', { boil: '3' }), switched);
  expect(known).toEqual({ ...state('4', { boil: '3', brew: '4' }), track: 'short' });
  expect(merge(known, state('3', {})).track).toBe('short');
});

test('when somebody else has signed in, nothing of the first is left, whatever the revisions', () => {
  const bo = { ...state('1', { t: '1' }), person: 'bo' };
  expect(merge(state('9', { s: '9' }), bo)).toEqual(bo);
});

const request = (text: string) => ({ id: 'r', step: 's', text, askedAt: '', takenBy: null, closedAt: null, closedBy: null, replies: [] });
const helped = (revision: string, text: string) => ({ ...state(revision, {}), help: { revision, request: request(text) } });
const told = (revision: string, readAt: number) => ({ ...state(revision, {}), told: { readAt, all: [] } });

test.each<[string, AttendeeState, AttendeeState, string | undefined]>([
  ['an answer that did not read it leaves it', helped('3', 'known'), state('4', {}), 'known'],
  ['news that were overtaken by such an answer still tell it', state('4', {}), helped('3', 'news'), 'news'],
  ['the later one counts', helped('3', 'known'), helped('4', 'news'), 'news'],
  ['an earlier one changes nothing', helped('4', 'known'), helped('3', 'news'), 'known'],
  ['nobody knows of one', state('3', {}), state('4', {}), undefined],
])('a request for help: %s', (_, known, next, text) => {
  expect(merge(known, next).help?.request?.text).toBe(text);
});

test.each<[string, AttendeeState, AttendeeState, number | undefined]>([
  ['an answer that did not read it leaves it', told('3', 7), state('4', {}), 7],
  ['the later reading counts, whatever the revisions', told('3', 8), told('4', 7), 8],
  ['the same again', told('3', 7), told('4', 7), 7],
])('what is told to many: %s', (_, known, next, readAt) => {
  expect(merge(known, next).told?.readAt).toBe(readAt);
});

test('what is told by itself changes nothing else, and is for nobody who signed in since', () => {
  const known = { ...told('3', 7), at: 's' };
  const news = { person: 'ada', told: { readAt: 9, all: [] } };
  expect(mergeTold(known, news)).toEqual({ ...known, told: news.told });
  expect(mergeTold(known, { ...news, told: { readAt: 6, all: [] } })).toEqual(known);
  expect(mergeTold(known, { ...news, person: 'bo' })).toEqual(known);
  expect(mergeTold(state('3', {}), news).told?.readAt).toBe(9);
});

test('offers to do a step stay if an answer was not asked about them, and go if a later one has none', () => {
  const offers = { s: { id: 'o' } } as unknown as NonNullable<AttendeeState['solves']>; // as much as merging looks at
  const known = { ...state('1', {}), solves: offers };
  expect(merge(known, state('2', {})).solves).toBe(offers);
  expect(merge(known, { ...state('2', {}), solves: {} }).solves).toEqual({});
  expect(merge(state('2', {}), { ...state('1', {}), solves: offers }).solves).toBe(offers);
});
