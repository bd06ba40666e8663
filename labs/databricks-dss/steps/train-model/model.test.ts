import { expect, test } from 'vitest';
import type { MlRun } from '@/lib/clouds/databricks';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeModel, judgeStored, splitPath } from './model';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const known = { mountName: 'ada', storageAccount: 'acc', storageContainer: 'box' };
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
  ['without the role', { path: 'x', listing: 'denied' as const }, /^wrong: Your account can’t read/],
  ['nothing there', { path: 'x', listing: null }, /^missing: There is nothing at x/],
  ['something else there', { path: 'x', listing: [{ name: 'x/notes.txt', isDirectory: false }] }, /^wrong: .*aren’t an MLflow model/],
])('in the storage account: %s', (_, view, expected) => {
  expect(said(judgeStored({ run: run(), ...view }, known))).toMatch(expected);
});
test('a model of MLflow 3 is one, with a word on what DSS makes of it', () => {
  expect(judgeModel({ run: run(), isArtifact: false, models: [model('LOGGED_MODEL_READY')] })).toMatchObject({
    status: 'pass',
    advice: expect.stringContaining('DSS does not support models of MLflow 3.'),
  });
});
test('the missing role is named', () => {
  expect(judgeStored({ run: run(), path: 'x', listing: 'denied' }, known)).toMatchObject({
    expected: 'the role Storage Blob Data Reader',
  });
});

test.each([
  ['ada/mlflow/r1/artifacts/model', { artifactsPath: 'ada/mlflow/r1/artifacts', modelDirectory: 'model' }],
  ['model', { artifactsPath: '', modelDirectory: '' }],
  [null, { artifactsPath: '', modelDirectory: '' }],
])('%s is learned as a directory and a name in it', (path, learnt) => {
  expect(splitPath(path)).toEqual(learnt);
});
