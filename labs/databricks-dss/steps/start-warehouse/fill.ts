import { askWarehouses, warehouseUses } from '@/labs/kit/databricks/warehouses';
import { ownWorkspaceStep } from '../../own-workspace';
import { lab } from '../../vocabulary';

export const fillWarehouseDetails = lab.fill({
  label: 'Fill in from Databricks',
  uses: warehouseUses,
  async read(clouds, known) {
    const { chosen, all } = await askWarehouses(clouds, known, ownWorkspaceStep);
    if (!chosen) {
      if (all.length === 0) return { nothing: 'You see no SQL warehouse in this workspace.' };
      return {
        name: 'warehouseId',
        choices: all.map((w) => ({ value: w.id, label: w.name })),
        note: 'None is called Starter Warehouse. Which one do you use?',
      };
    }
    const odbc = chosen.odbc_params;
    if (!odbc) return { nothing: `Databricks doesn’t show the details of ${chosen.name} yet. Start it, then try again.` };
    return {
      values: { warehouseId: chosen.id, warehouseHost: odbc.hostname, warehousePort: String(odbc.port), warehouseHttpPath: odbc.path },
      note: `Read from ${chosen.name}.`,
    };
  },
});
