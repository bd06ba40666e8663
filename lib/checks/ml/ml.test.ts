import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/checks/outcome';
import type { Cluster } from '@/lib/clouds/databricks';
import { type MlRun, parseMounts } from '@/lib/clouds/mlflow';
import { judgeLocation, pathBehindMount } from './experiment';
import { judgeMount } from './mount';
import { judgeCommunalCluster } from './prerequisites';
import { chooseRun, judgeFinished, judgeLogged, judgeModel, judgeStored } from './run';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const known = { mountName: 'ada', storageAccount: 'acc', storageContainer: 'box' };
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };

describe('the mount', () => {
  test.each([
    ['proved', { isDisabled: false, mounts: [right], names: [] }, /^pass: \/mnt\/ada, from that container/],
    ['with a directory behind it', { isDisabled: null, mounts: [{ ...right, source: `${right.source}sub` }], names: [] }, /^pass/],
    [
      'of another container',
      { isDisabled: false, mounts: [{ ...right, source: 'abfss://other@acc.dfs.core.windows.net/' }], names: ['ada'] },
      /^wrong: Something else/,
    ],
    [
      'of another account',
      { isDisabled: false, mounts: [{ ...right, source: 'abfss://box@other.dfs.core.windows.net/' }], names: [] },
      /^wrong/,
    ],
    ['not there, and the cluster says so', { isDisabled: false, mounts: [], names: ['ada'] }, /^missing: Nothing is mounted at \/mnt\/ada/],
    ['only hinted', { isDisabled: false, mounts: null, names: ['ada'] }, /^pass: DBFS lists/],
    ['not even hinted', { isDisabled: null, mounts: null, names: ['bo'] }, /^missing: DBFS lists nothing/],
    ['switched off', { isDisabled: true, mounts: null, names: [] }, /^wrong: DBFS mounts are switched off/],
  ])('%s', (_, view, expected) => {
    expect(said(judgeMount(view, known))).toMatch(expected);
  });
  test('a hint says that it is one', () => {
    expect(judgeMount({ isDisabled: false, mounts: null, names: ['ada'] }, known)).toMatchObject({
      advice: expect.stringContaining('no proof'),
    });
  });
  test.each([
    ['what the snippet prints', { resultType: 'text', data: JSON.stringify([right]) }, [right]],
    ['with a prompt before it', { resultType: 'text', data: `Out[1]: ${JSON.stringify([right])}` }, [right]],
    ['an error', { resultType: 'error', data: null }, null],
    ['something else', { resultType: 'text', data: 'hello' }, null],
    ['nothing', null, null],
  ])('mounts out of %s', (_, results, mounts) => {
    expect(parseMounts(results)).toEqual(mounts);
  });
});

describe('the experiment’s place', () => {
  test.each([
    ['dbfs:/mnt/ada/ada/mlflow', 'ada/mlflow'],
    ['dbfs:/mnt/ada/ada/mlflow/', 'ada/mlflow'],
    ['/mnt/ada/x', 'x'],
    ['dbfs:/mnt/ada', ''],
    ['dbfs:/mnt/ada2/x', null],
    ['dbfs:/databricks/mlflow-tracking/1', null],
  ])('%s is %s behind the mount', (location, path) => {
    expect(pathBehindMount(location, 'ada')).toBe(path);
  });
  test.each([
    ['dbfs:/mnt/ada/ada', /^pass: ada in the container/],
    ['dbfs:/mnt/ada/', /^wrong: It keeps its artifacts at the root/],
    ['dbfs:/databricks/mlflow-tracking/1', /^wrong: .*workspace’s own storage/],
    ['dbfs:/mnt/bo/x', /^wrong: It keeps its artifacts somewhere else/],
  ])('%s', (artifact_location, expected) => {
    const experiment = { experiment_id: '1', name: '/x', lifecycle_stage: 'active', artifact_location };
    expect(said(judgeLocation(experiment, known))).toMatch(expected);
  });
});

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
    ['mine', [run()], 'r1'],
    ['mine, in another case', [run({ user: 'ADA@x' })], 'r1'],
    ['the finished one before a newer that failed', [run({ id: 'r2', status: 'FAILED', startTime: 9 }), run()], 'r1'],
    ['the newest of two alike', [run(), run({ id: 'r2', startTime: 9 })], 'r2'],
    ['the complete one before a newer without metrics', [run({ id: 'r2', metrics: {}, startTime: 9 }), run()], 'r1'],
    ['nobody’s but others’', [run({ user: 'bo@x' })], undefined],
  ])('%s is looked at', (_, all, id) => {
    expect(chooseRun(all, 'ada@x').chosen?.id).toBe(id);
  });
  test.each([
    ['finished', [run()], run(), /^pass: able-newt finished/],
    ['running', [run()], run({ status: 'RUNNING' }), /^waiting: able-newt is running/],
    ['failed', [run()], run({ status: 'FAILED' }), /^wrong: able-newt did not finish/],
    ['somebody else’s', [run()], null, /^missing: The runs in this experiment are somebody else’s/],
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

const model = (status: string) => ({ model_id: 'm', artifact_uri: 'dbfs:/mnt/ada/ada/models/m/artifacts', status });
test.each([
  ['MLflow 2', { run: run(), isArtifact: true, models: [] }, /^pass: .*artifact of the run/],
  ['MLflow 3', { run: run(), isArtifact: false, models: [model('LOGGED_MODEL_READY')] }, /^pass: .*MLflow 3/],
  ['being uploaded', { run: run(), isArtifact: false, models: [model('LOGGED_MODEL_PENDING')] }, /^waiting/],
  ['not uploaded', { run: run(), isArtifact: false, models: [model('LOGGED_MODEL_UPLOAD_FAILED')] }, /^wrong/],
  ['none', { run: run(), isArtifact: false, models: [] }, /^missing/],
  ['no run', { run: null, isArtifact: false, models: [] }, /^missing/],
])('the model: %s', (_, view, expected) => {
  expect(said(judgeModel(view))).toMatch(expected);
});

test.each([
  [
    'there',
    { path: 'ada/r1/artifacts/model', listing: [{ name: 'ada/r1/artifacts/model/MLmodel', isDirectory: false }] },
    /^pass: ada\/r1\/artifacts\/model/,
  ],
  ['not on the mount', { path: null, listing: null }, /^wrong: The model was not written to your mount/],
  ['without the role', { path: 'x', listing: 'denied' as const }, /^wrong: You may not look/],
  ['nothing there', { path: 'x', listing: null }, /^missing: There is nothing at x/],
  ['something else there', { path: 'x', listing: [{ name: 'x/notes.txt', isDirectory: false }] }, /^wrong: .*not an MLflow model/],
])('in the storage account: %s', (_, view, expected) => {
  expect(said(judgeStored({ run: run(), isArtifact: true, models: [], ...view }, known))).toMatch(expected);
});
test('the missing role is named', () => {
  expect(judgeStored({ run: run(), isArtifact: true, models: [], path: 'x', listing: 'denied' }, known)).toMatchObject({
    expected: 'the role Storage Blob Data Reader',
  });
});

test.each([
  ['RUNNING', /^pass: communal is running/],
  ['PENDING', /^waiting/],
  ['TERMINATED', /^pass: communal is there/],
  [null, /^missing: You see no cluster named communal/],
])('the communal cluster: %s', (state, expected) => {
  const cluster = state ? ({ cluster_id: '1', cluster_name: 'communal', state, spark_version: 'x' } as Cluster) : null; // of which only the state counts
  expect(said(judgeCommunalCluster(cluster, { communalCluster: 'communal' }))).toMatch(expected);
});
