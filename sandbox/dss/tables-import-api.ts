import { z } from 'zod';
import { service } from '../practice.ts';
import { connectionFor } from './access.ts';
import { by, type Variables } from './context.ts';
import { importTable } from './datasets.ts';
import { json, query } from './errors.ts';
import { futureOf } from './futures.ts';
import { readable, writable } from './project-access.ts';

/** `/projects/:key/datasets/tables-import/…`: datasets of tables that are there already. */
export const tablesImport = service<Variables>();

const base = '/projects/:key/datasets/tables-import/actions';

tablesImport.get(`${base}/list-schemas`, readable, (c) => c.json(['nyctaxi']));
tablesImport.get(`${base}/list-tables`, readable, query(z.object({ connectionName: z.string().optional() })), (c) => {
  const { connectionName } = c.req.valid('query');
  return c.json({
    jobId: 'tables',
    hasResult: true,
    result: { tables: [{ connectionName, catalog: 'samples', schema: 'nyctaxi', table: 'trips' }] },
  });
});

const Key = z.object({ connectionName: z.string(), schema: z.string().nullish(), name: z.string(), catalog: z.string().nullish() });
const Candidates = z.object({ sqlImportCandidates: z.array(z.object({ key: Key, datasetName: z.string() })) });

tablesImport.post(`${base}/prepare-from-keys`, writable, json(z.object({ keys: z.array(Key) })), (c) => {
  const { keys } = c.req.valid('json');
  return c.json(futureOf({ sqlImportCandidates: keys.map((key) => ({ key, datasetName: key.name })) }));
});
tablesImport.post(`${base}/execute-from-candidates`, writable, json(Candidates), (c) => {
  const { project, caller } = c.var;
  const { sqlImportCandidates } = c.req.valid('json');
  for (const { key, datasetName } of sqlImportCandidates) {
    const connection = connectionFor(c.env.store.world.dss, key.connectionName, caller);
    importTable(c.env, project, by(c), connection, { catalog: key.catalog ?? '', schema: key.schema ?? '', table: key.name }, datasetName);
  }
  return c.json(futureOf({ createdDatasets: sqlImportCandidates.map((k) => k.datasetName) }));
});
