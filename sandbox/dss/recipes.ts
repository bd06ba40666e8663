import type { Env } from '../practice.ts';
import type { DssProject, DssRecipe } from '../world/dss.ts';
import { datasetOf, identifier } from './datasets.ts';
import { DssError } from './errors.ts';

/** The types that are simulated, as DSS names them. */
export const recipeTypes: Record<string, string> = {
  sampling: 'Sample / Filter',
  shaker: 'Prepare',
  grouping: 'Group',
  sort: 'Sort',
  distinct: 'Distinct',
  python: 'Python',
  sync: 'Sync',
};

export const isCode = (type: string): boolean => type === 'python';

export function addRecipe(env: Env, project: DssProject, by: string, recipe: Omit<DssRecipe, 'createdBy' | 'createdAt'>): DssRecipe {
  checkNew(project, recipe);
  const made = { ...recipe, createdBy: by, createdAt: env.store.clock.now() };
  project.recipes.push(made);
  env.store.save();
  return made;
}

/** @throws DssError where a recipe of that name, or with those ends, cannot be made */
export function checkNew(project: DssProject, recipe: Pick<DssRecipe, 'name' | 'inputs' | 'outputs'>): void {
  if (!identifier.test(recipe.name)) throw new DssError(500, `Invalid recipe name ${recipe.name}`);
  if (project.recipes.some((r) => r.name === recipe.name))
    throw new DssError(500, `Recipe ${project.projectKey}.${recipe.name} already exists`);
  checkEnds(project, recipe);
}

/** @throws DssError where an input or an output is not there, or another recipe writes that */
export function checkEnds(project: DssProject, recipe: Pick<DssRecipe, 'name' | 'inputs' | 'outputs'>): void {
  for (const name of recipe.inputs) if (!datasetOf(project, name)) throw new DssError(500, `Input dataset ${name} does not exist`);
  for (const name of recipe.outputs) {
    if (!datasetOf(project, name)) throw new DssError(500, `Output dataset ${name} does not exist`);
    if (project.recipes.some((r) => r.name !== recipe.name && r.outputs.includes(name)))
      throw new DssError(500, `Dataset ${name} is already the output of another recipe`);
  }
}

/** Whether a Python recipe reads its input and writes that: what other code does is not simulated. */
export const isCopy = (script: string): boolean =>
  /\.get_dataframe\(|\.iter_dataframes\(/.test(script) && /\.write_(with_schema|from_dataframe|dataframe)\(/.test(script);

/** The source of a new Python recipe on DSS's own page. */
export const pythonTemplate = (input: string, output: string): string =>
  `import dataiku\n\ndf = dataiku.Dataset("${input}").get_dataframe()\ndataiku.Dataset("${output}").write_with_schema(df)\n`;
