import { expect, test } from 'vitest';
import type { Standing } from '@/lib/progress/standing';
import { merge } from './merge';
import type { AttendeeState } from './view';

const standing = (at: string, trouble = false): Standing => ({
  checkId: 'a',
  verdict: null,
  since: null,
  checkedAt: trouble ? null : at,
  trouble: null,
  troubleAt: trouble ? at : null,
  evidence: [],
});
const state = (revision: string, standings: AttendeeState['standings'], at: string | null = null): AttendeeState => ({
  revision,
  at,
  helpAt: null,
  standings,
  statuses: {},
  passedAt: {},
  values: {},
  links: {},
});
const [early, late] = [[standing('2026-11-23T09:00:00.000Z')], [standing('2026-11-23T09:00:01.000Z')]];
const trouble = [standing('2026-11-23T09:00:02.000Z', true)];

test.each<[string, AttendeeState | undefined, AttendeeState, AttendeeState]>([
  ['the first is all there is', undefined, state('1', { s: early }), state('1', { s: early })],
  ['a step that is not told of stays', state('1', { s: early }), state('2', { t: late }), state('2', { s: early, t: late })],
  ['a later look counts', state('1', { s: early }), state('2', { s: late }), state('2', { s: late })],
  ['trouble is a look, too', state('1', { s: late }), state('2', { s: trouble }), state('2', { s: trouble })],
  [
    'an account that was overtaken changes nothing',
    state('2', { s: late }, 's'),
    state('1', { s: early }, 't'),
    state('2', { s: late }, 's'),
  ],
  [
    'but what it tells of another step does',
    state('12', { s: late }, 's'),
    state('9', { t: early }, 't'),
    state('12', { s: late, t: early }, 's'),
  ],
  ['the same number again', state('3', { s: early }, 's'), state('3', { s: early }, 's'), state('3', { s: early }, 's')],
])('%s', (_, known, next, expected) => {
  expect(merge(known, next)).toEqual(expected);
});
