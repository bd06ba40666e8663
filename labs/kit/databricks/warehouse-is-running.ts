import { missing, pass, waiting, wrong } from '@/lib/lab/outcome';
import { warehouseCheck } from './warehouses';

export const warehouseIsRunning = warehouseCheck((warehouse) => {
  switch (warehouse.state) {
    case 'RUNNING':
      return warehouse.health?.status === 'DEGRADED'
        ? pass('Databricks reports RUNNING.', `It’s degraded: ${warehouse.health.summary ?? 'no reason given'}.`)
        : pass('Databricks reports RUNNING.');
    case 'STARTING':
      // serverless takes seconds, the others take minutes
      return waiting('It is starting', { usually: warehouse.enable_serverless_compute ? 20 : 300 });
    case 'STOPPED':
    case 'STOPPING':
      return missing('It is stopped.', 'Select Start next to its name.');
    default:
      return wrong('It cannot be used.', {
        expected: 'RUNNING',
        found: warehouse.state,
        remedy: 'Start another warehouse, and choose it in the panel.',
      });
  }
});
