import { expect, test } from 'vitest';
import { merge } from './merge';
import type { AttendeeState } from './state';

/** A state at a revision, with these steps at the revisions given. */
const state = (revision: string, steps: Record<string, string>, at: string | null = null): AttendeeState => ({
  person: 'ada',
  revision,
  track: 'whole',
  at,
  helpAt: null,
  values: {},
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

test('the track is that of the newest account, and what was known of the steps of another track stays', () => {
  const switched = { ...state('4', { brew: '4' }), track: 'short' };
  const known = merge(state('3', { boil: '3' }), switched);
  expect(known).toEqual({ ...state('4', { boil: '3', brew: '4' }), track: 'short' });
  expect(merge(known, state('3', {})).track).toBe('short');
});

test('when somebody else has signed in, nothing of the first is left, whatever the revisions', () => {
  const bo = { ...state('1', { t: '1' }), person: 'bo' };
  expect(merge(state('9', { s: '9' }), bo)).toEqual(bo);
});
