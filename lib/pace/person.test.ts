import { expect, test } from 'vitest';
import type { BoardStep, Paced } from './group';
import { lagOf, paceOf, planPace, progressOf } from './person';
import { noPlan, type Plan } from './plan';

const step = (slug: string, minutes: number, tracks = ['whole']): BoardStep => ({ slug, number: slug, title: slug, minutes, tracks });
const steps = [step('a', 10), step('b', 20), step('c', 30), step('x', 7, ['other'])];
const now = Date.parse('2026-11-26T10:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const started = (minutes: number, more: Partial<Plan> = {}): Plan => ({ ...noPlan, startsAt: now - minutes * 60_000, ...more });
const person = (more: Partial<Paced> = {}): Paced => ({
  track: 'whole',
  step: 'a',
  stepSince: ago(0),
  seenAt: ago(0),
  joinedAt: ago(60),
  passedAt: null,
  helpAt: null,
  failedTries: 0,
  cells: {},
  ...more,
});
const passed = (...slugs: string[]): Paced['cells'] => Object.fromEntries(slugs.map((slug) => [slug, { status: 'pass' as const }]));
const progress = (row: Paced, plan: Plan = noPlan) => progressOf(row, steps, plan, now);
const pace = (row: Paced, plan: Plan = noPlan) => paceOf(row, progress(row, plan), plan, now);
const lag = (row: Paced, plan: Plan) => lagOf(row, progress(row, plan), plan, now);

test.each([
  ['nothing yet', person({ step: null }), 0, false],
  ['four minutes on the first step', person({ stepSince: ago(4) }), 4, false],
  ['forty minutes on a step of ten: no more than it takes', person({ stepSince: ago(40) }), 10, false],
  ['one passed, the next not opened', person({ cells: passed('a'), stepSince: ago(15) }), 10, false],
  ['one passed, five minutes on the next', person({ step: 'b', cells: passed('a'), stepSince: ago(5) }), 15, false],
  ['back on a step that is passed', person({ step: 'a', cells: passed('a', 'b'), stepSince: ago(9) }), 30, false],
  ['a later one passed before an earlier', person({ step: 'a', cells: passed('c'), stepSince: ago(2) }), 32, false],
  ['all of it', person({ step: 'c', cells: passed('a', 'b', 'c') }), 60, true],
  ['steps of another track do not count', person({ cells: passed('x') }), 0, false],
])('how far: %s', (_, row, done, isDone) => {
  expect(progress(row)).toMatchObject({ all: 60, done, isDone });
});

test('time on a step that was a break is no time on it', () => {
  const plan = started(60, { breaks: [{ from: now - 6 * 60_000, to: now }] });
  expect(progress(person({ stepSince: ago(8) }), plan).done).toBe(2);
});

test('what was waived or done for somebody is behind them, but not their own work', () => {
  const cells: Paced['cells'] = { ...passed('a'), b: { status: 'pass', how: 'waived' }, c: { status: 'pass', how: 'solved' } };
  expect(progress(person({ cells }))).toMatchObject({ done: 60, own: 10, isDone: true });
});

test.each([
  ['nothing verified', person({ stepSince: ago(5) }), noPlan, null],
  ['an hour for ten minutes: the slowest there is', person({ cells: passed('a') }), noPlan, 4],
  ['an hour for half an hour', person({ step: 'b', cells: passed('a', 'b') }), noPlan, 2],
  ['joined ten minutes ago, ten minutes done', person({ joinedAt: ago(10), cells: passed('a') }), noPlan, 1],
  ['joined long before the room began', person({ joinedAt: ago(6000), cells: passed('a') }), started(20), 2],
  ['joined after the room began', person({ joinedAt: ago(20), cells: passed('a') }), started(90), 2],
  ['joined yesterday, and no start is planned', person({ joinedAt: ago(1440), cells: passed('a') }), noPlan, null],
  ['three steps within a minute: the quickest there is', person({ joinedAt: ago(1), cells: passed('a', 'b') }), noPlan, 0.25],
  ['only waived', person({ cells: { a: { status: 'pass', how: 'waived' } } }), noPlan, null],
  ['done an hour ago', person({ joinedAt: ago(120), passedAt: ago(60), cells: passed('a', 'b', 'c') }), noPlan, 1],
])('pace: %s', (_, row, plan, expected) => {
  const found = pace(row, plan);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected);
});

test('a break makes nobody slow', () => {
  const plan = started(60, { breaks: [{ from: now - 40 * 60_000, to: now - 10 * 60_000 }] });
  expect(pace(person({ cells: passed('a', 'b'), step: 'b' }), plan)).toBeCloseTo(1);
});

test.each([
  ['as planned', person({ step: 'b', cells: passed('a'), stepSince: ago(5) }), started(15), 0],
  ['ten minutes behind', person({ step: 'b', cells: passed('a'), stepSince: ago(5) }), started(25), 10],
  ['ahead', person({ step: 'c', cells: passed('a', 'b'), stepSince: ago(0) }), started(20), -10],
  ['not begun', person({ step: null }), started(30), 30],
  ['finished early, and it stays so', person({ cells: passed('a', 'b', 'c'), passedAt: ago(30) }), started(80), -10],
  ['waived counts as done', person({ cells: { ...passed('a'), b: { status: 'pass', how: 'waived' } } }), started(30), 0],
])('behind the plan: %s', (_, row, plan, expected) => {
  expect(lag(row, plan)).toBeCloseTo(expected);
});

test('a plan that gives the lab twice its time expects half as much', () => {
  const plan = started(60, { endsAt: now + 60 * 60_000 });
  expect(planPace(progress(person()), plan)).toBe(2);
  expect(lag(person({ step: 'c', cells: passed('a', 'b') }), plan)).toBeCloseTo(0);
});

test('breaks are no time that anybody could be behind', () => {
  const plan = started(45, { breaks: [{ from: now - 30 * 60_000, to: now }] });
  expect(lag(person({ step: 'b', cells: passed('a'), stepSince: ago(35) }), plan)).toBeCloseTo(0);
});

test('nobody is behind before the start, or without one', () => {
  expect(lag(person(), started(-10))).toBeNull();
  expect(lag(person(), noPlan)).toBeNull();
});
