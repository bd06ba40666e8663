import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Run as Asking, Evidence, Question } from './http';
import { workspaceOf } from './workspace';

const Experiment = z.object({
  experiment_id: z.string(),
  name: z.string(),
  artifact_location: z.string(),
  lifecycle_stage: z.string().default('active'),
});
export type Experiment = z.infer<typeof Experiment>;

const pairs = z.array(z.object({ key: z.string(), value: z.union([z.string(), z.number()]) })).default([]);
const MlRun = z
  .object({
    info: z.object({
      run_id: z.string(),
      run_name: z.string().nullish(),
      user_id: z.string().nullish(),
      status: z.string(),
      start_time: z.number().nullish(),
      artifact_uri: z.string().default(''),
    }),
    data: z.object({ params: pairs, metrics: pairs, tags: pairs }).partial().default({}),
  })
  .transform(({ info, data }) => ({
    id: info.run_id,
    name: info.run_name ?? info.run_id.slice(0, 8),
    user: String(data.tags?.find((t) => t.key === 'mlflow.user')?.value ?? info.user_id ?? ''),
    status: info.status,
    startTime: info.start_time ?? 0,
    artifactUri: info.artifact_uri,
    params: Object.fromEntries((data.params ?? []).map(({ key, value }) => [key, String(value)])),
    metrics: Object.fromEntries((data.metrics ?? []).map(({ key, value }) => [key, Number(value)])),
  }));
/** A run of an experiment. `status`: RUNNING, SCHEDULED, FINISHED, FAILED, KILLED. */
export type MlRun = z.infer<typeof MlRun>;

const Model = z.object({
  info: z.object({ model_id: z.string(), source_run_id: z.string().nullish(), artifact_uri: z.string().default(''), status: z.string() }),
});
/** A logged model of MLflow 3, which is no artifact of its run any more. */
export type LoggedModel = z.infer<typeof Model>['info'];

export interface Mount {
  mountPoint: string;
  source: string;
}

/** The one thing that is ever run on a cluster: it reads the mounts, and changes nothing. */
export const mountsSnippet = `import json
dbutils.fs.refreshMounts()
print(json.dumps([{"mountPoint": m.mountPoint, "source": m.source} for m in dbutils.fs.mounts()]))`;

const isNotThere = ({ code }: { code: string | undefined }) => code === 'RESOURCE_DOES_NOT_EXIST';
const polls = 8;
const pollMs = 500;

