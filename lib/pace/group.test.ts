import { expect, test } from 'vitest';
import { type BoardStep, groupOf, isDone, type Paced, stepOf } from './group';

const step = (slug: string, tracks = ['whole']): BoardStep => ({ slug, number: slug, title: slug, minutes: 5, tracks });
const steps = [step('a'), step('b'), step('c', ['whole', 'model']), step('d', ['model'])];
const now = Date.parse('2026-11-26T10:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const row = (more: Partial<Paced> = {}): Paced => ({
  track: 'whole',
  step: 'a',
  stepSince: ago(2),
  seenAt: ago(1),
  joinedAt: ago(60),
  passedAt: null,
  helpAt: null,
  failedTries: 0,
  cells: {},
  ...more,
});
const pass = { status: 'pass' } as const;

test.each([
  ['nothing opened', row({ step: null }), null],
  ['what they opened', row({ step: 'b' }), 'b'],
  ['the next once it is passed', row({ step: 'a', cells: { a: pass } }), 'b'],
  ['not one that is passed already', row({ step: 'a', cells: { a: pass, b: pass } }), 'c'],
  ['back to what was left out', row({ step: 'c', cells: { b: pass, c: pass } }), 'a'],
  ['none once all are passed', row({ step: 'c', cells: { a: pass, b: pass, c: pass } }), null],
  ['a step of another track: the first of theirs', row({ step: 'a', track: 'model' }), 'c'],
  ['a step that the lab has no more', row({ step: 'gone' }), 'a'],
])('the step somebody is on: %s', (_, given, slug) => {
  expect(stepOf(given, steps)?.slug ?? null).toBe(slug);
});

const two = steps.slice(0, 2);
test.each([
  ['just begun', row(), 'moving'],
  ['has opened nothing', row({ step: null }), 'not-started'],
  ['three failed tries', row({ failedTries: 3, cells: { a: { status: 'wrong' } } }), 'stuck'],
  ['two failed tries in two minutes', row({ failedTries: 2, cells: { a: { status: 'wrong' } } }), 'moving'],
  ['ten minutes on something wrong', row({ stepSince: ago(10), cells: { a: { status: 'wrong' } } }), 'stuck'],
  ['ten minutes without a look', row({ stepSince: ago(10) }), 'moving'],
  ['twelve minutes waiting for a cluster', row({ stepSince: ago(12), cells: { a: { status: 'waiting' } } }), 'waiting'],
  ['three failed tries, then passed', row({ failedTries: 3, cells: { a: pass } }), 'moving'],
  ['asking for help, whatever else', row({ helpAt: ago(1), stepSince: ago(40), failedTries: 9 }), 'help'],
  ['not seen for long', row({ stepSince: ago(40), seenAt: ago(25) }), 'idle'],
  ['waiting on an earlier step', row({ step: 'b', cells: { a: { status: 'waiting' } } }), 'waiting'],
  ['everything verified', row({ cells: { a: pass, b: pass } }), 'done'],
  ['on a track without steps', row({ track: 'nobody', step: null }), 'not-started'],
])('where somebody stands: %s', (_, given, group) => {
  expect(groupOf(given, two, now)).toBe(group);
});

test('waived and solved steps are done, and a track without steps never is', () => {
  const how = (of: 'waived' | 'solved') => ({ status: 'pass', how: of }) as const;
  expect(isDone(row({ cells: { a: pass, b: how('waived'), c: how('solved') } }), steps)).toBe(true);
  expect(isDone(row({ track: 'nobody' }), steps)).toBe(false);
});

test.each([
  ['idle over lunch', row({ seenAt: ago(65), stepSince: ago(65) }), 'moving'],
  ['something wrong over lunch', row({ stepSince: ago(65), cells: { a: { status: 'wrong' } }, seenAt: ago(1) }), 'moving'],
  ['idle before lunch already', row({ seenAt: ago(85), stepSince: ago(85) }), 'idle'],
])('a break makes nobody idle or stuck: %s', (_, given, group) => {
  const lunch = { from: now - 61 * 60_000, to: now - 60_000 };
  expect(groupOf(given, steps, now, [lunch])).toBe(group);
});
