import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { MlMetric, MlRun } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { invalid, json, missing, query } from './errors.ts';
import { createRun } from './mlflow.ts';
import { find, info, lookupOf, Named, runAttributes, runBody } from './runs.ts';
import { search } from './search-filter.ts';
import { Tag } from './tags.ts';

/** `/api/2.0/mlflow/runs/…`, and the history of a metric. */
export const runs = service<Variables>();

const NewRun = z.object({
  experiment_id: z.string(),
  run_name: z.string().nullish(),
  start_time: z.number().nullish(),
  tags: z.array(Tag).default([]),
});

/** Who a run is of is known by the token (`user_id`); `mlflow.user` says whatever the client set, such as its operating system's user. */
runs.post('/runs/create', json(NewRun), (c) => {
  const { experiment_id, run_name, start_time, tags } = c.req.valid('json');
  const experiment = mlOf(c.var.databricks).experiments.find((e) => e.experiment_id === experiment_id);
  if (!experiment) return missing(`Experiment ${experiment_id} does not exist.`);
  if (experiment.lifecycle_stage === 'deleted') return invalid(`The experiment ${experiment_id} must be in the 'active' state.`);
  const run = createRun(c.env.store, c.var.databricks, c.var.person, experiment, run_name ?? null);
  if (start_time) run.start_time = start_time;
  for (const { key, value } of tags) run.tags[key] = value;
  return c.json({ run: runBody(run) });
});

type WithRun = Practice<Variables & { run: MlRun }>;

/** Finds the run that a validated body names, as `c.var.run`. */
const withRun = createMiddleware<WithRun, string, { out: { json: Named } }>(async (c, next) => {
  const run = find(c.var, c.req.valid('json'));
  if (run instanceof Response) return run;
  c.set('run', run);
  return next();
});

/** Only what is not deleted changes. */
const withActiveRun = createMiddleware<WithRun, string, { out: { json: Named } }>(async (c, next) => {
  const run = find(c.var, c.req.valid('json'));
  if (run instanceof Response) return run;
  if (run.lifecycle_stage === 'deleted') return invalid(`The run ${run.run_id} must be in the 'active' state. Current state is deleted.`);
  c.set('run', run);
  return next();
});

const states = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
const Update = Named.extend({ status: z.enum(states).nullish(), end_time: z.number().nullish(), run_name: z.string().nullish() });
const Parameter = Named.extend({ key: z.string(), value: z.string() });
const Metric = z.object({
  key: z.string(),
  value: z.number(),
  timestamp: z.number(),
  step: z.number().default(0),
  model_id: z.string().nullish(),
});
const Batch = Named.extend({ metrics: z.array(Metric).default([]), params: z.array(Tag).default([]), tags: z.array(Tag).default([]) });
const Dataset = z.object({ dataset: z.record(z.string(), z.unknown()), tags: z.array(Tag).default([]) });
const Models = z.array(z.object({ model_id: z.string() })).default([]);

const measured = ({ model_id, ...metric }: z.output<typeof Metric>): MlMetric => ({ ...metric, ...(model_id ? { model_id } : {}) });

/** A parameter is logged once. @returns the refusal of another value */
function logParam(run: MlRun, key: string, value: string): Response | null {
  const logged = run.params[key];
  if (logged !== undefined && logged !== value)
    return invalid(
      `Changing param values is not allowed. Param with key='${key}' was already logged with value='${logged}' for run ID='${run.run_id}'. Attempted logging new value '${value}'.`,
    );
  run.params[key] = value;
  return null;
}

