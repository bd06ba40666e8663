import type { Files } from './storage.ts';

export interface Mount {
  mountPoint: string;
  /** `abfss://<container>@<account>.dfs.core.windows.net/<directory>` */
  source: string;
  clientId: string;
}

export interface Experiment {
  experiment_id: string;
  name: string;
  artifact_location: string;
  lifecycle_stage: 'active' | 'deleted';
  creation_time: number;
  last_update_time: number;
  tags: Record<string, string>;
}

export interface MlMetric {
  key: string;
  value: number;
  timestamp: number;
  step: number;
  /** MLflow 3: the model that was measured. */
  model_id?: string;
}

export interface MlRun {
  run_id: string;
  run_name: string;
  experiment_id: string;
  user_id: string;
  status: string;
  start_time: number;
  end_time: number | null;
  artifact_uri: string;
  lifecycle_stage: 'active' | 'deleted';
  params: Record<string, string>;
  /** All that was logged, in order: a metric has as many entries as it has values. */
  metrics: MlMetric[];
  tags: Record<string, string>;
  /** MLflow 3: models that the run made. */
  outputs: string[];
  inputs?: { dataset_inputs: object[]; model_inputs: { model_id: string }[] };
}

export interface LoggedModel {
  model_id: string;
  name: string;
  experiment_id: string;
  source_run_id: string;
  artifact_uri: string;
  status: 'LOGGED_MODEL_PENDING' | 'LOGGED_MODEL_READY' | 'LOGGED_MODEL_UPLOAD_FAILED';
  model_type: string;
  creation_timestamp_ms: number;
  params?: Record<string, string>;
  tags: Record<string, string>;
}

export interface Cell {
  code: string;
  output: string;
  isError: boolean;
  /** An imported cell has not been run yet. */
  isNew?: boolean;
}
export interface Notebook {
  path: string;
  by: string;
  modifiedAt: number;
  cells: Cell[];
}

/** A workspace's machine-learning state. */
export interface MachineLearning {
  mounts: Mount[];
  experiments: Experiment[];
  runs: MlRun[];
  models: LoggedModel[];
  notebooks: Notebook[];
  /** Folders of the workspace that were made; those that hold something are there without. */
  folders?: string[];
  /** DBFS's own storage, by path. */
  dbfs: Files;
  /** Mounts and the DBFS root are switched off for the workspace. */
  isLegacyDbfsDisabled: boolean;
}

export const newMachineLearning = (): MachineLearning => ({
  mounts: [],
  experiments: [],
  runs: [],
  models: [],
  notebooks: [],
  dbfs: {},
  isLegacyDbfsDisabled: false,
});
