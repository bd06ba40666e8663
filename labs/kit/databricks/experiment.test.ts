import { describe, expect, test } from 'vitest';
import type { Experiment } from '@/lib/clouds/databricks';
import type { Verdict } from '@/lib/lab/outcome';
import { isPlaceholder, judgeExperiment, judgeLocation, pathBehindMount } from './experiment';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

const experiment = (more: Partial<Experiment>): Experiment => ({
  experiment_id: '1',
  name: '/Users/ada@x/diabetes',
  lifecycle_stage: 'active',
  artifact_location: '',
  owners: [],
  ...more,
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
    ['dbfs:/mnt/mount/ada-quill', /^pass: ada-quill in the container/],
    ['dbfs:/mnt/mount/ada-quill/mlflow/', /^pass: ada-quill\/mlflow in/],
    ['dbfs:/mnt/mount/Ada-Quill/mlflow', /^pass/],
    ['dbfs:/mnt/mount/', /^wrong: It keeps its artifacts at the root/],
    ['dbfs:/mnt/mount/your-name/mlflow', /^wrong: It keeps its artifacts under your-name, a placeholder: everyone who copies it shares/],
    ['dbfs:/mnt/mount/<your path>', /^wrong: .*a placeholder/],
    ['dbfs:/mnt/mount/bo-lindqvist/mlflow', /^wrong: It keeps its artifacts under bo-lindqvist, which is not the folder that you recorded/],
    ['dbfs:/mnt/mount/mlflow', /^wrong: It keeps its artifacts under mlflow, which is not the folder/],
    ['dbfs:/mnt/mount/ada-quill2', /^wrong: .*under ada-quill2/],
    ['dbfs:/databricks/mlflow-tracking/1', /^wrong: .*workspace’s own storage/],
    ['dbfs:/mnt/bo/ada-quill', /^wrong: It keeps its artifacts somewhere else/],
  ])('%s', (artifact_location, expected) => {
    expect(said(judgeLocation(experiment({ artifact_location }), 'mount', 'ada-quill'))).toMatch(expected);
  });
  test('another folder may be theirs, a placeholder never is', () => {
    const remedy = (folder: string) => judgeLocation(experiment({ artifact_location: `dbfs:/mnt/m/${folder}/mlflow` }), 'm', 'ada-quill');
    expect(remedy('quill')).toMatchObject({ remedy: expect.stringContaining('If quill is your folder, record that name instead.') });
    expect(remedy('your-name')).toMatchObject({ remedy: expect.not.stringContaining('is your folder') });
  });
});

test.each(['your-name', 'your_name', 'yourname', 'Your name', 'YOUR-NAME', 'my-folder', '<name>', '{{name}}', 'your-own-path', 'name'])(
  '%s stands for a name',
  (name) => {
    expect(isPlaceholder(name)).toBe(true);
  },
);
test.each(['ada', 'ada-quill', 'x4471', 'yourna', 'myriam', 'you', 'mlflow', 'nameer'])('%s is a name', (name) => {
  expect(isPlaceholder(name)).toBe(false);
});

const me = { id: '4566812440727830', userName: 'ada@x' };
test.each([
  ['there', experiment({}), /^pass: \/Users\/ada@x\/diabetes/],
  ['deleted', experiment({ lifecycle_stage: 'deleted' }), /^wrong: The experiment has been deleted/],
  ['not there', null, /^missing: There is no experiment at \/x/],
  ['mine by Databricks’ word, though elsewhere', experiment({ name: '/Shared/d', owners: ['ADA@x', '99'] }), /^pass/],
  ['mine by my id', experiment({ name: '/Users/bo@x/d', owners: ['', me.id] }), /^pass/],
  ['another’s by Databricks’ word', experiment({ owners: ['bo@x', '77'] }), /^wrong: This experiment was made by someone else \(bo@x\)\./],
  ['in another’s home', experiment({ name: '/Users/bo@x/d' }), /^wrong: This experiment was made by someone else \(bo@x\)\./],
  ['in my home, as the workspace’s files name it', experiment({ name: '/Workspace/Users/ada@x/d' }), /^pass/],
  ['shared, and nobody says whose', experiment({ name: '/Shared/d' }), /^pass/],
  ['another’s and deleted', experiment({ owners: ['bo@x'], lifecycle_stage: 'deleted' }), /^wrong: This experiment was made by/],
])('an experiment that is %s', (_, found, expected) => {
  expect(said(judgeExperiment(found, '/x', me))).toMatch(expected);
});

test('the place of an experiment that is not there is missing, not wrong', () => {
  expect(said(judgeLocation(null, 'ada', 'ada'))).toBe('missing: There is no experiment to check yet.');
});