runs.post('/runs/update', json(Update), withActiveRun, (c) => {
  const { status, end_time, run_name } = c.req.valid('json');
  const { run } = c.var;
  if (status) run.status = status;
  if (end_time) run.end_time = end_time;
  if (run_name) run.run_name = run_name;
  return c.json({ run_info: info(run) });
});
runs.post('/runs/log-parameter', json(Parameter), withActiveRun, (c) => {
  const { key, value } = c.req.valid('json');
  return logParam(c.var.run, key, value) ?? c.json({});
});
runs.post('/runs/set-tag', json(Parameter), withActiveRun, (c) => {
  const { key, value } = c.req.valid('json');
  c.var.run.tags[key] = value;
  return c.json({});
});
runs.post('/runs/delete-tag', json(Named.extend({ key: z.string() })), withActiveRun, (c) => {
  const { key } = c.req.valid('json');
  const { run } = c.var;
  if (run.tags[key] === undefined) return missing(`No tag with name: ${key} in run with id ${run.run_id}`);
  delete run.tags[key];
  return c.json({});
});
runs.post('/runs/log-metric', json(Named.extend(Metric.shape)), withActiveRun, (c) => {
  const { run_id: _, run_uuid: __, ...metric } = c.req.valid('json');
  c.var.run.metrics.push(measured(metric));
  return c.json({});
});
runs.post('/runs/log-batch', json(Batch), withActiveRun, (c) => {
  const { metrics, params, tags } = c.req.valid('json');
  const { run } = c.var;
  for (const { key, value } of params) {
    const refusal = logParam(run, key, value);
    if (refusal) return refusal;
  }
  run.metrics.push(...metrics.map(measured));
  for (const { key, value } of tags) run.tags[key] = value;
  return c.json({});
});
runs.post('/runs/log-model', json(Named.extend({ model_json: z.string().nullish() })), withActiveRun, (c) => {
  const { tags } = c.var.run;
  const earlier = (tags['mlflow.log-model.history'] ?? '').slice(1, -1);
  tags['mlflow.log-model.history'] = `[${[earlier, c.req.valid('json').model_json ?? ''].filter(Boolean).join(',')}]`;
  return c.json({});
});
runs.post('/runs/log-inputs', json(Named.extend({ datasets: z.array(Dataset).default([]), models: Models })), withActiveRun, (c) => {
  const { datasets, models } = c.req.valid('json');
  const { run } = c.var;
  const { dataset_inputs = [], model_inputs = [] } = run.inputs ?? {};
  run.inputs = { dataset_inputs: [...dataset_inputs, ...datasets], model_inputs: [...model_inputs, ...models] };
  return c.json({});
});
runs.post('/runs/outputs', json(Named.extend({ models: Models })), withActiveRun, (c) => {
  c.var.run.outputs.push(...c.req.valid('json').models.map((m) => m.model_id));
  return c.json({});
});
runs.post('/runs/delete', json(Named), withRun, (c) => {
  c.var.run.lifecycle_stage = 'deleted';
  return c.json({});
});
runs.post('/runs/restore', json(Named), withRun, (c) => {
  c.var.run.lifecycle_stage = 'active';
  return c.json({});
});

runs.get('/runs/get', query(Named), (c) => {
  const run = find(c.var, c.req.valid('query'));
  return run instanceof Response ? run : c.json({ run: runBody(run) });
});

const views = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const;
const Search = z.object({
  experiment_ids: z.array(z.string()).default([]),
  filter: z.string().nullish(),
  run_view_type: z.enum(views).default('ACTIVE_ONLY'),
  order_by: z.array(z.string()).default([]),
  max_results: z.number().int().min(1).max(50_000).default(1000),
  page_token: z.string().nullish(),
});

runs.post('/runs/search', json(Search), (c) => {
  const { experiment_ids, run_view_type: view, order_by, ...asked } = c.req.valid('json');
  const all = mlOf(c.var.databricks).runs.filter(
    (r) => experiment_ids.includes(r.experiment_id) && (view === 'ALL' || (r.lifecycle_stage === 'active') === (view === 'ACTIVE_ONLY')),
  );
  const { found, next } = search(all, lookupOf, runAttributes, {
    ...asked,
    order_by: [...order_by, 'attributes.start_time DESC', 'run_id'],
  });
  return c.json({ runs: found.map(runBody), ...(next ? { next_page_token: next } : {}) });
});

const History = Named.extend({
  metric_key: z.string(),
  max_results: z.coerce.number().int().min(1).max(25_000).default(25_000),
  page_token: z.coerce.number().int().min(0).default(0),
});

/** Every value of one metric, as MLflow 3 asks for after it has logged some. */
runs.get('/metrics/get-history', query(History), (c) => {
  const { metric_key, max_results, page_token: from, ...named } = c.req.valid('query');
  const run = find(c.var, named);
  if (run instanceof Response) return run;
  const all = run.metrics.filter((m) => m.key === metric_key);
  const metrics = all.slice(from, from + max_results);
  return c.json({ metrics, ...(from + metrics.length < all.length ? { next_page_token: String(from + metrics.length) } : {}) });
});
