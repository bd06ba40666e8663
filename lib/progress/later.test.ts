import { expect, test } from 'vitest';
import { missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { lostOf, stepsToLookBackAt } from './later';
import type { How, Standing, StepStatus } from './standing';

const now = Date.parse('2026-11-26T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const standing = (checkId: string, verdict: Verdict | null, checkedSeconds: number | null = 600): Standing => ({
  checkId,
  verdict,
  since: null,
  checkedAt: checkedSeconds === null ? null : ago(checkedSeconds),
  trouble: null,
  troubleAt: null,
  evidence: [],
});
const ok = pass('ok');
const off = missing('m', 'r');
const other = wrong('m', { expected: 'e', found: 'f', remedy: 'r' });

test.each<[string, StepStatus, Verdict | null, string[]]>([
  ['a verified step that is as it was', 'pass', ok, []],
  ['a verified step whose resource is gone', 'pass', off, ['a']],
  ['a verified step whose resource is another', 'pass', other, ['a']],
  ['a step done for them whose resource is gone', 'solved', off, ['a']],
  ['a verified step that waits: it is on its way', 'pass', waiting('it'), []],
  ['a verified step that could never be asked again', 'pass', null, []],
  ['a waived step, which has nothing to lose', 'waived', off, []],
  ['a step that is open', 'missing', off, []],
])('%s', (_, status, verdict, ids) => {
  expect(lostOf({ status, standings: [standing('a', verdict), standing('b', ok)] }).map((s) => s.checkId)).toEqual(ids);
});

test.each<[string, How | null, Standing[], boolean, boolean]>([
  ['passed, and the later step does not pass', 'verified', [standing('a', ok)], false, true],
  ['passed, and the later step passes', 'verified', [standing('a', ok)], true, false],
  ['changed, and the later step passes: it may be right again', 'verified', [standing('a', off)], true, true],
  ['changed, and the later step does not pass', 'solved', [standing('a', off)], false, true],
  ['looked at a moment ago', 'verified', [standing('a', ok), standing('b', ok, 59)], false, false],
  ['looked at a minute ago', 'verified', [standing('a', ok, 60)], false, true],
  ['not to be asked a moment ago', 'verified', [{ ...standing('a', ok), troubleAt: ago(5) }], false, false],
  ['waived', 'waived', [standing('a', off)], false, false],
  ['not passed', null, [standing('a', off)], false, false],
  ['passed, of which no more is known', 'verified', [], false, true],
])('a step that is built on is looked at again where it is %s: %s', (_, how, standings, hasPassed, expected) => {
  const passed = how ? [{ step: 'make', at: ago(900), how, reason: null }] : [];
  expect(stepsToLookBackAt(['make'], { passed, standings: { make: standings } }, { hasPassed, now })).toEqual(expected ? ['make'] : []);
});

test('of many steps that are built on, three are looked back at after one check: those that nobody has looked at for longest', () => {
  const ages = { a: 100, b: 500, c: 300, d: 20, e: 400, f: 200 };
  const passed = Object.keys(ages).map((step) => ({ step, at: ago(900), how: 'verified' as const, reason: null }));
  const standings = Object.fromEntries(Object.entries(ages).map(([step, age]) => [step, [standing('x', ok, age)]]));
  const look = (known: Record<string, Standing[]>, at: number) =>
    stepsToLookBackAt(Object.keys(ages), { passed, standings: known }, { hasPassed: false, now: at });
  expect(look(standings, now)).toEqual(['b', 'e', 'c']);
  // and after the next press those that are left, and within that minute no more
  const looked = (slugs: string[], known: typeof standings) => ({
    ...known,
    ...Object.fromEntries(slugs.map((s) => [s, [standing('x', ok, 0)]])),
  });
  const second = looked(['b', 'e', 'c'], standings);
  expect(look(second, now + 1000)).toEqual(['f', 'a']);
  expect(look(looked(['f', 'a'], second), now + 2000)).toEqual([]);
});