/** Experiments, runs, DBFS and commands of a workspace, asked as the attendee. */
export function mlflowOf(run: Asking, record: Evidence[], host: string) {
  const workspace = workspaceOf(run, record, host);
  const ask = async <T>(path: string, schema: z.ZodType<T>, more?: Partial<Question<T>>): Promise<T | null> =>
    (await workspace.ask(path, schema, more))?.body ?? null;
  return {
    async experiment(name: string): Promise<Experiment | null> {
      const path = `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
      return (await ask(path, z.object({ experiment: Experiment }), { isAbsent: isNotThere }))?.experiment ?? null;
    },
    /** The newest hundred runs that were not deleted. */
    async runs(experimentId: string): Promise<MlRun[]> {
      const post = { experiment_ids: [experimentId], max_results: 100, order_by: ['attributes.start_time DESC'] };
      return (await ask('/api/2.0/mlflow/runs/search', z.object({ runs: z.array(MlRun).default([]) }), { post }))?.runs ?? [];
    },
    /** Whether a run has an artifact of that path; databricks may refuse to list places of one's own, which is no answer. */
    async hasArtifact(runId: string, directory: string, file: string): Promise<boolean> {
      const path = `/api/2.0/mlflow/artifacts/list?run_id=${encodeURIComponent(runId)}&path=${encodeURIComponent(directory)}`;
      const Files = z.object({ files: z.array(z.object({ path: z.string() })).default([]) });
      return (
        (await ask(path, Files, { isAbsent: ({ status }) => status < 500 && status !== 429 }))?.files.some(
          (f) => f.path === `${directory}/${file}`,
        ) ?? false
      );
    },
    /** Models that a run has logged with MLflow 3; none where the workspace does not know of such. */
    async loggedModels(experimentId: string, runId: string): Promise<LoggedModel[]> {
      const post = { experiment_ids: [experimentId], filter: `source_run_id = '${runId}'`, max_results: 50 };
      const isAbsent: Question<unknown>['isAbsent'] = ({ status, code }) => status === 404 || code === 'ENDPOINT_NOT_FOUND';
      return (
        (
          await ask('/api/2.0/mlflow/logged-models/search', z.object({ models: z.array(Model).default([]) }), { post, isAbsent })
        )?.models.map((m) => m.info) ?? []
      );
    },
    /** Names under `/mnt`. A hint, no proof: a plain folder there looks the same. */
    async mountNames(): Promise<string[]> {
      const Files = z.object({ files: z.array(z.object({ path: z.string() })).default([]) });
      const isAbsent: Question<unknown>['isAbsent'] = (refusal) => isNotThere(refusal) || refusal.status === 403;
      const found = await ask('/api/2.0/dbfs/list?path=/mnt', Files, { isAbsent });
      if (!found) await workspace.requireMember(); // else a stranger's 403 would say that nothing is mounted
      return found?.files.map((f) => f.path.replace(/^\/mnt\//, '')) ?? [];
    },
    /** Whether mounts are switched off for the workspace; null where the attendee may not know. */
    async isLegacyDbfsDisabled(): Promise<boolean | null> {
      const Setting = z.object({ disable_legacy_dbfs: z.object({ value: z.boolean() }) });
      const isAbsent: Question<unknown>['isAbsent'] = ({ status }) => status === 403 || status === 404;
      return (
        (await ask('/api/2.0/settings/types/disable_legacy_dbfs/names/default', Setting, { isAbsent }))?.disable_legacy_dbfs.value ?? null
      );
    },
    /**
     * The mounts, by running `mountsSnippet` on a running cluster. Only at a click: it is the attendee's cluster. The context that it
     * is run in is destroyed afterwards, whatever came of it.
     * @returns null when nobody clicked, or it did not answer in time
     */
    async mounts(clusterId: string): Promise<Mount[] | null> {
      if (!run.access.isClick) return null;
      const Id = z.object({ id: z.string() });
      const context = (await ask('/api/1.2/contexts/create', Id, { post: { clusterId, language: 'python' } }))?.id;
      if (!context) return null;
      try {
        const post = { clusterId, contextId: context, language: 'python', command: mountsSnippet };
        const command = (await ask('/api/1.2/commands/execute', Id, { post }))?.id ?? '';
        const query = new URLSearchParams({ clusterId, contextId: context, commandId: command });
        const Status = z.object({ status: z.string(), results: z.object({ resultType: z.string(), data: z.unknown() }).nullish() });
        for (let i = 0; i < polls; i++) {
          const said = await ask(`/api/1.2/commands/status?${query}`, Status, { isFresh: true });
          if (said?.status === 'Finished') return parseMounts(said.results);
          await wait(pollMs);
        }
        return null;
      } finally {
        await ask('/api/1.2/contexts/destroy', z.unknown(), { post: { clusterId, contextId: context } });
      }
    },
  };
}
export type Mlflow = ReturnType<typeof mlflowOf>;

/** What the snippet printed; some versions put `Out[1]: ` before it. */
export function parseMounts(results: { resultType: string; data?: unknown } | null | undefined): Mount[] | null {
  const text = typeof results?.data === 'string' ? results.data.slice(results.data.indexOf('[{')) : '';
  if (results?.resultType !== 'text') return null;
  try {
    return z.array(z.object({ mountPoint: z.string(), source: z.string() })).parse(JSON.parse(text));
  } catch {
    return null; // not what we print: as good as no answer
  }
}
