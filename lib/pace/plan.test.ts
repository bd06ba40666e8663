import { expect, test } from 'vitest';
import { afterWork, breakAt, planOf, workedMs } from './plan';

const at = (clock: string) => Date.parse(`2026-11-26T${clock}:00Z`);
const lunch = { from: at('12:00'), to: at('13:00') };
const tea = { from: at('15:00'), to: at('15:15') };
const minutes = (n: number) => n * 60_000;

test.each([
  ['before a break', '09:00', '10:30', 90],
  ['around a break', '11:30', '13:30', 60],
  ['around two', '11:00', '16:00', 225],
  ['up to the middle of a break', '11:30', '12:20', 30],
  ['from the middle of a break', '12:40', '13:10', 10],
  ['within a break', '12:10', '12:50', 0],
  ['ending before it begins', '10:00', '09:00', 0],
  ['backwards over a break', '14:00', '11:00', 0],
])('working time %s', (_, from, to, worked) => {
  expect(workedMs(at(from), at(to), [lunch, tea])).toBe(minutes(worked));
});

test.each([
  ['all before the break', '09:00', 60, '10:00'],
  ['up to the break to the minute', '11:00', 60, '12:00'],
  ['over the break', '11:30', 60, '13:30'],
  ['over both', '11:30', 180, '15:45'],
  ['begun within a break', '12:30', 10, '13:10'],
  ['begun after everything', '16:00', 30, '16:30'],
  ['nothing left', '10:00', 0, '10:00'],
])('so much work from then on is done: %s', (_, from, work, end) => {
  expect(afterWork(at(from), minutes(work), [lunch, tea])).toBe(at(end));
});

test('work that is done then is the work that was counted', () => {
  for (const start of ['09:10', '11:59', '12:00', '12:59', '14:50'])
    for (const work of [1, 30, 119, 240])
      expect(workedMs(at(start), afterWork(at(start), minutes(work), [lunch, tea]), [lunch, tea])).toBe(minutes(work));
});

test('a stored plan is read in order; what is not a list of breaks is none', () => {
  const stored = { startsAt: new Date(at('09:00')), plannedEnd: null };
  const [a, b] = [tea, lunch].map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
  expect(planOf({ ...stored, breaks: [a, b] })).toEqual({ startsAt: at('09:00'), endsAt: null, breaks: [lunch, tea] });
  for (const breaks of [null, 'x', [{ from: 'noon', to: 'one' }], {}]) expect(planOf({ ...stored, breaks }).breaks).toEqual([]);
});

test('a break is on from its first minute to before its last', () => {
  const plan = { startsAt: null, endsAt: null, breaks: [lunch] };
  expect(['11:59', '12:00', '12:59', '13:00'].map((t) => breakAt(plan, at(t)) !== null)).toEqual([false, true, true, false]);
});
