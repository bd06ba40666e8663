import { describe, expect, test } from 'vitest';
import type { Unreachable, Verdict } from '@/lib/lab/outcome';
import { isWorthWatching, type Standing, shownOutcome, stepStatus } from './standing';
import { nextLookMs } from './watch';

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
  test.each([
    ['passed stays passed, whatever later checks say', two(wrong, missing), true, 'pass'],
    ['wrong before waiting', two(waiting, wrong), false, 'wrong'],
    ['trouble before waiting', two(missing, waiting, trouble()), false, 'unreachable'],
    ['waiting before missing', two(missing, waiting), false, 'waiting'],
    ['missing', two(pass, missing), false, 'missing'],
    ['not looked at', [], false, 'open'],
    ['all pass but not recorded as passed: another check has not been looked at', two(pass, null), false, 'open'],
  ])('%s', (_, standings, isPassed, status) => {
    expect(stepStatus(['a', 'b'], standings, isPassed)).toBe(status);
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
  ])('%s: %s', (_, given, expected) => {
    expect(isWorthWatching(given)).toBe(expected);
  });
});

describe('when to look next', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  test.each([
    ['never, when nothing waits', [standing(missing)], null],
    ['soon at first', [standing(waiting, null, { since: ago(10) })], 4000],
    ['less often as it takes longer', [standing(waiting, null, { since: ago(180) })], 10_000],
    ['never more seldom than every 15 s', [standing(waiting, null, { since: ago(3600) })], 15_000],
    ['when the service asked us to', [standing(null, trouble({ retryAfterSeconds: 12 }), { troubleAt: ago(1) })], 12_000],
    ['within the hour at most', [standing(null, trouble({ retryAfterSeconds: 1e9 }), { troubleAt: ago(1) })], 3_600_000],
    ['by the most impatient', [standing(waiting, null, { since: ago(3600) }), standing(waiting, null, { since: ago(1) })], 4000],
    ['never at once, whatever a service says', [standing(null, trouble({ retryAfterSeconds: 1 }), { troubleAt: ago(1) })], 4000],
  ])('%s', (_, standings, expected) => {
    expect(nextLookMs(standings, now)).toBe(expected);
  });
});
