import { z } from 'zod';
import { requestId, service } from '../practice.ts';
import type { Warehouse } from '../world/databricks.ts';
import { sampleTable } from './catalog.ts';
import type { C, Variables } from './context.ts';
import { dbError, json, missing, query } from './errors.ts';
import { Paging, page } from './paging.ts';
import { runStatement } from './statements.ts';
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

sql.post('/api/2.0/sql/statements', json(z.object({ statement: z.string(), warehouse_id: z.string() })), (c) => {
  const { statement: text, warehouse_id } = c.req.valid('json');
  return onWarehouse(c, warehouse_id, (warehouse) => {
    startWarehouse(c.env.store, warehouse); // a statement wakes a stopped warehouse, and costs accordingly
    const id = requestId();
    c.var.databricks.statements[id] = { warehouseId: warehouse.id, text, at: c.env.store.clock.now() };
    c.env.store.save();
    return runStatement(c.env.store, warehouse, id, text);
  });
});

sql.get('/api/2.0/sql/statements/:id', (c) => {
  const { statements, warehouses } = c.var.databricks;
  const id = c.req.param('id');
  const statement = statements[id];
  const warehouse = warehouses.find((w) => w.id === statement?.warehouseId);
  return statement && warehouse
    ? c.json(runStatement(c.env.store, warehouse, id, statement.text))
    : missing(`Statement ${id} does not exist.`);
});
sql.post('/api/2.0/sql/statements/:id/cancel', (c) => {
  delete c.var.databricks.statements[c.req.param('id')];
  return c.json({});
});

sql.get('/api/2.1/unity-catalog/tables/:name', (c) => {
  const name = c.req.param('name');
  return name === sampleTable.full_name ? c.json(sampleTable) : dbError(404, 'TABLE_DOES_NOT_EXIST', `Table '${name}' does not exist.`);
});
sql.get('/api/2.1/unity-catalog/tables/:name/exists', (c) => c.json({ table_exists: c.req.param('name') === sampleTable.full_name }));
