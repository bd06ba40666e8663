import { describe, expect, test } from 'vitest';
import { type Age, ageOf, type Looked, oldMs, troubleMs } from './age';

const now = Date.parse('2026-11-26T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const minute = 60;
const hour = 3600;

describe('what goes on in a service', () => {
  test.each<[string, Omit<Looked, 'now'>, Age]>([
    ['has just begun', { checkedAt: ago(2), since: ago(10), usually: 300 }, { kind: 'now', forMs: 10_000 }],
    ['is seen for the first time', { checkedAt: ago(0), since: ago(0), usually: 300 }, { kind: 'now', forMs: 0 }],
    ['began nobody knows when', { checkedAt: ago(2), since: null, usually: 300 }, { kind: 'now', forMs: null }],
    ['has no usual time', { checkedAt: ago(2), since: ago(9 * hour) }, { kind: 'now', forMs: 9 * hour * 1000 }],
    ['is a little over its usual time', { checkedAt: ago(2), since: ago(400), usually: 300 }, { kind: 'now', forMs: 400_000 }],
    ['is just short of three times it', { checkedAt: ago(2), since: ago(899), usually: 300 }, { kind: 'now', forMs: 899_000 }],
    ['takes three times as long as usual', { checkedAt: ago(2), since: ago(900), usually: 300 }, { kind: 'late', forMs: 900_000 }],
    ['takes ten times as long', { checkedAt: ago(2), since: ago(3000), usually: 300 }, { kind: 'late', forMs: 3_000_000 }],
    [
      'usually takes seconds: a minute more is not yet late',
      { checkedAt: ago(2), since: ago(60), usually: 5 },
      { kind: 'now', forMs: 60_000 },
    ],
    ['usually takes seconds, and takes minutes', { checkedAt: ago(2), since: ago(120), usually: 5 }, { kind: 'late', forMs: 120_000 }],
    ['was checked a minute ago', { checkedAt: ago(minute), since: ago(100), usually: 300 }, { kind: 'now', forMs: 100_000 }],
    ['was checked as long ago as counts as now', { checkedAt: ago(90), since: ago(100), usually: 300 }, { kind: 'now', forMs: 100_000 }],
    ['was checked longer ago', { checkedAt: ago(91), since: ago(100), usually: 300 }, { kind: 'old', agoMs: 91_000 }],
    [
      'was checked two hours ago',
      { checkedAt: ago(2 * hour), since: ago(2 * hour + 60), usually: 300 },
      { kind: 'old', agoMs: 2 * hour * 1000 },
    ],
    [
      'was late when it was checked two hours ago',
      { checkedAt: ago(2 * hour), since: ago(9 * hour), usually: 300 },
      { kind: 'old', agoMs: 2 * hour * 1000 },
    ],
    ['was never checked', { checkedAt: null, since: null, usually: 300 }, { kind: 'old', agoMs: 0 }],
    ['was checked by a clock ahead of ours', { checkedAt: ago(-30), since: ago(-40), usually: 300 }, { kind: 'now', forMs: 0 }],
  ])('%s', (_, looked, age) => {
    expect(ageOf({ now, ...looked })).toEqual(age);
  });
});

test.each([
  [null, null],
  [ago(-5), null],
  [ago(9 * minute), null],
  [ago(10 * minute), null],
  [ago(11 * minute), 660_000],
])('what only a person changes, checked at %s, is old: %s', (checkedAt, ms) => {
  expect(oldMs(checkedAt, now)).toBe(ms);
});

test.each([
  [null, null],
  [ago(80), null],
  [ago(2 * minute), 120_000],
])('trouble of %s is of some time ago: %s', (troubleAt, ms) => {
  expect(troubleMs(troubleAt, now)).toBe(ms);
});
