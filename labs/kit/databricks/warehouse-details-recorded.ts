import { checkFor } from '@/lib/lab/check';
import { missing } from '@/lib/lab/outcome';
import { judgeDetails } from './connection-details';
import { askWarehouses, ofWarehouse, warehouseUses } from './warehouses';
import type { AsksWorkspace } from './workspace';

/**
 * What was recorded of it under the roles `host`, `port` and `httpPath` is right.
 * @param where see `askWarehouses`
 */
export const warehouseDetailsRecorded = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: [],
    uses: [...warehouseUses, 'host', 'port', 'httpPath'],
    ask: (clouds, known) => askWarehouses(clouds, known, where),
    judge: ofWarehouse(({ odbc_params: odbc }, recorded) =>
      odbc
        ? judgeDetails('warehouse', recorded, { host: odbc.hostname, port: String(odbc.port), httpPath: odbc.path })
        : missing('Databricks doesn’t show its connection details yet.', 'Start it, then verify again.'),
    ),
  });
