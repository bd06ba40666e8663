import type { DatabricksWorkspace, WrittenTable } from '../world/databricks.ts';
import { sampleTables, tableBody } from './catalog.ts';

/** The catalog of a workspace's own Hive metastore, in which Unity Catalog grants nothing. */
export const legacyCatalog = 'hive_metastore';

/**
 * Where tables are that are named without a catalog: the workspace's own catalog where Unity Catalog was enabled with it, as in new
 * workspaces, else `hive_metastore`. Source: learn.microsoft.com, databricks/catalogs/default.
 */
export const defaultCatalogOf = ({ defaultCatalog }: DatabricksWorkspace): string => defaultCatalog ?? legacyCatalog;

/** The name of a workspace's own catalog: that of the workspace, with underscores (assumed). */
export const ownCatalogOf = (workspace: string): string => workspace.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');

/** The schema of tables that are named without one (databricks-sdk-py, settings.py: DefaultNamespaceSetting). */
export const defaultSchema = 'default';

/** Unity Catalog's tables: the samples, and what jobs have written. */
export const tablesOf = ({ tables = [] }: DatabricksWorkspace, now: number) => [
  ...sampleTables,
  ...tables.filter((t) => t.at <= now && t.catalog !== legacyCatalog).map((t) => tableBody(t.catalog, t.schema, t.name, t.columns)),
];

/** A table that a job writes; one of that name is replaced. */
export function writeTable(databricks: DatabricksWorkspace, table: WrittenTable): void {
  const isIt = (t: WrittenTable) => t.catalog === table.catalog && t.schema === table.schema && t.name === table.name;
  databricks.tables = [...(databricks.tables ?? []).filter((t) => !isIt(t)), table];
}
