import { describe, expect, test } from 'vitest';
import type { Warehouse } from '@/lib/clouds/databricks';
import { warehouseDetailsRecorded } from './warehouse-details-recorded';
import { warehouseExists } from './warehouse-exists';
import { warehouseIsRunning } from './warehouse-is-running';
import { chooseWarehouse, type WarehouseView } from './warehouses';

const odbc_params = { hostname: 'adb-5504218931760442.2.azuredatabricks.net', path: '/sql/1.0/warehouses/0123456789abcdef', port: 443 };
const warehouse = (more: Partial<Warehouse> = {}): Warehouse => ({
  id: '0123456789abcdef',
  name: 'Serverless Starter Warehouse',
  state: 'RUNNING',
  odbc_params,
  ...more,
});
const view = (chosen: Warehouse | null, all = chosen ? [chosen] : []): WarehouseView => ({ at: Date.now(), all, chosen });
const other = warehouse({ id: 'ff', name: 'Analysts' });

test.each([
  ['today’s name', [other, warehouse()], undefined, '0123456789abcdef'],
  ['the name of 2023', [other, warehouse({ name: 'Starter Warehouse' })], undefined, '0123456789abcdef'],
  ['any case', [warehouse({ name: 'starter warehouse (old)' })], undefined, '0123456789abcdef'],
  ['the one picked', [other, warehouse()], 'ff', 'ff'],
  ['the starter, when the picked one is gone', [warehouse()], 'gone', '0123456789abcdef'],
  ['none', [other], undefined, undefined],
])('which warehouse is meant: %s', (_, all, picked, expected) => {
  expect(chooseWarehouse(all, picked)?.id).toBe(expected);
});

test.each([
  ['there', view(warehouse()), 'pass'],
  ['only others', view(null, [other]), 'missing'],
  ['none at all', view(null), 'missing'],
])('it exists: %s', (_, given, status) => {
  expect(warehouseExists().judge(given, {})).toMatchObject({ status });
});

describe('it runs', () => {
  test.each([
    ['RUNNING', {}, { status: 'pass' }],
    [
      'RUNNING',
      { health: { status: 'DEGRADED', summary: 'slow disks' } },
      { status: 'pass', advice: expect.stringContaining('slow disks') },
    ],
    ['STARTING', { enable_serverless_compute: true }, { status: 'waiting', usually: 20 }],
    ['STARTING', {}, { status: 'waiting', usually: 300 }],
    ['STOPPED', {}, { status: 'missing' }],
    ['STOPPING', {}, { status: 'missing' }],
    ['DELETED', {}, { status: 'wrong' }],
  ])('%s %o', (state, more, verdict) => {
    expect(warehouseIsRunning().judge(view(warehouse({ state, ...more })), {})).toMatchObject(verdict);
  });
});

describe('its recorded details', () => {
  const right = { host: odbc_params.hostname, port: '443', httpPath: odbc_params.path };
  test.each([
    ['right', {}, { status: 'pass' }],
    ['without the slash', { httpPath: 'sql/1.0/warehouses/0123456789abcdef' }, { status: 'pass' }],
    [
      'the cluster’s path',
      { httpPath: 'sql/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0' },
      { status: 'wrong', message: expect.stringContaining('HTTP path of a cluster') },
    ],
    ['another warehouse’s', { httpPath: '/sql/1.0/warehouses/ffffffffffffffff' }, { status: 'wrong' }],
    ['half', { port: '' }, { status: 'missing' }],
  ])('%s', (_, more, verdict) => {
    expect(warehouseDetailsRecorded().judge(view(warehouse()), { ...right, ...more })).toMatchObject(verdict);
  });
  test('not shown by Databricks yet', () => {
    expect(warehouseDetailsRecorded().judge(view(warehouse({ odbc_params: null })), right)).toMatchObject({ status: 'missing' });
  });
});
