import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssProject, DssRecipe } from '../world/dss.ts';
import { by, type Variables } from './context.ts';
import { endsOf, enginesOf, selectedEngine } from './engines.ts';
import { found, json } from './errors.ts';
import { addManaged, ManagedDataset } from './managed-dataset.ts';
import { type InProject, readable, writable } from './project-access.ts';
import { addRecipe, isCode, pythonTemplate } from './recipes.ts';
import { tag } from './tag.ts';

/** `/projects/:key/recipes/…`, and the flow that connects recipes and datasets. */
export const recipes = service<Variables>();

const base = '/projects/:key/recipes';

const items = (names: string[]) => ({ main: { items: names.map((ref) => ({ ref, deps: [] })) } });
const body = (p: DssProject, r: DssRecipe) => ({
  name: r.name,
  type: r.type,
  projectKey: p.projectKey,
  inputs: items(r.inputs),
  outputs: items(r.outputs),
  params: r.params,
  versionTag: tag(r.createdBy, r.createdAt),
  tags: [],
});

/** Finds the recipe that the path names, as `c.var.recipe`. */
const withRecipe = createMiddleware<Practice<InProject & { recipe: DssRecipe }>>(async (c, next) => {
  const name = c.req.param('name');
  const recipe = c.var.project.recipes.find((r) => r.name === name);
  c.set('recipe', found(recipe, `recipe ${name}`));
  return next();
});

const Roles = z
  .record(z.string(), z.object({ items: z.array(z.object({ ref: z.string() })) }))
  .transform((roles) => Object.values(roles).flatMap((role) => role.items.map((i) => i.ref)));
const Params = z.record(z.string(), z.unknown()).nullish();
const NewRecipe = z.object({
  recipePrototype: z.object({ type: z.string(), name: z.string().nullish(), inputs: Roles, outputs: Roles, params: Params }),
  creationSettings: z
    .object({
      createOutputDataset: z.boolean().nullish(),
      outputDatasetSettings: ManagedDataset.nullish(),
      script: z.string().nullish(),
    })
    .nullish(),
});

recipes.get(`${base}/`, readable, (c) => c.json(c.var.project.recipes.map((r) => body(c.var.project, r))));

recipes.post(`${base}/`, writable, json(NewRecipe), (c) => {
  const { project } = c.var;
  const { recipePrototype: wanted, creationSettings } = c.req.valid('json');
  const { type, inputs, outputs } = wanted;
  if (creationSettings?.createOutputDataset && creationSettings.outputDatasetSettings)
    for (const name of outputs) addManaged(c, project, name, creationSettings.outputDatasetSettings);
  const made = addRecipe(c.env, project, by(c), {
    name: wanted.name || `compute_${outputs[0]}`,
    type,
    inputs,
    outputs,
    params: wanted.params ?? {},
    payload: isCode(type) ? (creationSettings?.script ?? pythonTemplate(inputs[0] ?? '', outputs[0] ?? '')) : '{}',
  });
  return c.json({ name: made.name });
});

recipes.get(`${base}/:name`, readable, withRecipe, (c) => {
  const { project, recipe } = c.var;
  return c.json({ recipe: body(project, recipe), payload: recipe.payload });
});

const Change = z.object({ recipe: z.object({ inputs: Roles, outputs: Roles, params: Params }), payload: z.string().nullish() });

recipes.put(`${base}/:name`, writable, withRecipe, json(Change), (c) => {
  const { recipe } = c.var;
  const { recipe: wanted, payload } = c.req.valid('json');
  const { inputs, outputs, params } = wanted;
  Object.assign(recipe, { inputs, outputs, params: params ?? recipe.params, payload: payload ?? recipe.payload });
  c.env.store.save();
  return c.json({ msg: 'updated' });
});

recipes.delete(`${base}/:name`, writable, withRecipe, (c) => {
  const { project, recipe } = c.var;
  project.recipes = project.recipes.filter((other) => other !== recipe);
  c.env.store.save();
  return c.body(null, 204);
});
recipes.get(`${base}/:name/status`, readable, withRecipe, (c) => {
  const { project, recipe } = c.var;
  const engines = enginesOf(endsOf(c.env.store.world.dss, project, recipe), recipe.type);
  const shown = engines.map(({ obstacle, ...engine }) => ({
    ...engine,
    isSelectable: obstacle === null,
    statusMessages: obstacle ? [obstacle] : [],
  }));
  const selected = selectedEngine(engines, recipe);
  return c.json({
    ...(selected ? { selectedEngine: shown.find((e) => e.type === selected.type) } : {}),
    engines: shown,
    allMessagesForFrontend: selected?.obstacle
      ? {
          maxSeverity: 'ERROR',
          messages: [{ severity: 'ERROR', code: 'ERR_ENGINE', title: 'Engine', message: selected.obstacle, isFatal: true }],
        }
      : { maxSeverity: 'SUCCESS', messages: [] },
  });
});

/** The flow's graph, which the official client requests before it runs a recipe. */
recipes.get('/projects/:key/flow/graph/', readable, (c) => {
  const { project } = c.var;
  const node = (type: string, ref: string, predecessors: string[], successors: string[], subType: string) => [
    ref,
    { type, subType, ref, predecessors, successors },
  ];
  const nodes = Object.fromEntries([
    ...project.datasets.map((d) =>
      node(
        'COMPUTABLE_DATASET',
        d.name,
        project.recipes.filter((r) => r.outputs.includes(d.name)).map((r) => r.name),
        project.recipes.filter((r) => r.inputs.includes(d.name)).map((r) => r.name),
        d.type,
      ),
    ),
    ...project.recipes.map((r) => node('RUNNABLE_RECIPE', r.name, r.inputs, r.outputs, r.type)),
  ]);
  return c.json({
    nodes,
    datasets: project.datasets.map((d) => d.name),
    recipes: project.recipes.map((r) => r.name),
    folders: [],
    models: [],
  });
});
