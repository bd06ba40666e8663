import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { MlRun } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { dbfsPath, listDirectory } from './dbfs.ts';
import { json, missing, query } from './errors.ts';
import { createRun } from './mlflow.ts';
import { pairs, Tag } from './tags.ts';

/** `/api/2.0/mlflow/runs/…`, and the artifacts of a run. */
export const runs = service<Variables>();

const info = (r: MlRun) => ({
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
const body = (r: MlRun) => ({
  info: info(r),
  data: { params: pairs(r.params), metrics: r.metrics, tags: pairs(r.tags) },
  inputs: {},
  ...(r.outputs.length ? { outputs: { model_outputs: r.outputs.map((model_id) => ({ model_id, step: 0 })) } } : {}),
});

const NewRun = z.object({
  experiment_id: z.string(),
  run_name: z.string().nullish(),
  start_time: z.number().nullish(),
  tags: z.array(Tag).default([]),
});

runs.post('/runs/create', json(NewRun), (c) => {
  const { experiment_id, run_name, tags } = c.req.valid('json');
  const experiment = mlOf(c.var.databricks).experiments.find((e) => e.experiment_id === experiment_id);
  if (!experiment) return missing(`Experiment ${experiment_id} does not exist.`);
  const run = createRun(c.env.store, c.var.databricks, c.var.person, experiment, run_name ?? null);
  for (const { key, value } of tags) run.tags[key] = value;
  return c.json({ run: body(run) });
});

/** Clients name a run by `run_id`, older ones by `run_uuid`. */
const Named = z.object({ run_id: z.string().nullish(), run_uuid: z.string().nullish() });
type Named = z.output<typeof Named>;
type WithRun = Practice<Variables & { run: MlRun }>;

const find = ({ databricks }: Variables, { run_id, run_uuid }: Named) => {
  const id = run_id ?? run_uuid ?? '';
  return mlOf(databricks).runs.find((r) => r.run_id === id) ?? missing(`Run ${id} not found.`);
};

/** Finds the run that a validated body names, as `c.var.run`. */
const withRun = createMiddleware<WithRun, string, { out: { json: Named } }>(async (c, next) => {
  const run = find(c.var, c.req.valid('json'));
  if (run instanceof Response) return run;
  c.set('run', run);
  return next();
});

const Update = Named.extend({ status: z.string().nullish(), end_time: z.number().nullish() });
const Parameter = Named.extend({ key: z.string(), value: z.string() });
const Metric = z.object({ key: z.string(), value: z.number(), timestamp: z.number(), step: z.number().default(0) });
const Batch = Named.extend({ metrics: z.array(Metric).default([]), params: z.array(Tag).default([]), tags: z.array(Tag).default([]) });
const Model = Named.extend({ model_json: z.string().nullish() });
const Outputs = Named.extend({ models: z.array(z.object({ model_id: z.string() })).default([]) });

const logMetric = (run: MlRun, { key, value, timestamp, step }: z.output<typeof Metric>) => {
  run.metrics = [...run.metrics.filter((m) => m.key !== key), { key, value, timestamp, step }];
};

runs.post('/runs/update', json(Update), withRun, (c) => {
  const { status, end_time } = c.req.valid('json');
  const { run } = c.var;
  if (status) run.status = status;
  if (end_time) run.end_time = end_time;
  return c.json({ run_info: info(run) });
});
runs.post('/runs/log-parameter', json(Parameter), withRun, (c) => {
  const { key, value } = c.req.valid('json');
  c.var.run.params[key] = value;
  return c.json({});
});
runs.post('/runs/set-tag', json(Parameter), withRun, (c) => {
  const { key, value } = c.req.valid('json');
  c.var.run.tags[key] = value;
  return c.json({});
});
runs.post('/runs/log-metric', json(Named.extend(Metric.shape)), withRun, (c) => {
  logMetric(c.var.run, c.req.valid('json'));
  return c.json({});
});
runs.post('/runs/log-batch', json(Batch), withRun, (c) => {
  const { metrics, params, tags } = c.req.valid('json');
  const { run } = c.var;
  for (const metric of metrics) logMetric(run, metric);
  for (const { key, value } of params) run.params[key] = value;
  for (const { key, value } of tags) run.tags[key] = value;
  return c.json({});
});
runs.post('/runs/log-model', json(Model), withRun, (c) => {
  c.var.run.tags['mlflow.log-model.history'] = `[${c.req.valid('json').model_json ?? ''}]`;
  return c.json({});
});
runs.post('/runs/log-inputs', json(Named), withRun, (c) => c.json({}));
runs.post('/runs/outputs', json(Outputs), withRun, (c) => {
  c.var.run.outputs.push(...c.req.valid('json').models.map((m) => m.model_id));
  return c.json({});
});
runs.post('/runs/delete', json(Named), withRun, (c) => {
  c.var.run.lifecycle_stage = 'deleted';
  return c.json({});
});

runs.get('/runs/get', query(Named), (c) => {
  const run = find(c.var, c.req.valid('query'));
  return run instanceof Response ? run : c.json({ run: body(run) });
});

const Search = z.object({ experiment_ids: z.array(z.string()).default([]), max_results: z.number().default(1000) });

runs.post('/runs/search', json(Search), (c) => {
  const { experiment_ids, max_results } = c.req.valid('json');
  const all = mlOf(c.var.databricks).runs.filter((r) => experiment_ids.includes(r.experiment_id) && r.lifecycle_stage === 'active');
  const latest = [...all].sort((a, b) => b.start_time - a.start_time);
  return c.json({ runs: latest.slice(0, max_results).map(body) });
});

runs.get('/artifacts/list', query(Named.extend({ path: z.string().default('') })), (c) => {
  const { path, ...named } = c.req.valid('query');
  const run = find(c.var, named);
  if (run instanceof Response) return run;
  const root = dbfsPath(run.artifact_uri);
  const files = (listDirectory(c.env.store, c.var.databricks, `${root}/${path}`) ?? []).map((e) => ({
    path: e.path.slice(root.length + 1),
    is_dir: e.is_dir,
    ...(e.is_dir ? {} : { file_size: e.file_size }),
  }));
  return c.json({ root_uri: run.artifact_uri, files });
});
