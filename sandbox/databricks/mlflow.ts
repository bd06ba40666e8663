import { randomBytes } from 'node:crypto';
import type { Person } from '../world/cast.ts';
import type { Experiment, LoggedModel, MachineLearning, MlRun } from '../world/ml.ts';
import type { Store } from '../world/store.ts';
import type { DatabricksWorkspace } from '../world/world.ts';
import { mlOf } from './dbfs.ts';

const digits = (n: number) => Array.from({ length: n }, (_, i) => Math.floor(Math.random() * (i ? 10 : 9)) + (i ? 0 : 1)).join('');

/** @returns why not, as Databricks says it */
export function createExperiment(
  store: Store,
  room: DatabricksWorkspace,
  by: Person,
  name: string,
  location: string | null,
): Experiment | string {
  const { experiments } = mlOf(room);
  if (!/^\/(Users\/[^/]+|Shared)\/.+/.test(name))
    return `Got an invalid experiment name '${name}'. An experiment name must be an absolute path within the Databricks workspace.`;
  if (experiments.some((e) => e.name === name)) return `Node named '${name}' already exists`;
  const experiment_id = digits(16);
  const made: Experiment = {
    experiment_id,
    name,
    artifact_location: location?.replace(/\/+$/, '') || `dbfs:/databricks/mlflow-tracking/${experiment_id}`,
    lifecycle_stage: 'active',
    creation_time: store.clock.now(),
    last_update_time: store.clock.now(),
    tags: { 'mlflow.ownerEmail': by.upn, 'mlflow.experimentType': 'MLFLOW_EXPERIMENT' },
  };
  experiments.push(made);
  store.save();
  return made;
}

export function createRun(store: Store, room: DatabricksWorkspace, by: Person, experiment: Experiment, name: string | null): MlRun {
  const run_id = randomBytes(16).toString('hex');
  const run: MlRun = {
    run_id,
    run_name: name || `able-newt-${digits(3)}`,
    experiment_id: experiment.experiment_id,
    user_id: by.upn,
    status: 'RUNNING',
    start_time: store.clock.now(),
    end_time: null,
    artifact_uri: `${experiment.artifact_location}/${run_id}/artifacts`,
    lifecycle_stage: 'active',
    params: {},
    metrics: [],
    tags: { 'mlflow.user': by.upn },
    outputs: [],
  };
  mlOf(room).runs.push(run);
  store.save();
  return run;
}

/** Databricks has not said under which folder a model lies where the artifact location is one's own; MLflow's own choice is taken. */
export function createModel(store: Store, room: DatabricksWorkspace, experiment: Experiment, runId: string, name: string): LoggedModel {
  const model_id = `m-${randomBytes(16).toString('hex')}`;
  const made: LoggedModel = {
    model_id,
    name,
    experiment_id: experiment.experiment_id,
    source_run_id: runId,
    artifact_uri: `${experiment.artifact_location}/models/${model_id}/artifacts`,
    status: 'LOGGED_MODEL_PENDING',
    model_type: '',
    creation_timestamp_ms: store.clock.now(),
    tags: {},
  };
  mlOf(room).models.push(made);
  store.save();
  return made;
}

export const runOf = (ml: MachineLearning, id: string): MlRun | undefined => ml.runs.find((r) => r.run_id === id);
