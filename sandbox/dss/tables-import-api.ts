import { z } from 'zod';
import { sampleTables } from '../databricks/catalog.ts';
import { service } from '../practice.ts';
import { connectionFor } from './access.ts';
import { open } from './connections.ts';
import { by, type Variables } from './context.ts';
import { importTable } from './datasets.ts';
import { json, query } from './errors.ts';
import { futureOf } from './futures.ts';
import { readable, writable } from './project-access.ts';

/** `/projects/:key/datasets/tables-import/…`: datasets of tables that are there already. */
export const tablesImport = service<Variables>();

const base = '/projects/:key/datasets/tables-import/actions';

const Connection = z.object({ connectionName: z.string() });

/** Both open the connection as the caller, as a listing of a database does. */
tablesImport.get(`${base}/list-schemas`, readable, query(Connection), async (c) => {
  const { caller } = c.var;
  await open(c.env, connectionFor(c.env.store.world.dss, c.req.valid('query').connectionName, caller), caller);
  return c.json(sampleTables.map((t) => t.schema_name));
});
const Listing = Connection.extend({ catalogName: z.string().optional(), schemaName: z.string().optional() });

tablesImport.get(`${base}/list-tables`, readable, query(Listing), async (c) => {
  const { connectionName, catalogName, schemaName } = c.req.valid('query');
  const { caller } = c.var;
  await open(c.env, connectionFor(c.env.store.world.dss, connectionName, caller), caller);
  const tables = sampleTables
    .map(({ catalog_name: catalog, schema_name: schema, name: table }) => ({ connectionName, catalog, schema, table }))
    .filter(({ catalog, schema }) => (!catalogName || catalogName === catalog) && (!schemaName || schemaName === schema));
  return c.json(futureOf(c.env.store, caller, { result: { tables } }));
});

const Key = z.object({ connectionName: z.string(), schema: z.string().nullish(), name: z.string(), catalog: z.string().nullish() });
const Candidates = z.object({ sqlImportCandidates: z.array(z.object({ key: Key, datasetName: z.string() })) });

tablesImport.post(`${base}/prepare-from-keys`, writable, json(z.object({ keys: z.array(Key) })), (c) => {
  const { keys } = c.req.valid('json');
  return c.json(
    futureOf(c.env.store, c.var.caller, { result: { sqlImportCandidates: keys.map((key) => ({ key, datasetName: key.name })) } }),
  );
});
tablesImport.post(`${base}/execute-from-candidates`, writable, json(Candidates), (c) => {
  const { project, caller } = c.var;
  const { sqlImportCandidates } = c.req.valid('json');
  for (const { key, datasetName } of sqlImportCandidates) {
    const connection = connectionFor(c.env.store.world.dss, key.connectionName, caller);
    importTable(c.env, project, by(c), connection, { catalog: key.catalog ?? '', schema: key.schema ?? '', table: key.name }, datasetName);
  }
  return c.json(futureOf(c.env.store, caller, { result: { createdDatasets: sqlImportCandidates.map((k) => k.datasetName) } }));
});
