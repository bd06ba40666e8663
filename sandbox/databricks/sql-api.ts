import { z } from 'zod';
import { requestId, service } from '../practice.ts';
import type { Warehouse } from '../world/databricks.ts';
import { type C, isAdmin, type Variables } from './context.ts';
import { dbError, json, missing, query, unpractised } from './errors.ts';
import { Paging, page } from './paging.ts';
import { runStatement } from './statements.ts';
import { defaultCatalogOf, tablesOf } from './tables.ts';
import { startWarehouse, stopWarehouse, warehouseBody } from './warehouses.ts';

/** SQL warehouses, the statements that run on them, and the one table there is. */
export const sql = service<Variables>();

sql.get('/api/2.0/sql/warehouses', query(Paging), (c) => {
  const { databricks, workspace } = c.var;
  const { rows, next } = page(databricks.warehouses, c.req.valid('query'), 100);
  return c.json({ warehouses: rows.map((w) => warehouseBody(c.env.store, workspace, w)), ...(next ? { next_page_token: next } : {}) });
});

function onWarehouse(c: C, id: string, act: (w: Warehouse) => object): Response {
  const warehouse = c.var.databricks.warehouses.find((w) => w.id === id);
  return warehouse ? c.json(act(warehouse)) : missing(`SQL warehouse ${id} does not exist.`);
}

sql.get('/api/2.0/sql/warehouses/:id', (c) => onWarehouse(c, c.req.param('id'), (w) => warehouseBody(c.env.store, c.var.workspace, w)));
sql.post('/api/2.0/sql/warehouses/:id/start', (c) =>
  onWarehouse(c, c.req.param('id'), (w) => {
    startWarehouse(c.env.store, w);
    return {};
  }),
);
sql.post('/api/2.0/sql/warehouses/:id/stop', (c) =>
  onWarehouse(c, c.req.param('id'), (w) => {
    stopWarehouse(c.env.store, w);
    return {};
  }),
);

const NewStatement = z.object({
  statement: z.string(),
  warehouse_id: z.string(),
  catalog: z.string().optional(),
  schema: z.string().optional(),
  row_limit: z.int().min(1).optional(),
  parameters: z.array(z.unknown()).default([]),
  disposition: z.string().default('INLINE'),
  format: z.string().default('JSON_ARRAY'),
  wait_timeout: z
    .string()
    .regex(/^(0|[5-9]|[1-4]\d|50)s$/, 'must be 0s, or from 5s to 50s')
    .default('10s'),
  on_wait_timeout: z.enum(['CONTINUE', 'CANCEL']).default('CONTINUE'),
});

sql.post('/api/2.0/sql/statements', json(NewStatement), (c) => {
  const {
    statement: text,
    warehouse_id,
    catalog,
    schema,
    row_limit,
    parameters,
    disposition,
    format,
    on_wait_timeout,
  } = c.req.valid('json');
  if (disposition !== 'INLINE' || format !== 'JSON_ARRAY') return unpractised(`results as ${disposition} ${format}`);
  if (parameters.length > 0) return unpractised('parameters of statements');
  return onWarehouse(c, warehouse_id, (warehouse) => {
    startWarehouse(c.env.store, warehouse); // a statement wakes a stopped warehouse, and costs accordingly
    const id = requestId();
    const statement = {
      warehouseId: warehouse.id,
      text,
      at: c.env.store.clock.now(),
      place: { catalog: catalog ?? defaultCatalogOf(c.var.databricks), schema },
      ...(row_limit ? { rowLimit: row_limit } : {}),
    };
    c.var.databricks.statements[id] = statement;
    c.env.store.save();
    const answered = runStatement(c.env.store, warehouse, id, statement);
    if (answered.status.state !== 'PENDING' || on_wait_timeout !== 'CANCEL') return answered;
    c.var.databricks.statements[id] = { ...statement, isCanceled: true };
    return { statement_id: id, status: { state: 'CANCELED' } };
  });
});

/** Finds a statement and answers as it stands, or with a part of that. */
function onStatement(c: C, id: string, part: (answered: ReturnType<typeof runStatement>) => object | undefined): Response {
  const { statements, warehouses } = c.var.databricks;
  const statement = statements[id];
  const warehouse = warehouses.find((w) => w.id === statement?.warehouseId);
  const found = statement && warehouse ? part(runStatement(c.env.store, warehouse, id, statement)) : undefined;
  return found ? c.json(found) : missing(`Statement ${id} does not exist, or has no such result.`);
}

sql.get('/api/2.0/sql/statements/:id', (c) => onStatement(c, c.req.param('id'), (answered) => answered));
sql.get('/api/2.0/sql/statements/:id/result/chunks/:chunk', (c) =>
  onStatement(c, c.req.param('id'), (answered) => (c.req.param('chunk') === '0' ? answered.result : undefined)),
);
sql.post('/api/2.0/sql/statements/:id/cancel', (c) =>
  onStatement(c, c.req.param('id'), ({ status }) => {
    const statement = c.var.databricks.statements[c.req.param('id')];
    if (statement && status.state === 'PENDING') statement.isCanceled = true;
    return {};
  }),
);

const tableNamed = (c: C, name: string) =>
  tablesOf(c.var.databricks, c.env.store.clock.now()).find((t) => t.full_name === name.toLowerCase());
sql.get('/api/2.1/unity-catalog/tables/:name', (c) => {
  const name = c.req.param('name');
  const found = tableNamed(c, name);
  return found ? c.json(found) : dbError(404, 'TABLE_DOES_NOT_EXIST', `Table '${name}' does not exist.`);
});
sql.get('/api/2.1/unity-catalog/tables/:name/exists', (c) => c.json({ table_exists: tableNamed(c, c.req.param('name')) !== undefined }));

/** The catalog of tables that are named without one. */
sql.get('/api/2.0/settings/types/default_namespace_ws/names/default', (c) =>
  isAdmin(c)
    ? c.json({ setting_name: 'default', etag: requestId(), namespace: { value: defaultCatalogOf(c.var.databricks) } })
    : dbError(403, 'PERMISSION_DENIED', 'Only workspace admins can read this setting.'),
);
