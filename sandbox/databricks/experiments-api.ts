import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { Experiment } from '../world/ml.ts';
import type { Variables } from './context.ts';
import { dbError, json, missing, query } from './errors.ts';
import { createExperiment } from './mlflow.ts';
import { search } from './search-filter.ts';
import type { Lookup } from './search-syntax.ts';
import { pairs, Tag } from './tags.ts';

/** `/api/2.0/mlflow/experiments/…`. Shapes: facts, section 8; routes as the official clients use them. */
export const experiments = service<Variables>();

const body = (e: Experiment) => ({ ...e, tags: pairs(e.tags) });
const byId = ({ databricks }: Pick<Variables, 'databricks'>, id: string) =>
  mlOf(databricks).experiments.find((e) => e.experiment_id === id) ?? missing(`Experiment ${id} does not exist.`);

experiments.get('/get-by-name', query(z.object({ experiment_name: z.string() })), (c) => {
  const { experiment_name: name } = c.req.valid('query');
  const found = mlOf(c.var.databricks).experiments.find((e) => e.name === name);
  return found ? c.json({ experiment: body(found) }) : missing(`Node ${name} does not exist.`);
});
experiments.get('/get', query(z.object({ experiment_id: z.string() })), (c) => {
  const found = byId(c.var, c.req.valid('query').experiment_id);
  return found instanceof Response ? found : c.json({ experiment: body(found) });
});

const NewExperiment = z.object({ name: z.string(), artifact_location: z.string().nullish(), tags: z.array(Tag).default([]) });

experiments.post('/create', json(NewExperiment), (c) => {
  const { name, artifact_location, tags } = c.req.valid('json');
  const made = createExperiment(c.env.store, c.var.databricks, c.var.person, name, artifact_location ?? null);
  if (typeof made === 'string')
    return dbError(400, /already exists/.test(made) ? 'RESOURCE_ALREADY_EXISTS' : 'INVALID_PARAMETER_VALUE', made);
  for (const { key, value } of tags) made.tags[key] = value;
  return c.json({ experiment_id: made.experiment_id });
});

const views = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const;
const Search = z.object({
  filter: z.string().nullish(),
  view_type: z.enum(views).default('ACTIVE_ONLY'),
  order_by: z.array(z.string()).default([]),
  max_results: z.number().int().min(1).max(50_000).default(1000),
  page_token: z.string().nullish(),
});
const attributes = ['name', 'creation_time', 'last_update_time', 'experiment_id'] as const;
const lookupOf =
  (e: Experiment): Lookup =>
  (entity, key) =>
    entity === 'tags' ? e.tags[key] : Object.entries({ ...e, tags: undefined }).find(([name]) => name === key)?.[1];

experiments.post('/search', json(Search), (c) => {
  const { view_type: view, order_by, ...asked } = c.req.valid('json');
  const all = mlOf(c.var.databricks).experiments.filter(
    (e) => view === 'ALL' || (e.lifecycle_stage === 'active') === (view === 'ACTIVE_ONLY'),
  );
  const order = [...order_by, 'last_update_time DESC', 'experiment_id'];
  const { found, next } = search(all, lookupOf, attributes, { ...asked, order_by: order });
  return c.json({ experiments: found.map(body), ...(next ? { next_page_token: next } : {}) });
});

// --- changes --------------------------------------------------------------------------------------------------------

const One = z.object({ experiment_id: z.string() });

/** Finds the experiment that a validated body names, as `c.var.experiment`. */
const withExperiment = createMiddleware<Practice<Variables & { experiment: Experiment }>, string, { out: { json: z.output<typeof One> } }>(
  async (c, next) => {
    const found = byId(c.var, c.req.valid('json').experiment_id);
    if (found instanceof Response) return found;
    c.set('experiment', found);
    await next();
    found.last_update_time = c.env.store.clock.now();
    return undefined;
  },
);

/** An experiment takes its runs along, and brings them back. */
for (const [path, stage] of [
  ['/delete', 'deleted'],
  ['/restore', 'active'],
] as const)
  experiments.post(path, json(One), withExperiment, (c) => {
    const { experiment } = c.var;
    experiment.lifecycle_stage = stage;
    for (const run of mlOf(c.var.databricks).runs) if (run.experiment_id === experiment.experiment_id) run.lifecycle_stage = stage;
    return c.json({});
  });

experiments.post('/update', json(One.extend({ new_name: z.string() })), withExperiment, (c) => {
  const { new_name } = c.req.valid('json');
  if (mlOf(c.var.databricks).experiments.some((e) => e.name === new_name))
    return dbError(400, 'RESOURCE_ALREADY_EXISTS', `Node named '${new_name}' already exists`);
  c.var.experiment.name = new_name;
  return c.json({});
});
experiments.post('/set-experiment-tag', json(One.extend({ key: z.string(), value: z.string() })), withExperiment, (c) => {
  const { key, value } = c.req.valid('json');
  c.var.experiment.tags[key] = value;
  return c.json({});
});
