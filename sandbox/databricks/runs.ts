import { z } from 'zod';
import { mlOf } from '../world/databricks.ts';
import type { MlMetric, MlRun } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { missing } from './errors.ts';
import type { Lookup } from './search-syntax.ts';
import { pairs } from './tags.ts';

/** Clients name a run by `run_id`, older ones by `run_uuid`. */
export const Named = z.object({ run_id: z.string().nullish(), run_uuid: z.string().nullish() });
export type Named = z.output<typeof Named>;

export const find = ({ databricks }: Pick<Variables, 'databricks'>, { run_id, run_uuid }: Named): MlRun | Response => {
  const id = run_id ?? run_uuid ?? '';
  return mlOf(databricks).runs.find((r) => r.run_id === id) ?? missing(`Run ${id} not found.`);
};

/** Of each metric the last value: by step, then by time. */
export function latest(metrics: MlMetric[]): MlMetric[] {
  const found = new Map<string, MlMetric>();
  for (const metric of metrics) {
    const known = found.get(metric.key);
    if (!known || metric.step > known.step || (metric.step === known.step && metric.timestamp >= known.timestamp))
      found.set(metric.key, metric);
  }
  return [...found.values()];
}

export const info = (r: MlRun) => ({
  run_id: r.run_id,
  run_uuid: r.run_id,
  run_name: r.run_name,
  experiment_id: r.experiment_id,
  user_id: r.user_id,
  status: r.status,
  start_time: r.start_time,
  ...(r.end_time ? { end_time: r.end_time } : {}),
  artifact_uri: r.artifact_uri,
  lifecycle_stage: r.lifecycle_stage,
});

export const runBody = (r: MlRun) => ({
  info: info(r),
  data: { params: pairs(r.params), metrics: latest(r.metrics), tags: pairs(r.tags) },
  inputs: r.inputs ?? {},
  ...(r.outputs.length ? { outputs: { model_outputs: r.outputs.map((model_id) => ({ model_id, step: 0 })) } } : {}),
});

/** What `attributes.…` may name in a search for runs. */
export const runAttributes = [
  'run_id',
  'run_name',
  'status',
  'artifact_uri',
  'user_id',
  'start_time',
  'end_time',
  'experiment_id',
] as const;

export const lookupOf =
  (r: MlRun): Lookup =>
  (entity, key) => {
    switch (entity) {
      case 'metrics':
        return latest(r.metrics).find((m) => m.key === key)?.value;
      case 'params':
        return r.params[key];
      case 'tags':
        return r.tags[key];
      case 'attributes': {
        const value = Object.entries(info(r)).find(([name]) => name === key)?.[1];
        return value ?? undefined;
      }
    }
  };
