import { describe, expect, test } from 'vitest';
import { allSteps, stepsOf } from '@/lib/lab/lab';
import type { Passed } from './minutes';
import { orchard as lab } from './orchard';
import { type Facts, reportOf } from './report';

const minute = 60_000;
const start = Date.parse('2026-11-26T09:00:00Z');
const [track = '', other = ''] = Object.keys(lab.tracks);
const mine = stepsOf(lab, track);
const [first, second] = mine.map((s) => s.slug) as [string, string]; // it has more than two

const person = (id: string, passes: [string, number, string?][] = [], more: Partial<Facts['people'][number]> = {}) => ({
  ...{ id, track, joinedAt: start, tried: [] as string[] },
  passes: passes.map(([step, at, how = 'verified']): Passed => ({ step, how, at: start + at * minute })),
  ...more,
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  startsAt: null,
  breaks: [],
  people: [],
  failures: [],
  notYet: [],
  troubles: [],
  help: [],
  ...more,
});
const report = (more: Partial<Facts> = {}) => reportOf(lab, facts(more));
const stepIn = (more: Partial<Facts>, slug: string) => report(more).steps.find((s) => s.slug === slug);

describe('completion', () => {
  test('of nobody is nothing, for every step of the lab', () => {
    const { people, steps, finished, help } = report();
    expect([people, finished, help.requests]).toEqual([0, { own: 0, helped: 0 }, 0]);
    expect(steps.map((s) => s.slug)).toEqual(allSteps(lab).map((s) => s.slug));
    expect(steps.every((s) => s.people === 0 && s.medianMinutes === null)).toBe(true);
  });

  test('tells verified from waived, done for them, tried and not started; together they are everybody', () => {
    const people = [
      person('a', [[first, 5]]),
      person('b', [[first, 5, 'waived']]),
      person('c', [[first, 5, 'solved']]),
      person('d', [], { tried: [first, second] }),
      person('e'),
    ];
    expect(stepIn({ people }, first)).toMatchObject({ people: 5, verified: 1, waived: 1, solved: 1, tried: 1, untouched: 1 });
    for (const s of report({ people }).steps) expect(s.verified + s.waived + s.solved + s.tried + s.untouched).toBe(s.people);
  });

  test('counts those alone who have the step on their track', () => {
    const onlyFirst = allSteps(lab).find((s) => s.tracks.includes(track) && !s.tracks.includes(other)) ?? expect.unreachable();
    const people = [person('a'), person('b', [], { track: other }), person('c', [], { track: 'was renamed' })];
    expect(stepIn({ people }, onlyFirst.slug)).toMatchObject({ people: 2 });
    expect(report({ people }).tracks.map((t) => t.people)).toEqual([2, 1]);
  });

  test('is finished by whoever verified all of it, and apart from them by whoever was helped through', () => {
    const all = (how: string) => mine.map((s, i): [string, number, string] => [s.slug, i + 1, i === 0 ? how : 'verified']);
    const people = [
      person('a', all('verified')),
      person('b', all('waived')),
      person('c', all('solved')),
      person('d', all('verified').slice(1)),
    ];
    expect(report({ people }).finished).toEqual({ own: 1, helped: 2 });
  });
});

describe('the median time of a step', () => {
  test('is of those who verified it', () => {
    const people = [person('a', [[first, 4]]), person('b', [[first, 6]]), person('c', [[first, 100]]), person('d', [[first, 1, 'waived']])];
    expect(stepIn({ people }, first)).toMatchObject({ verified: 3, medianMinutes: 6 });
  });
  test('begins with the room for those who joined before', () => {
    const people = [person('a', [[first, 30]], { joinedAt: start - 1000 * minute })];
    expect(stepIn({ people, startsAt: start + 20 * minute }, first)).toMatchObject({ medianMinutes: 10 });
  });
  test('leaves breaks out', () => {
    const breaks = [{ from: start + 10 * minute, to: start + 40 * minute }];
    expect(stepIn({ people: [person('a', [[first, 50]])], breaks }, first)).toMatchObject({ medianMinutes: 20 });
  });
});

test('failures have the words of the lab, and of what it no longer has those of the database', () => {
  const step = mine[0] ?? expect.unreachable();
  const check = step.checks[0] ?? expect.unreachable();
  const more = { status: 'wrong', message: 'm', code: null, times: 3, people: 2 } as const;
  expect(
    report({
      failures: [
        { step: step.slug, check: check.id, ...more },
        { step: 'gone', check: 'gone.check', ...more },
      ],
    }).failures,
  ).toMatchObject([
    { number: step.number, title: check.title },
    { number: 'gone', title: 'gone.check' },
  ]);
});

test('help is counted, and how long it took', () => {
  const asked = (by: string, step: string, taken: number | null, closed: number | null) => ({
    ...{ by, step, askedAt: start },
    ...{ takenAt: taken === null ? null : start + taken * minute, closedAt: closed === null ? null : start + closed * minute },
  });
  const help = [asked('a', first, 1, 5), asked('a', second, 3, 9), asked('b', first, null, 2), asked('c', first, null, null)];
  expect(report({ help }).help).toMatchObject({
    ...{ requests: 4, people: 3, open: 1, medianToTaken: 2, medianToClosed: 5 },
    steps: [{ requests: 3 }, { requests: 1 }],
  });
});
