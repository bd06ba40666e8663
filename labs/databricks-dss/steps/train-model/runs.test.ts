import { describe, expect, test } from 'vitest';
import type { MlRun } from '@/lib/clouds/databricks';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeFinished, judgeLogged } from './runs';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
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

describe('the run', () => {
  test.each([
    ['finished', [run()], run(), /^pass: able-newt$/],
    ['running', [run()], run({ status: 'RUNNING' }), /^waiting: able-newt is running/],
    ['failed', [run()], run({ status: 'FAILED' }), /^wrong: able-newt did not finish/],
    ['somebody else’s', [run()], null, /^missing: The run in this experiment was made by someone else \(ada@x\)/],
    [
      'several of others',
      [run(), run({ user: 'bo@x' }), run({ user: '' })],
      null,
      /^missing: The runs in this experiment were made by others \(ada@x, bo@x\)/,
    ],
    ['none', [], null, /^missing: No run has been logged/],
  ])('%s', (_, all, chosen, expected) => {
    expect(said(judgeFinished({ all, chosen }, 0))).toMatch(expected);
  });
  test.each([
    ['both parameters', run(), 'params', /^pass: alpha 0.01, l1_ratio 0.01/],
    ['one parameter', run({ params: { alpha: '1' } }), 'params', /^wrong: able-newt did not log l1_ratio/],
    ['all metrics', run(), 'metrics', /^pass: rmse 71.4/],
    ['a metric missing', run({ metrics: { rmse: 1, r2: 0 } }), 'metrics', /^wrong: able-newt did not log mae/],
    ['no run', null, 'metrics', /^missing/],
  ] as const)('%s', (_, chosen, what, expected) => {
    expect(said(judgeLogged(chosen, what))).toMatch(expected);
  });
});
