import { defineCheck, missing } from '@/lib/checks/check';
import { judgeDetails } from './connection-details';
import { askWarehouses, ofWarehouse } from './warehouse';

export const warehouseDetailsRecorded = defineCheck({
  id: 'databricks.warehouse-details-recorded',
  title: 'Its connection details are recorded',
  needs: ['userName'],
  ask: askWarehouses,
  judge: ofWarehouse((warehouse, known) => {
    const odbc = warehouse.odbc_params;
    if (!odbc) return missing('Databricks does not show its connection details yet.', 'Start it, then look again.');
    return judgeDetails(
      'warehouse',
      { host: known.warehouseHost ?? '', port: known.warehousePort ?? '', httpPath: known.warehouseHttpPath ?? '' },
      { host: odbc.hostname, port: String(odbc.port), httpPath: odbc.path },
    );
  }),
});
