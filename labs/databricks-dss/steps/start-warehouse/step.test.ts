import { expect, test } from 'vitest';
import type { WarehouseView } from '@/labs/kit/databricks/warehouses';
import step from './step';

const odbc_params = { hostname: 'adb-5504218931760442.2.azuredatabricks.net', path: '/sql/1.0/warehouses/0123456789abcdef', port: 443 };
const warehouse = { id: '0123456789abcdef', name: 'Serverless Starter Warehouse', state: 'RUNNING', odbc_params };
const view: WarehouseView = { at: 0, all: [warehouse], chosen: warehouse };

test('the warehouse’s details are compared with what this step records', () => {
  const check = step.checks.find((c) => c.id === 'databricks.warehouse-details-recorded');
  const recorded = {
    warehouseHost: odbc_params.hostname,
    warehousePort: '443',
    warehouseHttpPath: odbc_params.path,
  };
  expect(check?.judge(view, recorded)).toMatchObject({ status: 'pass' });
  expect(check?.judge(view, { ...recorded, warehousePort: '10000' })).toMatchObject({ status: 'wrong', found: '10000' });
});
