import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeExperiment, judgeLocation, pathBehindMount } from './experiment';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

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
    expect(said(judgeLocation(experiment, 'ada'))).toMatch(expected);
  });
});

const experiment = { experiment_id: '1', name: '/Users/ada@x/diabetes', lifecycle_stage: 'active', artifact_location: '' };
test.each([
  ['there', experiment, /^pass: \/Users\/ada@x\/diabetes/],
  ['deleted', { ...experiment, lifecycle_stage: 'deleted' }, /^wrong: The experiment has been deleted/],
  ['not there', null, /^missing: There is no experiment at \/x/],
])('an experiment that is %s', (_, found, expected) => {
  expect(said(judgeExperiment(found, '/x'))).toMatch(expected);
});

test('the place of an experiment that is not there is missing, not wrong', () => {
  expect(said(judgeLocation(null, 'ada'))).toBe('missing: There is no experiment to look at yet.');
});
