import type { Env } from '../practice.ts';
import type { DssProject, DssRecipe } from '../world/dss.ts';
import { datasetOf, identifier } from './datasets.ts';
import { DssError } from './errors.ts';

export const isCode = (type: string): boolean => type === 'python';

export function addRecipe(env: Env, project: DssProject, by: string, recipe: Omit<DssRecipe, 'createdBy' | 'createdAt'>): DssRecipe {
  if (!identifier.test(recipe.name)) throw new DssError(500, `Invalid recipe name ${recipe.name}`);
  if (project.recipes.some((r) => r.name === recipe.name))
    throw new DssError(500, `Recipe ${project.projectKey}.${recipe.name} already exists`);
  for (const name of recipe.inputs) if (!datasetOf(project, name)) throw new DssError(500, `Input dataset ${name} does not exist`);
  for (const name of recipe.outputs) {
    if (!datasetOf(project, name)) throw new DssError(500, `Output dataset ${name} does not exist`);
    if (project.recipes.some((r) => r.outputs.includes(name)))
      throw new DssError(500, `Dataset ${name} is already the output of another recipe`);
  }
  const made = { ...recipe, createdBy: by, createdAt: env.store.clock.now() };
  project.recipes.push(made);
  env.store.save();
  return made;
}

/** The source of a new Python recipe. */
export const pythonTemplate = (input: string, output: string): string =>
  `import dataiku\n\ndf = dataiku.Dataset("${input}").get_dataframe()\ndataiku.Dataset("${output}").write_with_schema(df)\n`;
