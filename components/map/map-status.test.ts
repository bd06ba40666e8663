import { expect, test } from 'vitest';
import type { Standing } from '@/lib/progress/standing';
import { checkStatuses, hasChanged, lostChecks, partStatus } from './map-status';

const standing = (checkId: string, status: 'pass' | 'missing' | 'wrong' | 'waiting' | null): Standing => ({
  checkId,
  verdict: status === null ? null : ({ status } as Standing['verdict']), // only its status is read
  since: null,
  checkedAt: null,
  trouble: null,
  troubleAt: null,
  evidence: [],
});

test.each([
  ['all passed', ['a', 'b'], 'pass'],
  ['one of them wrong', ['a', 'c'], 'wrong'],
  ['one waiting, one not done', ['d', 'e'], 'waiting'],
  ['one passed, one never checked', ['a', 'z'], 'open'],
  ['nothing to check', null, 'pass'],
])('a part with %s', (_, checks, status) => {
  const known = checkStatuses({
    first: { status: 'wrong', standings: [standing('a', 'pass'), standing('b', 'pass'), standing('c', 'wrong')] },
    second: { status: 'waiting', standings: [standing('d', 'waiting'), standing('e', 'missing')] },
  });
  expect(partStatus(checks, known)).toBe(status);
});

test('a part stays lit when something of a passed step is gone later', () => {
  const known = checkStatuses({ first: { status: 'pass', standings: [standing('a', 'missing')] } });
  expect(partStatus(['a'], known)).toBe('pass');
});

test('what holds no longer of a passed step is marked on its part, and on no other', () => {
  const lost = lostChecks({
    first: { status: 'pass', standings: [standing('a', 'missing'), standing('b', 'pass')] },
    second: { status: 'missing', standings: [standing('c', 'missing')] },
    third: { status: 'waived', standings: [standing('d', 'wrong')] },
  });
  expect([...lost]).toEqual(['a']);
  expect([['a', 'b'], ['b'], ['c', 'd'], null].map((checks) => hasChanged(checks, lost))).toEqual([true, false, false, false]);
});

test('what was waived is not there; what a facilitator did is', () => {
  const known = checkStatuses({
    first: { status: 'waived', standings: [standing('a', 'missing')] },
    second: { status: 'solved', standings: [standing('b', 'missing')] },
  });
  expect([partStatus(['a'], known), partStatus(['b'], known)]).toEqual(['missing', 'pass']);
});

test('a check that two steps share is lit by either', () => {
  const known = checkStatuses({
    first: { status: 'pass', standings: [standing('a', 'pass')] },
    second: { status: 'missing', standings: [standing('a', 'missing')] },
  });
  expect(partStatus(['a'], known)).toBe('pass');
});
