import { expect, test } from 'vitest';
import { type BoardStep, groupOf, groupsOf, isDone, onStepSince, type Paced, stepOf, triesOn } from './group';

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

test.each([
  ['asks for help, and is stuck', row({ helpAt: ago(1), failedTries: 5, cells: { a: { status: 'wrong' } } }), ['help', 'stuck']],
  ['asks for help, and is done', row({ helpAt: ago(1), cells: { a: pass, b: pass } }), ['help', 'done']],
  ['waits, and has been away for long', row({ seenAt: ago(25), cells: { a: { status: 'waiting' } } }), ['waiting', 'idle']],
  ['cannot be checked', row({ cells: { a: { status: 'unreachable' } } }), ['unreachable']],
  ['cannot be checked for long', row({ stepSince: ago(10), cells: { a: { status: 'unreachable' } } }), ['stuck', 'unreachable']],
  ['cannot be checked on another step', row({ cells: { b: { status: 'unreachable' } } }), ['moving']],
])('whoever is in several groups counts in each: %s', (_, given, all) => {
  expect(groupsOf(given, two, now)).toEqual(all);
  expect(groupsOf({ ...given }, two, now)).toBe(groupsOf(given, two, now));
});

test('whoever passed the step that they opened is on the next one, since then and without its tries', () => {
  const bo = row({ step: 'a', stepSince: ago(16), passedAt: ago(4), failedTries: 3, cells: { a: pass } });
  const here = stepOf(bo, two) ?? expect.unreachable();
  expect([here.slug, onStepSince(bo, here), triesOn(bo, here)]).toEqual(['b', ago(4), 0]);
  expect(onStepSince({ ...bo, passedAt: ago(30) }, here)).toBe(ago(16));
  expect(onStepSince({ ...bo, passedAt: ago(30), excusedAt: ago(1) }, here)).toBe(ago(1));
  const opened = row({ step: 'b', stepSince: ago(3), passedAt: ago(1), failedTries: 2 });
  expect([onStepSince(opened, here), triesOn(opened, here)]).toEqual([ago(3), 2]);
});

test('whoever was let go on from a step after a long while is not stuck on the next one', () => {
  const cells: Paced['cells'] = { a: { status: 'pass', how: 'waived' }, b: { status: 'wrong' } };
  expect(groupOf(row({ stepSince: ago(20), excusedAt: ago(2), cells }), two, now)).toBe('moving');
  expect(groupOf(row({ stepSince: ago(20), cells }), two, now)).toBe('stuck');
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
