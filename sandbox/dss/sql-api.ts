import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { answer } from '../databricks/statements.ts';
import { requestId, service } from '../practice.ts';
import { connectionFor } from './access.ts';
import { open } from './connections.ts';
import type { Variables } from './context.ts';
import { DssError, json, refuseOthers, sqlFailure } from './errors.ts';
import { query } from './parameters.ts';

/** `/sql/queries/…`: a query is run through a connection, then its rows are streamed. */
export const sql = service<Variables>();

/** Whoever doesn’t finish streaming loses them once there are this many others. */
const results = new LRUCache<string, (string | null)[][]>({ max: 200 });
const types: Record<string, string> = { INT: 'int', LONG: 'bigint', DOUBLE: 'double', TIMESTAMP: 'date' };

const Query = z.looseObject({
  query: z.string(),
  connection: z.string(),
  type: z.enum(['sql']).default('sql'),
  projectKey: z.string().nullish(),
});
/** How the official client has dates read unless told otherwise (dssclient.py: sql_query). */
const readModes = {
  datetimenotzReadMode: 'AS_IS',
  dateonlyReadMode: 'AS_IS',
  readTimestampWithoutTimezoneAsString: true,
};

sql.post('/sql/queries/', json(Query), async (c) => {
  const { query: text, connection, type: _, projectKey: __, ...others } = c.req.valid('json');
  refuseOthers('queries', others, readModes);
  const { caller } = c.var;
  await open(c.env, connectionFor(c.env.store.world.dss, connection, caller), caller);
  const result = answer(text);
  if ('error' in result) throw sqlFailure(result.error);
  const queryId = requestId();
  results.set(queryId, result.rows);
  return c.json({
    queryId,
    hasResults: true,
    schema: result.columns.map((k) => ({ name: k.name, type: types[k.type_name] ?? 'string', originalType: k.type_name })),
  });
});
sql.get(
  '/sql/queries/:id/stream',
  query(z.object({ format: z.enum(['tsv-excel-noheader', 'json']).default('tsv-excel-noheader') })),
  (c) => {
    const rows = results.get(c.req.param('id'));
    if (!rows) throw new DssError(404, 'Unknown query');
    if (c.req.valid('query').format === 'json') return c.json(rows);
    return c.text(rows.map((row) => `${row.join('\t')}\n`).join(''));
  },
);
sql.get('/sql/queries/:id/finish-streaming', (c) => {
  results.delete(c.req.param('id'));
  return c.body(null, 200);
});
