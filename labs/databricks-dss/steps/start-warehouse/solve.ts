import { askWarehouses, warehouseUses } from '@/labs/kit/databricks/warehouses';
import { askHost } from '@/labs/kit/databricks/workspace';
import { already, cannot, done, underWay } from '@/lib/lab/part';
import { ownWorkspaceStep } from '../../own-workspace';
import { lab } from '../../vocabulary';
import { fillWarehouseDetails } from './fill';

const start = lab.part({
  id: 'start',
  what: 'Start the SQL warehouse',
  turns: ['databricks.warehouse-is-running'],
  uses: warehouseUses,
  async act(clouds, known, { carry }) {
    const { chosen } = await askWarehouses(clouds, known, ownWorkspaceStep);
    if (!chosen) return cannot('There is no starter warehouse in your workspace. Create a SQL warehouse, or choose one in the panel.');
    const { id, name, state } = chosen;
    if (state === 'RUNNING') return already(`${name} is running.`);
    if (state === 'STARTING') return underWay(`${name} is starting.`);
    const workspace = clouds.databricks(await askHost(clouds, known, ownWorkspaceStep));
    await workspace.startWarehouse(id);
    carry.keep({ started: id });
    const { rows } = await workspace.warehouses();
    return rows.some((w) => w.id === id && w.state === 'RUNNING') ? done(`Started ${name}.`) : underWay(`${name} is starting.`);
  },
});

const details = lab.fillPart({
  id: 'details',
  what: 'Record its connection details',
  turns: ['databricks.warehouse-details-recorded'],
  records: ['warehouseId', 'warehouseHost', 'warehousePort', 'warehouseHttpPath'],
  fill: fillWarehouseDetails,
});

export default [start, details];
