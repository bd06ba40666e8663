import { randomBytes } from 'node:crypto';
import type { Person } from '../world/cast.ts';
import { type DatabricksWorkspace, mlOf } from '../world/databricks.ts';
import type { Experiment, LoggedModel, MlRun } from '../world/ml.ts';
import type { Store } from '../world/store.ts';
import { memberId } from './context.ts';

const digits = (n: number) => Array.from({ length: n }, (_, i) => Math.floor(Math.random() * (i ? 10 : 9)) + (i ? 0 : 1)).join('');

/** @returns the experiment, or Databricks' own sentence on why there is none */
export function createExperiment(
  store: Store,
  databricks: DatabricksWorkspace,
  by: Person,
  name: string,
  location: string | null,
): Experiment | string {
  const { experiments } = mlOf(databricks);
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
    tags: { 'mlflow.ownerEmail': by.upn, 'mlflow.ownerId': memberId(by), 'mlflow.experimentType': 'MLFLOW_EXPERIMENT' },
  };
  experiments.push(made);
  store.save();
  return made;
}

export function createRun(store: Store, databricks: DatabricksWorkspace, by: Person, experiment: Experiment, name: string | null): MlRun {
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
  mlOf(databricks).runs.push(run);
  store.save();
  return run;
}

/** In the workspace's own storage a model's folder is what MLflow's client reads (`logged_models`, databricks_artifact_repo). */
const modelFolder = (location: string) => (location.startsWith('dbfs:/databricks/mlflow-tracking/') ? 'logged_models' : 'models');

/** Where an experiment has an artifact location of its own, Databricks does not document a model's folder; this is MLflow's. */
export function createModel(
  store: Store,
  databricks: DatabricksWorkspace,
  experiment: Experiment,
  runId: string,
  name: string,
): LoggedModel {
  const model_id = `m-${randomBytes(16).toString('hex')}`;
  const made: LoggedModel = {
    model_id,
    name,
    experiment_id: experiment.experiment_id,
    source_run_id: runId,
    artifact_uri: `${experiment.artifact_location}/${modelFolder(experiment.artifact_location)}/${model_id}/artifacts`,
    status: 'LOGGED_MODEL_PENDING',
    model_type: '',
    creation_timestamp_ms: store.clock.now(),
    tags: {},
  };
  mlOf(databricks).models.push(made);
  store.save();
  return made;
}
