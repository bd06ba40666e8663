import { z } from 'zod';
import { inside } from '../azure/workspaces.ts';
import { tablesOf } from '../databricks/tables.ts';
import { service } from '../practice.ts';
import type { DssConnection } from '../world/dss.ts';
import { connectionFor } from './access.ts';
import { open } from './connections.ts';
import { by, type C, type Variables } from './context.ts';
import { datasetOf, importTable, tableOf } from './datasets.ts';
import { DssError, json } from './errors.ts';
import { futureOf } from './futures.ts';
import { query } from './parameters.ts';
import { readable, writable } from './project-access.ts';

/** `/projects/:key/datasets/tables-import/…`: datasets of tables that are there already. */
export const tablesImport = service<Variables>();

const base = '/projects/:key/datasets/tables-import/actions';

const Connection = z.object({ connectionName: z.string() });

/** The tables of a connection's workspace. It is opened as the caller, as a listing of a database does. */
async function tablesBehind(c: C, connectionName: string) {
  const { store } = c.env;
  const connection = connectionFor(store.world.dss, connectionName, c.var.caller);
  await open(c.env, connection, c.var.caller);
  const found = inside(store, String(connection.params['host'] ?? '').trim());
  return found ? tablesOf(found.databricks, store.clock.now()) : [];
}

tablesImport.get(`${base}/list-schemas`, readable, query(Connection), async (c) =>
  c.json([...new Set((await tablesBehind(c, c.req.valid('query').connectionName)).map((t) => t.schema_name))]),
);
const Listing = Connection.extend({ catalogName: z.string().optional(), schemaName: z.string().optional() });

tablesImport.get(`${base}/list-tables`, readable, query(Listing), async (c) => {
  const { connectionName, catalogName, schemaName } = c.req.valid('query');
  const tables = (await tablesBehind(c, connectionName))
    .map(({ catalog_name: catalog, schema_name: schema, name: table }) => ({ connectionName, catalog, schema, table }))
    .filter(({ catalog, schema }) => (!catalogName || catalogName === catalog) && (!schemaName || schemaName === schema));
  return c.json(futureOf(c.env.store, c.var.caller, { result: { tables } }));
});

const Key = z.object({ connectionName: z.string(), schema: z.string().nullish(), name: z.string(), catalog: z.string().nullish() });
type Key = z.output<typeof Key>;
const Candidates = z.object({ sqlImportCandidates: z.array(z.object({ key: Key, datasetName: z.string() })) });

const placeIn = ({ catalog, schema, name }: Key) => ({ catalog: catalog ?? '', schema: schema ?? '', table: name });

/** The connection of a table that is there. @throws DssError where it is not */
async function connectionTo(c: C, key: Key): Promise<DssConnection> {
  const connection = connectionFor(c.env.store.world.dss, key.connectionName, c.var.caller);
  await open(c.env, connection, c.var.caller);
  await tableOf(c.env, connection, { name: key.name, params: placeIn(key) }, c.var.caller.login);
  return connection;
}

/** "In this step, DSS will check the tables" (official client, dss/project.py). That it refuses the request for one that is not there is assumed. */
tablesImport.post(`${base}/prepare-from-keys`, writable, json(z.object({ keys: z.array(Key) })), async (c) => {
  const { keys } = c.req.valid('json');
  for (const key of keys) await connectionTo(c, key);
  return c.json(
    futureOf(c.env.store, c.var.caller, { result: { sqlImportCandidates: keys.map((key) => ({ key, datasetName: key.name })) } }),
  );
});
/** All of them or none. */
tablesImport.post(`${base}/execute-from-candidates`, writable, json(Candidates), async (c) => {
  const { project, caller } = c.var;
  const { sqlImportCandidates } = c.req.valid('json');
  const wanted = [];
  for (const { key, datasetName } of sqlImportCandidates) {
    if (datasetOf(project, datasetName)) throw new DssError(500, `Dataset ${project.projectKey}.${datasetName} already exists`);
    wanted.push({ connection: await connectionTo(c, key), key, datasetName });
  }
  for (const { connection, key, datasetName } of wanted) importTable(c.env, project, by(c), connection, placeIn(key), datasetName);
  return c.json(futureOf(c.env.store, caller, { result: { createdDatasets: wanted.map((k) => k.datasetName) } }));
});
