import { expect, test } from 'vitest';
import type { MlRun } from '@/lib/clouds/databricks';
import { chooseRun } from './runs';

const wanted = { params: ['alpha', 'l1_ratio'], metrics: ['rmse', 'r2', 'mae'] };
const run = (more: Partial<MlRun> = {}): MlRun => ({
  id: 'r1',
  name: 'able-newt',
  user: 'ada@x',
  status: 'FINISHED',
  startTime: 1,
  artifactUri: 'dbfs:/mnt/ada/ada/r1/artifacts',
  params: { alpha: '0.01', l1_ratio: '0.01' },
  metrics: { rmse: 71.4, r2: 0.2, mae: 60 },
  ...more,
});

const me = { id: '4566812440727830', userName: 'ada@x' };
const inMyOwn = { me, isMine: true };

test.each([
  ['mine', [run()], 'r1'],
  ['mine, in another case', [run({ user: 'ADA@x' })], 'r1'],
  ['mine, by my id in the workspace', [run({ user: me.id })], 'r1'],
  ['the finished one before a newer that failed', [run({ id: 'r2', status: 'FAILED', startTime: 9 }), run()], 'r1'],
  ['the newest of two alike', [run(), run({ id: 'r2', startTime: 9 })], 'r2'],
  ['the complete one before a newer without metrics', [run({ id: 'r2', metrics: {}, startTime: 9 }), run()], 'r1'],
  ['nobody’s but others’', [run({ user: 'bo@x' })], undefined],
  ['mine before another’s that is newer', [run({ id: 'r2', user: 'bo@x', startTime: 9 }), run()], 'r1'],
  ['one that says of nobody, in an experiment of mine', [run({ user: '' })], 'r1'],
])('%s is looked at', (_, all, id) => {
  expect(chooseRun(all, inMyOwn, wanted).chosen?.id).toBe(id);
});

test('in somebody else’s experiment a run that says of nobody is not mine, and my own is', () => {
  const theirs = { me, isMine: false };
  expect(chooseRun([run({ user: '' })], theirs, wanted).chosen).toBeNull();
  expect(chooseRun([run({ user: '' }), run({ id: 'r2' })], theirs, wanted).chosen?.id).toBe('r2');
});
