/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { Table } from '../ui/page.tsx';
import type { Variables } from './context.ts';
import { at, form, View } from './view.tsx';
import { startWarehouse, stopWarehouse, warehousePath, warehouseState } from './warehouses.ts';

/** SQL warehouses: the list, and each one's connection details. */
export const warehousePages = service<Variables>();

const warehouseWords = { STARTING: 'Starting', RUNNING: 'Running', STOPPED: 'Stopped' };

warehousePages.get('/sql/warehouses', (c) => {
  const { warehouses } = c.var.databricks;
  const now = c.env.store.clock.now();
  return c.html(
    <View c={c} title="SQL Warehouses" refresh={warehouses.some((w) => warehouseState(w, now) === 'STARTING') ? 4 : undefined}>
      <Table label="SQL Warehouses" heads={['Name', 'State', 'Size', 'Type', 'Actions']}>
        {warehouses.map((w) => (
          <tr>
            <td>
              <a href={at(c, `/sql/warehouses/${w.id}`)}>{w.name}</a>
            </td>
            <td>{warehouseWords[warehouseState(w, now)]}</td>
            <td>{w.clusterSize}</td>
            <td>{w.serverless ? 'Serverless' : 'Pro'}</td>
            <td>
              <form method="post" action={at(c, `/sql/warehouses/${w.id}`)} class="inline">
                {warehouseState(w, now) === 'STOPPED' ? (
                  <button name="act" value="start" aria-label={`Start ${w.name}`}>
                    Start
                  </button>
                ) : (
                  <button name="act" value="stop" class="plain" aria-label={`Stop ${w.name}`}>
                    Stop
                  </button>
                )}
              </form>
            </td>
          </tr>
        ))}
      </Table>
    </View>,
  );
});

warehousePages.post('/sql/warehouses/:id', form(z.object({ act: z.enum(['start', 'stop']) })), (c) => {
  const { act } = c.req.valid('form');
  const warehouse = c.var.databricks.warehouses.find((w) => w.id === c.req.param('id'));
  if (warehouse && act === 'start') startWarehouse(c.env.store, warehouse);
  if (warehouse && act === 'stop') stopWarehouse(c.env.store, warehouse);
  return c.redirect(at(c, '/sql/warehouses'), 303);
});

warehousePages.get('/sql/warehouses/:id', (c) => {
  const warehouse = c.var.databricks.warehouses.find((w) => w.id === c.req.param('id'));
  if (!warehouse)
    return c.html(
      <View c={c} title="Not found">
        This warehouse does not exist.
      </View>,
      404,
    );
  return c.html(
    <View c={c} title={warehouse.name}>
      <h2>Connection details</h2>
      <div class="card">
        <dl>
          <dt>Server hostname</dt>
          <dd>
            <code>{c.var.workspace.workspaceUrl}</code>
          </dd>
          <dt>Port</dt>
          <dd>
            <code>443</code>
          </dd>
          <dt>Protocol</dt>
          <dd>https</dd>
          <dt>HTTP path</dt>
          <dd>
            <code>{warehousePath(warehouse)}</code>
          </dd>
        </dl>
      </div>
      <p>
        State: {warehouseWords[warehouseState(warehouse, c.env.store.clock.now())]}.{' '}
        <a href={at(c, '/sql/warehouses')}>Back to SQL Warehouses</a>
      </p>
    </View>,
  );
});
