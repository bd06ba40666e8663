import { warehouseDetailsRecorded } from '@/labs/kit/databricks/warehouse-details-recorded';
import { warehouseExists } from '@/labs/kit/databricks/warehouse-exists';
import { warehouseIsRunning } from '@/labs/kit/databricks/warehouse-is-running';
import { ownWorkspaceStep as where } from '../../own-workspace';
import { lab } from '../../vocabulary';
import { fillWarehouseDetails } from './fill';
import parts from './solve';

export default lab.step({
  title: 'Start the SQL warehouse',
  minutes: 3,
  buildsOn: ['create-workspace'],
  meanwhile: 'seconds to minutes to start',
  tracks: ['whole'],
  collects: ['warehouseId', 'warehouseHost', 'warehousePort', 'warehouseHttpPath'],
  fill: fillWarehouseDetails,
  checks: [
    lab.use(warehouseExists(where), { id: 'databricks.warehouse-exists', title: 'The starter warehouse is there' }),
    lab.use(warehouseIsRunning(where), { id: 'databricks.warehouse-is-running', title: 'It is running' }),
    lab.use(warehouseDetailsRecorded(where), {
      id: 'databricks.warehouse-details-recorded',
      title: 'Its connection details are recorded',
      names: { host: 'warehouseHost', port: 'warehousePort', httpPath: 'warehouseHttpPath' },
    }),
  ],
  parts,
});
