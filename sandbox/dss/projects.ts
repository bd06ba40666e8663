import { sampleTable } from '../databricks/catalog.ts';
import type { Practice } from '../practice.ts';
import type { DssColumn, DssConnection, DssDataset, DssProject, DssRecipe } from '../world/dss.ts';
import { DssError, sqlFailure } from './access.ts';
import { reach, until } from './endpoint.ts';
import { datasetOf } from './recipes.ts';

type Env = Practice['Bindings'];

export function createProject(env: Env, owner: string, projectKey: string, name: string): DssProject {
  const { projects } = env.store.world.dss;
  if (!/^[A-Z][A-Z0-9_]{0,79}$/.test(projectKey))
    throw new DssError(500, `Invalid project key ${projectKey}: it must be made of upper case letters, digits and underscores`);
  if (projects.some((p) => p.projectKey === projectKey)) throw new DssError(500, `Project ${projectKey} already exists`);
  const project: DssProject = {
    projectKey,
    name,
    owner,
    createdAt: env.store.clock.now(),
    isShared: false,
    datasets: [],
    recipes: [],
    jobs: [],
    folders: [],
    savedModels: [],
  };
  projects.push(project);
  env.store.save();
  return project;
}

const identifier = /^[A-Za-z][A-Za-z0-9_]*$/;

export function addDataset(
  env: Env,
  project: DssProject,
  by: string,
  dataset: Omit<DssDataset, 'createdBy' | 'createdAt' | 'lastBuild'>,
): DssDataset {
  if (!identifier.test(dataset.name)) throw new DssError(500, `Invalid dataset name ${dataset.name}`);
  if (datasetOf(project, dataset.name)) throw new DssError(500, `Dataset ${project.projectKey}.${dataset.name} already exists`);
  const made = { ...dataset, createdBy: by, createdAt: env.store.clock.now(), lastBuild: null };
  project.datasets.push(made);
  env.store.save();
  return made;
}

/** A dataset that DSS writes: a table of a Databricks connection, or files under a path of an Azure one. */
export function addManagedDataset(
  env: Env,
  project: DssProject,
  by: string,
  name: string,
  connection: DssConnection,
  format: string | undefined,
): DssDataset {
  const isTable = connection.type === 'Databricks';
  return addDataset(env, project, by, {
    name,
    type: connection.type,
    managed: true,
    params: isTable
      ? { connection: connection.name, mode: 'table', table: `${project.projectKey}_${name}`.toLowerCase() }
      : { connection: connection.name, path: `/\${projectKey}/${name}`, container: connection.params['container'] },
    ...(isTable ? {} : { formatType: /parquet/i.test(format ?? '') ? 'parquet' : 'csv' }),
    columns: [],
  });
}

/** A table that is there already; DSS does not know its columns before it has detected them. */
export const importTable = (
  env: Env,
  project: DssProject,
  by: string,
  connection: DssConnection,
  table: { catalog: string; schema: string; table: string },
  name: string,
): DssDataset =>
  addDataset(env, project, by, {
    name,
    type: 'Databricks',
    managed: false,
    params: { connection: connection.name, mode: 'table', ...table },
    columns: [],
  });

const dssTypes: Record<string, string> = { TIMESTAMP: 'date', DOUBLE: 'double', INT: 'int' };

/** The columns of the table that a dataset is of, read through its connection. */
export async function detectSchema(env: Env, dataset: DssDataset, login: string | null): Promise<DssColumn[]> {
  const connection = env.store.world.dss.connections.find((k) => k.name === dataset.params['connection']);
  if (!connection) throw new DssError(500, `Connection ${dataset.params['connection']} not found`);
  const reached = await reach(env, connection, login);
  if ('failure' in reached) throw sqlFailure(reached.failure);
  await until(env, reached.readyAt);
  const { catalog, schema, table } = dataset.params;
  const name = [catalog, schema, table].filter(Boolean).join('.').toLowerCase();
  if (dataset.managed) return dataset.columns;
  if (name !== sampleTable.full_name)
    throw sqlFailure(`[TABLE_OR_VIEW_NOT_FOUND] The table or view \`${name.replaceAll('.', '`.`')}\` cannot be found. SQLSTATE: 42P01`);
  return sampleTable.columns.map((c) => ({ name: String(c.name), type: dssTypes[String(c.type_name)] ?? 'string' }));
}

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

/** What DSS writes into a new Python recipe. */
export const pythonTemplate = (input: string, output: string): string =>
  `import dataiku\n\ndf = dataiku.Dataset("${input}").get_dataframe()\ndataiku.Dataset("${output}").write_with_schema(df)\n`;
