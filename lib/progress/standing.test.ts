import { describe, expect, test } from 'vitest';
import type { Unreachable, Verdict } from '@/lib/lab/outcome';
import { type How, isDone, isWorthWatching, type Standing, type StepStatus, shownOutcome, stepStatus, worthWatching } from './standing';

const pass: Verdict = { status: 'pass', message: 'ok' };
const missing: Verdict = { status: 'missing', message: 'm', remedy: 'r' };
const wrong: Verdict = { status: 'wrong', message: 'm', remedy: 'r', expected: 'e', found: 'f' };
const waiting: Verdict = { status: 'waiting', on: 'it' };
const trouble = (more: Partial<Unreachable> = {}): Unreachable => ({
  status: 'unreachable',
  cloud: 'Beacon',
  trouble: 'throttled',
  message: 'm',
  remedy: 'r',
  ...more,
});
const standing = (verdict: Verdict | null, over: Unreachable | null = null, more: Partial<Standing> = {}): Standing => ({
  checkId: 'c',
  verdict,
  since: null,
  checkedAt: null,
  trouble: over,
  troubleAt: null,
  evidence: [],
  ...more,
});

describe('what a row shows', () => {
  test.each([
    ['nothing known', standing(null), undefined],
    ['a verdict', standing(wrong), 'wrong'],
    ['trouble before any verdict', standing(null, trouble()), 'unreachable'],
    ['trouble over something not passed', standing(missing, trouble()), 'unreachable'],
    ['trouble never hides a pass', standing(pass, trouble()), 'pass'],
  ])('%s', (_, given, status) => {
    expect(shownOutcome(given)?.status).toBe(status);
  });
});

describe('how a step stands', () => {
  const two = (a: Verdict | null, b: Verdict | null, over: Unreachable | null = null) => [
    { ...standing(a, over), checkId: 'a' },
    { ...standing(b), checkId: 'b' },
  ];
  test.each<[string, Standing[], How | null, StepStatus]>([
    ['passed stays passed, whatever later checks say', two(wrong, missing), 'verified', 'pass'],
    ['waived is not verified, whatever its checks say', two(wrong, pass), 'waived', 'waived'],
    ['nor is what was done for them, though each check passed', two(pass, pass), 'solved', 'solved'],
    ['wrong before waiting', two(waiting, wrong), null, 'wrong'],
    ['trouble before waiting', two(missing, waiting, trouble()), null, 'unreachable'],
    ['waiting before missing', two(missing, waiting), null, 'waiting'],
    ['missing', two(pass, missing), null, 'missing'],
    ['not looked at', [], null, 'open'],
    ['all pass but not recorded as passed: another check has not been looked at', two(pass, null), null, 'open'],
  ])('%s', (_, standings, how, status) => {
    expect(stepStatus(['a', 'b'], standings, how)).toBe(status);
  });
  test.each<[StepStatus | undefined, boolean]>([
    ['pass', true],
    ['solved', true],
    ['waived', true],
    ['wrong', false],
    ['unreachable', false],
    ['waiting', false],
    ['missing', false],
    ['open', false],
    [undefined, false],
  ])('%s: nothing is left to do, %s', (status, expected) => {
    expect(isDone(status)).toBe(expected);
  });
});

describe('what is looked at again without a click', () => {
  test.each([
    ['waiting', standing(waiting), true],
    ['throttled', standing(missing, trouble()), true],
    ['slow', standing(null, trouble({ trouble: 'slow' })), true],
    ['passed, though just now nobody could look', standing(pass, trouble()), false],
    ['missing', standing(missing), false],
    ['wrong', standing(wrong), false],
    ['signed out: only they can mend that', standing(null, trouble({ trouble: 'signed-out', way: 'sign-in' })), false],
    ['forbidden', standing(null, trouble({ trouble: 'forbidden' })), false],
    ['blocked by a policy', standing(null, trouble({ trouble: 'blocked' })), false],
    ['the portal’s setup', standing(null, trouble({ trouble: 'set-up' })), false],
    ['an administrator’s consent, which comes without the attendee', standing(null, trouble({ trouble: 'approval' })), true],
  ])('%s: %s', (_, given, expected) => {
    expect(isWorthWatching(given)).toBe(expected);
  });
});

test('of a step that has passed, only what a press has begun since is looked at again', () => {
  const all = [standing(waiting), standing(missing, trouble()), standing(pass, trouble()), standing(wrong), standing(pass)];
  expect(worthWatching(all, false)).toEqual([all[0], all[1]]);
  expect(worthWatching(all, true)).toEqual([all[0]]);
});
