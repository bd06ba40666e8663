import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssProject, DssRecipe } from '../world/dss.ts';
import { by, type Variables } from './context.ts';
import { endsOf, enginesOf, keepsEngineInParams, selectedEngine, settingsIn } from './engines.ts';
import { found, json, refuseOthers, requireWhole, unpractised } from './errors.ts';
import { addManaged, ManagedDataset } from './managed-dataset.ts';
import { type InProject, readable, writable } from './project-access.ts';
import { addRecipe, checkEnds, checkNew, isCode, recipeTypes } from './recipes.ts';
import { requireRight } from './rights.ts';
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

const Item = z.looseObject({ ref: z.string() });
/** One role, `main`, whose items are plain names. */
const Roles = z.record(z.string(), z.looseObject({ items: z.array(Item) })).transform((roles) => {
  refuseOthers('recipes', Object.fromEntries(Object.entries(roles).filter(([role, { items }]) => role !== 'main' && items.length > 0)));
  const { items: all = [], ...more } = roles['main'] ?? {};
  refuseOthers('recipes', more);
  return all.map(({ ref, ...others }) => {
    refuseOthers('inputs and outputs of recipes', others);
    return ref;
  });
});
const Params = z.record(z.string(), z.unknown()).nullish();
const NewRecipe = z.looseObject({
  recipePrototype: z.looseObject({
    type: z.string(),
    name: z.string().nullish(),
    projectKey: z.string().nullish(),
    inputs: Roles,
    outputs: Roles,
    params: Params,
  }),
  creationSettings: z
    .looseObject({
      createOutputDataset: z.boolean().nullish(),
      outputDatasetSettings: ManagedDataset.nullish(),
      script: z.string().nullish(),
      partitioningOptionId: z.string().nullish(),
    })
    .nullish(),
});
type NewRecipe = z.output<typeof NewRecipe>;

/**
 * Refuses what of a new recipe would be dropped. A visual recipe may be made with its output, a code recipe with its script; the output of
 * that is made before (official client, dss/recipe.py: SingleOutputRecipeCreator, CodeRecipeCreator).
 */
function refuseUnpractised({ recipePrototype, creationSettings, ...rest }: NewRecipe, projectKey: string): void {
  const { type, name: _, inputs, outputs, params, ...others } = recipePrototype;
  const { createOutputDataset, outputDatasetSettings, script, partitioningOptionId, ...settings } = creationSettings ?? {};
  if (!Object.hasOwn(recipeTypes, type)) throw unpractised(`recipes of the type '${type.slice(0, 80)}'`);
  refuseOthers('recipes', { ...rest, ...settings });
  refuseOthers('recipes', others, { projectKey });
  refuseSettings(type, params, null);
  if (inputs.length !== 1 || outputs.length !== 1) throw unpractised('recipes with other than one input and one output');
  if (isCode(type) && createOutputDataset) throw unpractised('code recipes that are made with their output: make the dataset first');
  if (isCode(type) && !script) throw unpractised('code recipes without a script');
  if (!isCode(type) && script) throw unpractised('a script of a visual recipe');
  // no dataset is partitioned here: the client copies that of the first input anyway
  const isCopied = isCode(type) && partitioningOptionId === `copy:dataset:${inputs[0]}`;
  if (partitioningOptionId && !isCopied) throw unpractised('partitioning');
  if (outputDatasetSettings && !createOutputDataset) throw unpractised('settings of an output that is not made');
}

/** Of a visual recipe's settings only the engine is simulated, where it keeps that; in the other place it is no contradiction. */
function refuseSettings(type: string, params: z.output<typeof Params>, payload: string | null | undefined): void {
  const { engineType, ...others } = params ?? {};
  const { engineType: inPayload, ...more } = isCode(type) ? {} : settingsIn(payload ?? '{}');
  refuseOthers('settings of recipes', { ...others, ...more });
  const [there, elsewhere] = keepsEngineInParams(type) ? [engineType, inPayload] : [inPayload, engineType];
  if (elsewhere && elsewhere !== there)
    throw unpractised(`an engine in the ${keepsEngineInParams(type) ? 'payload' : 'parameters'} of a ${type} recipe`);
}

recipes.get(`${base}/`, readable, (c) => c.json(c.var.project.recipes.map((r) => body(c.var.project, r))));

recipes.post(`${base}/`, writable, json(NewRecipe), (c) => {
  const { project } = c.var;
  const sent = c.req.valid('json');
  refuseUnpractised(sent, project.projectKey);
  const { recipePrototype: wanted, creationSettings } = sent;
  const { type, inputs, outputs } = wanted;
  if (isCode(type)) requireRight(c.env, c.var.caller, 'Write isolated code');
  const name = wanted.name || `compute_${outputs[0]}`;
  const output = creationSettings?.createOutputDataset ? creationSettings.outputDatasetSettings : null;
  if (output) {
    checkNew(project, { name, inputs, outputs: [] }); // else a recipe that is refused would leave its output behind
    for (const dataset of outputs) addManaged(c, project, dataset, output);
  }
  const made = addRecipe(c.env, project, by(c), {
    name,
    type,
    inputs,
    outputs,
    params: wanted.params ?? {},
    payload: isCode(type) ? (creationSettings?.script ?? '') : '{}',
  });
  return c.json({ name: made.name });
});

recipes.get(`${base}/:name`, readable, withRecipe, (c) => {
  const { project, recipe } = c.var;
  return c.json({ recipe: body(project, recipe), payload: recipe.payload });
});

const Change = z.looseObject({
  recipe: z.looseObject({ inputs: Roles, outputs: Roles, params: Params }),
  payload: z.string().nullish(),
});

recipes.put(`${base}/:name`, writable, withRecipe, json(Change), (c) => {
  const { project, recipe } = c.var;
  const { recipe: wanted, payload, ...rest } = c.req.valid('json');
  const { inputs, outputs, params, ...others } = wanted;
  const shown = body(project, recipe);
  if (isCode(recipe.type)) requireRight(c.env, c.var.caller, 'Write isolated code');
  requireWhole('recipe', wanted, shown);
  refuseOthers('recipes', rest);
  refuseOthers('recipes', others, shown);
  refuseSettings(recipe.type, params, payload);
  checkEnds(project, { ...recipe, inputs, outputs });
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
