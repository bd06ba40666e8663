import { expect, test } from 'vitest';
import type { BoardStep, Paced } from './group';
import { noPlan, type Plan } from './plan';
import { median, roomPace, tenths } from './room';

const step = (slug: string, minutes: number): BoardStep => ({ slug, number: `1.${slug}`, title: slug, minutes, tracks: ['whole'] });
const steps = [step('1', 10), step('2', 10), step('3', 10)];
const now = Date.parse('2026-11-26T10:00:00Z');
const minuteMs = 60_000;
const ago = (minutes: number) => new Date(now - minutes * minuteMs).toISOString();
const inMinutes = (at: number | null | undefined) => (at == null ? null : Math.round((at - now) / minuteMs));
const started = (minutes: number, more: Partial<Plan> = {}): Plan => ({ ...noPlan, startsAt: now - minutes * minuteMs, ...more });
let count = 0;
/** Somebody who has passed so many steps and has just opened the next. */
const at = (passed: number, more: Partial<Paced> = {}): Paced & { id: string } => ({
  id: `${++count}`,
  track: 'whole',
  step: `${Math.min(3, passed + 1)}`,
  stepSince: ago(0),
  seenAt: ago(0),
  joinedAt: ago(30),
  passedAt: passed > 0 ? ago(0) : null,
  helpAt: null,
  failedTries: 0,
  cells: Object.fromEntries(steps.slice(0, passed).map((s) => [s.slug, { status: 'pass' as const }])),
  ...more,
});
const unopened = () => at(0, { step: null });
const room = (rows: readonly (Paced & { id: string })[], plan: Plan = noPlan) => roomPace(rows, steps, plan, now);

test.each([
  [[], null],
  [[3], 3],
  [[1, 9], 5],
  [[9, 1, 2], 2],
  [[100, 1, 2, 3], 2.5],
])('the median of %o is %s', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([
  [[], null],
  [[5], 5],
  [[1, 2, 3], 3],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
  [Array.from({ length: 100 }, (_, i) => 100 - i), 90],
])('nine of ten of %o', (values, expected) => {
  expect(tenths(values, 9)).toBe(expected);
});

test('an empty room has numbers, and none of them is made up', () => {
  expect(room([]).summary).toEqual({
    pace: null,
    medianStep: null,
    medianLag: null,
    endsAt: null,
    onStep: {},
    total: 0,
    begun: 0,
    done: 0,
    middle: null,
    usual: null,
  });
});

test('people per step: whoever has begun nothing or finished is on none', () => {
  const { onStep, begun, done, total } = room([unopened(), at(0), at(0), at(1), at(3)]).summary;
  expect([onStep, begun, done, total]).toEqual([{ 1: 2, 2: 1 }, 4, 1, 5]);
});

test('who has passed the step they opened is on the next', () => {
  expect(room([at(1, { step: '1' })]).summary.onStep).toEqual({ 2: 1 });
});

test.each([
  ['one in front, one behind: the earlier of the two', [at(0), at(2)], '1.1'],
  ['most have finished', [at(3), at(3), at(1)], 'done'],
  ['who has begun nothing is not asked', [unopened(), unopened(), at(1)], '1.2'],
])('the step in the middle: %s', (_, rows, number) => {
  expect(room(rows).summary.medianStep).toBe(number);
});

test('the room’s pace is that of whoever is in the middle; without a plan, in minutes of the lab', () => {
  expect(room([at(1), at(1), at(2)]).summary.pace).toBeCloseTo(3);
});

test('with a plan it is in planned minutes', () => {
  const plan = started(30, { endsAt: now + 30 * minuteMs }); // an hour for thirty minutes of the lab
  expect(room([at(1), at(1), at(2)], plan).summary.pace).toBeCloseTo(1.5);
});

test('everybody ends at their own pace, those who have none yet at the room’s, and the room with nine of ten', () => {
  const [slow, quick, fresh, idle] = [at(1), at(2), at(0), unopened()];
  const { people, summary } = room([slow, quick, fresh, idle], started(30));
  expect(inMinutes(people.get(slow.id)?.endsAt)).toBe(60); // 3 minutes a minute, 20 left
  expect(inMinutes(people.get(quick.id)?.endsAt)).toBe(15);
  expect(inMinutes(people.get(fresh.id)?.endsAt)).toBe(68); // at 2.25
  expect(inMinutes(summary.endsAt)).toBe(68); // who has not begun would say nothing
  expect(inMinutes(people.get(idle.id)?.endsAt)).toBe(68);
});

test('breaks that are still to come are in the projection', () => {
  const lunch = { from: now + 10 * minuteMs, to: now + 70 * minuteMs };
  expect(inMinutes(room([at(1)], started(30, { breaks: [lunch] })).summary.endsAt)).toBe(120);
});

test('nobody is projected to anything while nothing is verified', () => {
  const rows = [at(0), at(0)];
  expect(room(rows, started(30)).summary).toMatchObject({ endsAt: null, pace: null, medianLag: 30 });
});

test('who has finished ended when their last step passed', () => {
  const row = at(3, { passedAt: ago(5) });
  expect(room([row], started(30)).people.get(row.id)).toMatchObject({ isDone: true, endsAt: now - 5 * minuteMs, lag: -5 });
});

test('without a plan everybody is measured by the middle of the room, and the room by nothing', () => {
  const [a, b, c, idle] = [at(0), at(1), at(3), unopened()];
  const { people, summary } = room([a, b, c, idle]);
  expect([a, b, c, idle].map((r) => people.get(r.id)?.lag)).toEqual([10, 0, -20, null]);
  expect(summary.medianLag).toBeNull();
});

test('a step that was waived or done for somebody says nothing about the room’s pace', () => {
  const helped = at(0, { cells: { 1: { status: 'pass', how: 'solved' }, 2: { status: 'pass', how: 'waived' } }, step: '3' });
  expect(room([helped, at(1)]).summary.pace).toBeCloseTo(3);
});

test('a part of a room is measured by all of it', () => {
  const rows = [at(0), at(1), at(2), at(3), unopened()];
  const all = room(rows);
  for (const row of rows) expect(roomPace([row], steps, noPlan, now, all.summary).people.get(row.id)).toEqual(all.people.get(row.id));
});
