import { tablesOf } from '../databricks/tables.ts';
import type { Env } from '../practice.ts';
import type { DssColumn, DssConnection, DssDataset, DssProject } from '../world/dss.ts';
import { reach, until } from './endpoint.ts';
import { DssError, sqlFailure } from './errors.ts';
import { placeOf } from './written-table.ts';

export const datasetOf = (project: DssProject, name: string): DssDataset | undefined => project.datasets.find((d) => d.name === name);

/** Valid names of datasets and recipes. */
export const identifier = /^[A-Za-z][A-Za-z0-9_]*$/;

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

/** A dataset that DSS itself writes: a table on a Databricks connection, or files under a path on an Azure one. */
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

/** A dataset of an existing table. DSS learns its columns when it detects the schema. */
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

const dssTypes: Record<string, string> = { TIMESTAMP: 'date', DOUBLE: 'double', INT: 'int', LONG: 'bigint' };

/** Opens a connection, and waits for what is behind it. @throws DssError with the database's own failure */
async function opened(env: Env, connection: DssConnection, login: string | null): Promise<void> {
  const reached = await reach(env, connection, login);
  if ('failure' in reached) throw sqlFailure(reached.failure);
  await until(env, reached.readyAt);
}

/** The table that a dataset is of. @throws DssError where the connection cannot be opened, or there is no such table */
export async function tableOf(env: Env, connection: DssConnection, dataset: Pick<DssDataset, 'name' | 'params'>, login: string | null) {
  await opened(env, connection, login);
  const place = placeOf(env.store, connection, dataset);
  const name = place ? [place.catalog, place.schema, place.name].join('.') : dataset.name;
  const found = place && tablesOf(place.databricks, env.store.clock.now()).find((t) => t.full_name === name);
  if (!found)
    throw sqlFailure(`[TABLE_OR_VIEW_NOT_FOUND] The table or view \`${name.replaceAll('.', '`.`')}\` cannot be found. SQLSTATE: 42P01`);
  return found;
}

/** The columns of a dataset's table, read through its connection. */
export async function detectSchema(env: Env, dataset: DssDataset, login: string | null): Promise<DssColumn[]> {
  const connection = env.store.world.dss.connections.find((k) => k.name === dataset.params['connection']);
  if (!connection) throw new DssError(500, `Connection ${dataset.params['connection']} not found`);
  if (dataset.managed) {
    await opened(env, connection, login);
    return dataset.columns;
  }
  const { columns } = await tableOf(env, connection, dataset, login);
  return columns.map((c) => ({ name: c.name, type: dssTypes[c.type_name] ?? 'string' }));
}

/** Deletes a dataset, and the recipes that read or write it. */
export function deleteDataset({ store }: Env, project: DssProject, dataset: DssDataset): void {
  project.datasets = project.datasets.filter((d) => d !== dataset);
  project.recipes = project.recipes.filter((r) => !r.outputs.includes(dataset.name) && !r.inputs.includes(dataset.name));
  store.save();
}
