import { inside } from '../azure/workspaces.ts';
import { defaultCatalogOf, defaultSchema, writeTable } from '../databricks/tables.ts';
import type { DatabricksWorkspace } from '../world/databricks.ts';
import type { DssColumn, DssConnection, DssDataset, DssJob } from '../world/dss.ts';
import type { Store } from '../world/store.ts';

/** Where a dataset's table is in Databricks. */
export interface Place {
  databricks: DatabricksWorkspace;
  catalog: string;
  schema: string;
  name: string;
}

/** As Databricks writes it in a statement. */
export const quoted = ({ catalog, schema, name }: Place): string => [catalog, schema, name].map((part) => `\`${part}\``).join('.');

/**
 * The table of a dataset: the workspace's defaults fill in what it does not name. Null if it has no table, or its workspace does not exist.
 */
export function placeOf(store: Store, connection: DssConnection, { name, params }: Pick<DssDataset, 'name' | 'params'>): Place | null {
  const found = connection.type === 'Databricks' ? inside(store, String(connection.params['host'] ?? '').trim()) : null;
  if (!found) return null;
  const { databricks } = found;
  const named = (key: string) => String(params[key] || '').toLowerCase(); // an empty one is none
  return {
    databricks,
    catalog: named('catalog') || defaultCatalogOf(databricks),
    schema: named('schema') || defaultSchema,
    name: named('table') || name.toLowerCase(),
  };
}

const types: Record<string, string> = { date: 'TIMESTAMP', double: 'DOUBLE', int: 'INT', bigint: 'LONG' };

/** What a job wrote there, once it is over. */
export const write = ({ databricks, ...where }: Place, columns: DssColumn[], { id, endsAt }: DssJob): void =>
  writeTable(databricks, {
    ...where,
    columns: columns.map(({ name, type }) => [name, types[type] ?? 'STRING']),
    job: id,
    at: endsAt,
  });

/** A job that is aborted writes nothing. */
export function unwrite({ world }: Store, { id }: DssJob): void {
  for (const databricks of Object.values(world.databricks)) databricks.tables = (databricks.tables ?? []).filter((t) => t.job !== id);
}
