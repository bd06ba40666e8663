import { z } from 'zod';
import { service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { Experiment } from '../world/ml.ts';
import type { C, Variables } from './context.ts';
import { dbError, json, missing, query } from './errors.ts';
import { createExperiment } from './mlflow.ts';
import { pairs, Tag } from './tags.ts';

/** `/api/2.0/mlflow/experiments/…`. Shapes: facts, section 8; routes as the official clients use them. */
export const experiments = service<Variables>();

const body = (e: Experiment) => ({ ...e, tags: pairs(e.tags) });
const byId = (c: C, id: string) => mlOf(c.var.databricks).experiments.find((e) => e.experiment_id === id);

experiments.get('/get-by-name', query(z.object({ experiment_name: z.string() })), (c) => {
  const { experiment_name: name } = c.req.valid('query');
  const found = mlOf(c.var.databricks).experiments.find((e) => e.name === name);
  return found ? c.json({ experiment: body(found) }) : missing(`Node ${name} does not exist.`);
});
experiments.get('/get', query(z.object({ experiment_id: z.string() })), (c) => {
  const { experiment_id } = c.req.valid('query');
  const found = byId(c, experiment_id);
  return found ? c.json({ experiment: body(found) }) : missing(`Experiment ${experiment_id} does not exist.`);
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

const Search = z.object({ filter: z.string().nullish(), view_type: z.string().default('ACTIVE_ONLY') });

experiments.post('/search', json(Search), (c) => {
  const { filter, view_type } = c.req.valid('json');
  const like = /name\s+(?:I?LIKE|=)\s+'([^']*)'/i.exec(filter ?? '')?.[1]?.replaceAll('%', '');
  const isWanted = (e: Experiment) => view_type === 'ALL' || (e.lifecycle_stage === 'active') === (view_type !== 'DELETED_ONLY');
  const all = mlOf(c.var.databricks).experiments.filter((e) => isWanted(e) && (!like || e.name.includes(like)));
  return c.json({ experiments: all.map(body) });
});

experiments.post('/delete', json(z.object({ experiment_id: z.string() })), (c) => {
  const { experiment_id } = c.req.valid('json');
  const found = byId(c, experiment_id);
  if (!found) return missing(`Experiment ${experiment_id} does not exist.`);
  found.lifecycle_stage = 'deleted';
  return c.json({});
});
