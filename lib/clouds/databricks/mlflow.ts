import { z } from 'zod';
import type { Question } from '../http';
import { bodiesOf, isNotThere, listOf, type Workspace } from './workspace';

const pairs = z.array(z.object({ key: z.string(), value: z.union([z.string(), z.number()]) })).default([]);
type Pairs = z.infer<typeof pairs>;
const textOf = (all: Pairs | undefined, key: string): string => String(all?.find((pair) => pair.key === key)?.value ?? '');

const Experiment = z
  .object({
    experiment_id: z.string().min(1),
    name: z.string().min(1),
    artifact_location: z.string().min(1),
    lifecycle_stage: z.string().default('active'),
    tags: pairs,
  })
  .transform(({ tags, ...experiment }) => ({
    ...experiment,
    // set by Databricks, not by the client (mlflow/mlflow-export-import, samples/databricks; databricks/cli, its test server)
    owners: [textOf(tags, 'mlflow.ownerEmail'), textOf(tags, 'mlflow.ownerId')].filter(Boolean),
  }));
/** An experiment. `owners`: the name and the id of whoever made it, as far as Databricks says. */
export type Experiment = z.infer<typeof Experiment>;

/**
 * Who made a run, as far as its answer says: the service's own `user_id`; where that is empty, as in exports of real workspaces, the tag
 * `mlflow.user`, if it is an address. Stock MLflow puts the operating system's user there, which is nobody.
 */
function makerOf(userId: string | null | undefined, tags: Pairs | undefined): string {
  const tag = textOf(tags, 'mlflow.user');
  return userId || (tag.includes('@') ? tag : '');
}

const MlRun = z
  .object({
    info: z.object({
      run_id: z.string().min(1),
      run_name: z.string().nullish(),
      user_id: z.string().nullish(),
      status: z.string().min(1),
      start_time: z.number().nullish(),
      artifact_uri: z.string().min(1),
    }),
    data: z.object({ params: pairs, metrics: pairs, tags: pairs }).partial().default({}),
  })
  .transform(({ info, data }) => ({
    id: info.run_id,
    name: info.run_name ?? info.run_id.slice(0, 8),
    user: makerOf(info.user_id, data.tags),
    status: info.status,
    startTime: info.start_time ?? 0,
    artifactUri: info.artifact_uri,
    params: Object.fromEntries((data.params ?? []).map(({ key, value }) => [key, String(value)])),
    metrics: Object.fromEntries((data.metrics ?? []).map(({ key, value }) => [key, Number(value)])),
  }));
/** A run of an experiment. `user`: who made it; empty where nothing says so. `status`: RUNNING, SCHEDULED, FINISHED, FAILED, KILLED. */
export type MlRun = z.infer<typeof MlRun>;

const Model = z.object({
  info: z.object({ model_id: z.string(), source_run_id: z.string().nullish(), artifact_uri: z.string().min(1), status: z.string().min(1) }),
});
/** A logged model of MLflow 3, which is no artifact of its run anymore. */
export type LoggedModel = z.infer<typeof Model>['info'];

/** Experiments, runs and logged models of a workspace, asked as the attendee. */
export function mlflowOf(workspace: Workspace) {
  const ask = bodiesOf(workspace);
  return {
    async experiment(name: string): Promise<Experiment | null> {
      const path = `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
      return (await ask(path, z.object({ experiment: Experiment }), { isAbsent: isNotThere }))?.experiment ?? null;
    },
    /** The newest hundred runs that were not deleted. */
    async runs(experimentId: string): Promise<MlRun[]> {
      const post = { experiment_ids: [experimentId], max_results: 100, order_by: ['attributes.start_time DESC'] };
      const found = await ask('/api/2.0/mlflow/runs/search', listOf('runs', MlRun), { post });
      return workspace.rowsOf(found?.runs);
    },
    /** Whether a run has an artifact at that path. Databricks lists only its own storage, so elsewhere `false` proves nothing. */
    async hasArtifact(runId: string, directory: string, file: string): Promise<boolean> {
      const path = `/api/2.0/mlflow/artifacts/list?run_id=${encodeURIComponent(runId)}&path=${encodeURIComponent(directory)}`;
      const Files = z.object({ files: z.array(z.object({ path: z.string() })).nullish() });
      const found = await ask(path, Files, { isAbsent: isNotThere });
      const files = found ? await workspace.rowsOf(found.files) : [];
      return files.some((f) => f.path === `${directory}/${file}`);
    },
    /** Models that a run has logged with MLflow 3; none where the workspace does not have logged models yet. */
    async loggedModels(experimentId: string, runId: string): Promise<LoggedModel[]> {
      const post = { experiment_ids: [experimentId], filter: `source_run_id = '${runId}'`, max_results: 50 };
      const isAbsent: Question<unknown>['isAbsent'] = ({ code }) => code === 'ENDPOINT_NOT_FOUND' || code === 'FEATURE_DISABLED';
      const found = await ask('/api/2.0/mlflow/logged-models/search', listOf('models', Model), { post, isAbsent });
      const models = found ? await workspace.rowsOf(found.models) : [];
      return models.map((m) => m.info);
    },
  };
}
