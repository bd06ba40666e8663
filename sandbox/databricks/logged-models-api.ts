import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { LoggedModel } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { json, missing } from './errors.ts';
import { createModel } from './mlflow.ts';
import { pairs, Tag } from './tags.ts';

/** `/api/2.0/mlflow/logged-models/…`: in MLflow 3 a model is a resource of its own, beside the run that made it. */
export const loggedModels = service<Variables>();

const body = ({ tags, ...m }: LoggedModel) => ({ info: { ...m, tags: pairs(tags) }, data: { params: [], metrics: [] } });

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
  tags: z.array(Tag).default([]),
});

loggedModels.post('/', json(NewModel), (c) => {
  const { experiment_id, name, source_run_id, tags } = c.req.valid('json');
  const experiment = mlOf(c.var.databricks).experiments.find((e) => e.experiment_id === experiment_id);
  if (!experiment) return missing(`Experiment ${experiment_id} does not exist.`);
  const made = createModel(c.env.store, c.var.databricks, experiment, source_run_id ?? '', name ?? 'model');
  for (const { key, value } of tags) made.tags[key] = value;
  return c.json({ model: body(made) });
});

const Search = z.object({ experiment_ids: z.array(z.string()).default([]), filter: z.string().nullish() });

loggedModels.post('/search', json(Search), (c) => {
  const { experiment_ids, filter } = c.req.valid('json');
  const run = /source_run_id\s*=\s*'([^']*)'/.exec(filter ?? '')?.[1];
  const found = mlOf(c.var.databricks).models.filter((m) => experiment_ids.includes(m.experiment_id) && (!run || m.source_run_id === run));
  return c.json({ models: found.map(body) });
});

loggedModels.post('/:id/params', withModel, (c) => c.json({}));
loggedModels.get('/:id', withModel, (c) => c.json({ model: body(c.var.model) }));

const Status = z.object({ status: z.enum(['LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED', 'LOGGED_MODEL_PENDING']) });

loggedModels.patch('/:id', json(Status), withModel, (c) => {
  const { model } = c.var;
  model.status = c.req.valid('json').status;
  return c.json({ model: body(model) });
});
loggedModels.patch('/:id/tags', json(z.object({ tags: z.array(Tag).default([]) })), withModel, (c) => {
  const { model } = c.var;
  for (const { key, value } of c.req.valid('json').tags) model.tags[key] = value;
  return c.json({ model: body(model) });
});
