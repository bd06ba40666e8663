import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { type DatabricksWorkspace, mlOf } from '../world/databricks.ts';
import type { LoggedModel } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { json, missing } from './errors.ts';
import { createModel } from './mlflow.ts';
import { search } from './search-filter.ts';
import type { Lookup } from './search-syntax.ts';
import { pairs, Tag } from './tags.ts';

/** `/api/2.0/mlflow/logged-models/…`: in MLflow 3 a model is a separate resource from the run that made it. */
export const loggedModels = service<Variables>();

/** The metrics of a model are those that runs have logged for it. */
const metricsOf = (databricks: DatabricksWorkspace, model: LoggedModel) =>
  mlOf(databricks)
    .runs.flatMap((run) => run.metrics.map((metric) => ({ ...metric, run_id: run.run_id })))
    .filter((metric) => metric.model_id === model.model_id);

const body = (databricks: DatabricksWorkspace, model: LoggedModel) => {
  const { tags, params = {}, ...info } = model;
  return { info: { ...info, tags: pairs(tags) }, data: { params: pairs(params), metrics: metricsOf(databricks, model) } };
};

/** Finds the model that the path names, as `c.var.model`. */
const withModel = createMiddleware<Practice<Variables & { model: LoggedModel }>>(async (c, next) => {
  const id = c.req.param('id');
  const model = mlOf(c.var.databricks).models.find((m) => m.model_id === id);
  if (!model) return missing(`Logged model ${id} not found.`);
  c.set('model', model);
  return next();
});

const NewModel = z.object({
  experiment_id: z.string(),
  name: z.string().nullish(),
  source_run_id: z.string().nullish(),
  model_type: z.string().nullish(),
  params: z.array(Tag).default([]),
  tags: z.array(Tag).default([]),
});

loggedModels.post('/', json(NewModel), (c) => {
  const { experiment_id, name, source_run_id, model_type, params, tags } = c.req.valid('json');
  const experiment = mlOf(c.var.databricks).experiments.find((e) => e.experiment_id === experiment_id);
  if (!experiment) return missing(`Experiment ${experiment_id} does not exist.`);
  const made = createModel(c.env.store, c.var.databricks, experiment, source_run_id ?? '', name ?? 'model');
  made.model_type = model_type ?? '';
  made.params = Object.fromEntries(params.map(({ key, value }) => [key, value]));
  for (const { key, value } of tags) made.tags[key] = value;
  return c.json({ model: body(c.var.databricks, made) });
});

const Search = z.object({
  experiment_ids: z.array(z.string()).default([]),
  filter: z.string().nullish(),
  order_by: z.array(z.object({ field_name: z.string(), ascending: z.boolean().default(true) })).default([]),
  max_results: z.number().int().min(1).max(50).default(50),
  page_token: z.string().nullish(),
});
const attributes = [
  'name',
  'model_id',
  'model_type',
  'status',
  'source_run_id',
  'creation_timestamp',
  'creation_time',
  'experiment_id',
] as const;

loggedModels.post('/search', json(Search), (c) => {
  const { databricks } = c.var;
  const { experiment_ids, order_by, ...asked } = c.req.valid('json');
  const lookupOf =
    (model: LoggedModel): Lookup =>
    (entity, key) => {
      if (entity === 'metrics') return metricsOf(databricks, model).find((m) => m.key === key)?.value;
      if (entity === 'params') return model.params?.[key];
      if (entity === 'tags') return model.tags[key];
      if (key.startsWith('creation_')) return model.creation_timestamp_ms;
      return Object.entries({ ...model, tags: undefined, params: undefined }).find(([name]) => name === key)?.[1];
    };
  const all = mlOf(databricks).models.filter((m) => experiment_ids.includes(m.experiment_id));
  const order = [...order_by.map((o) => `${o.field_name} ${o.ascending ? 'ASC' : 'DESC'}`), 'creation_timestamp DESC', 'model_id'];
  const { found, next } = search(all, lookupOf, attributes, { ...asked, order_by: order });
  return c.json({ models: found.map((m) => body(databricks, m)), ...(next ? { next_page_token: next } : {}) });
});

loggedModels.post('/:id/params', json(z.object({ params: z.array(Tag).default([]) })), withModel, (c) => {
  const { model } = c.var;
  model.params = { ...model.params, ...Object.fromEntries(c.req.valid('json').params.map(({ key, value }) => [key, value])) };
  return c.json({});
});
loggedModels.get('/:id', withModel, (c) => c.json({ model: body(c.var.databricks, c.var.model) }));

const Status = z.object({ status: z.enum(['LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED', 'LOGGED_MODEL_PENDING']) });

loggedModels.patch('/:id', json(Status), withModel, (c) => {
  const { model } = c.var;
  model.status = c.req.valid('json').status;
  return c.json({ model: body(c.var.databricks, model) });
});
loggedModels.delete('/:id', withModel, (c) => {
  const ml = mlOf(c.var.databricks);
  ml.models = ml.models.filter((m) => m !== c.var.model);
  return c.json({});
});
loggedModels.patch('/:id/tags', json(z.object({ tags: z.array(Tag).default([]) })), withModel, (c) => {
  const { model } = c.var;
  for (const { key, value } of c.req.valid('json').tags) model.tags[key] = value;
  return c.json({ model: body(c.var.databricks, model) });
});
loggedModels.delete('/:id/tags/:key', withModel, (c) => {
  delete c.var.model.tags[c.req.param('key')];
  return c.json({});
});
