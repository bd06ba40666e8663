import { expect, test } from 'vitest';
import { median } from '@/lib/pace/room';
import { minutesBySteps, type Passed } from './minutes';

const at = (minute: number) => Date.parse('2026-11-26T09:00:00Z') + minute * 60_000;
const pass = (step: string, minute: number, how = 'verified'): Passed => ({ step, how, at: at(minute) });
const minutes = (passes: Passed[], breaks: [number, number][] = []) =>
  Object.fromEntries(
    minutesBySteps(
      passes,
      at(0),
      breaks.map(([from, to]) => ({ from: at(from), to: at(to) })),
    ),
  );

test.each<[string, Passed[], [number, number][], Record<string, number>]>([
  ['nothing passed', [], [], {}],
  ['from the beginning, then from the step before', [pass('a', 10), pass('b', 25)], [], { a: 10, b: 15 }],
  ['in the order in which they were passed', [pass('b', 25), pass('a', 10)], [], { a: 10, b: 15 }],
  ['a break is not counted', [pass('a', 10), pass('b', 55)], [[20, 50]], { a: 10, b: 15 }],
  ['nor is a part of one', [pass('a', 30), pass('b', 55)], [[20, 50]], { a: 20, b: 5 }],
  ['a waived step has no time, and the next begins with it', [pass('a', 10), pass('b', 30, 'waived'), pass('c', 36)], [], { a: 10, c: 6 }],
  ['nor has one that was done for somebody', [pass('a', 10, 'solved'), pass('b', 18)], [], { b: 8 }],
  ['two in the same moment', [pass('a', 10), pass('b', 10)], [], { a: 10, b: 0 }],
  ['one passed before the room began', [pass('a', -5), pass('b', 10)], [], { a: 0, b: 10 }],
  ['tenths of a minute', [pass('a', 1.26)], [], { a: 1.3 }],
])('how long steps took: %s', (_, passes, breaks, expected) => {
  expect(minutes(passes, breaks)).toEqual(expected);
});

test.each([
  [[], null],
  [[7], 7],
  [[1, 100], 50.5],
  [[3, 1, 2], 2],
  [[10, 2, 4, 1], 3],
])('the median of %j', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});
