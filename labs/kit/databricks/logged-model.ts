import type { Databricks, LoggedModel, MlRun } from '@/lib/clouds/databricks';
import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';

export interface ModelView {
  run: MlRun | null;
  /** MLflow 2: whether `model/MLmodel` is among the run's artifacts. */
  isArtifact: boolean;
  /** MLflow 3. */
  models: LoggedModel[];
}

/**
 * The model that a run has logged, the way of either MLflow.
 * @throws UpstreamError when the artifacts cannot be listed and no model of MLflow 3 has answered for them
 */
export async function askModel(
  { hasArtifact, loggedModels }: Pick<Databricks, 'hasArtifact' | 'loggedModels'>,
  experimentId: string,
  run: MlRun | null,
): Promise<ModelView> {
  if (!run) return { run, isArtifact: false, models: [] };
  const [isArtifact, models] = await Promise.all([
    orTrouble(hasArtifact(run.id, 'model', 'MLmodel')),
    loggedModels(experimentId, run.id), //
  ]);
  if (!(isArtifact instanceof UpstreamError)) return { run, isArtifact, models };
  if (models.length === 0) throw isArtifact;
  return { run, isArtifact: false, models };
}

export const readyModel = (models: LoggedModel[]): LoggedModel | undefined => models.find((m) => m.status === 'LOGGED_MODEL_READY');

/** Where the model's files are: with MLflow 3 at its own address, else among the run's artifacts. */
export const modelUri = (run: MlRun, models: LoggedModel[]): string => readyModel(models)?.artifact_uri ?? `${run.artifactUri}/model`;
