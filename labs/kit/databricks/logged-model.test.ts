import { expect, test } from 'vitest';
import type { LoggedModel, MlRun } from '@/lib/clouds/databricks';
import { UpstreamError } from '@/lib/clouds/trouble';
import { askModel, modelUri } from './logged-model';

const forbidden = new UpstreamError({ cloud: 'Databricks', trouble: 'forbidden', status: 403 });
const run: MlRun = {
  id: 'r1',
  name: 'able-newt',
  user: 'ada@x',
  status: 'FINISHED',
  startTime: 1,
  artifactUri: 'dbfs:/mnt/ada/ada/r1/artifacts',
  params: {},
  metrics: {},
};
const model: LoggedModel = { model_id: 'm', artifact_uri: 'dbfs:/mnt/ada/ada/models/m/artifacts', status: 'LOGGED_MODEL_READY' };
const workspace = (artifact: boolean | Error, models: LoggedModel[]) => ({
  hasArtifact: async () => {
    if (artifact instanceof Error) throw artifact;
    return artifact;
  },
  loggedModels: async () => models,
});

test('a run is asked both ways, no run neither', async () => {
  expect(await askModel(workspace(true, [model]), '1', run)).toEqual({ run, isArtifact: true, models: [model] });
  expect(await askModel(workspace(true, [model]), '1', null)).toEqual({ run: null, isArtifact: false, models: [] });
});

test('a refused listing of artifacts does not hide a model of MLflow 3', async () => {
  expect(await askModel(workspace(forbidden, [model]), '1', run)).toEqual({ run, isArtifact: false, models: [model] });
});

test('nothing is claimed when the listing is refused and MLflow 3 has none', async () => {
  await expect(askModel(workspace(forbidden, []), '1', run)).rejects.toBe(forbidden);
});

test('the model’s files are at its own address, or among the run’s artifacts', () => {
  expect(modelUri(run, [model])).toBe('dbfs:/mnt/ada/ada/models/m/artifacts');
  expect(modelUri(run, [{ ...model, status: 'LOGGED_MODEL_PENDING' }])).toBe('dbfs:/mnt/ada/ada/r1/artifacts/model');
  expect(modelUri(run, [])).toBe('dbfs:/mnt/ada/ada/r1/artifacts/model');
});
