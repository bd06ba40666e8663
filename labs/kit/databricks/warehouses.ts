import type { Warehouse } from '@/lib/clouds/databricks';
import { checkFor } from '@/lib/lab/check';
import { missing, type Verdict } from '@/lib/lab/outcome';
import type { Knowing } from '@/lib/lab/vocabulary';
import { type AsksWorkspace, askHost, hostUses } from './workspace';

export const warehouseUses = [...hostUses, 'warehouseId'] as const;
export type WarehouseKnown = Knowing<never, (typeof warehouseUses)[number]>;

/** The SQL warehouses of the attendee's workspace, and which one is meant. */
export interface WarehouseView {
  /** The workspace's clock when it answered. */
  at: number;
  all: Warehouse[];
  chosen: Warehouse | null;
}

/** The one the attendee picked; else the starter warehouse, whose name has gained a "Serverless" over the years. */
export const chooseWarehouse = (all: Warehouse[], id: string | undefined): Warehouse | null =>
  all.find((w) => w.id === id) ?? all.find((w) => /starter warehouse/i.test(w.name)) ?? null;

/**
 * The SQL warehouses of the attendee's own workspace. Concludes while there is no workspace.
 * @param where the part of the lab that creates the workspace, such as `:step[create-workspace]`
 */
export async function askWarehouses(clouds: AsksWorkspace, known: WarehouseKnown, where?: string): Promise<WarehouseView> {
  const host = await askHost(clouds, known, where);
  const { rows: all, at } = await clouds.databricks(host).warehouses();
  return { at, all, chosen: chooseWarehouse(all, known.warehouseId) };
}

/** A judge of the chosen warehouse alone, for checks that have nothing to say while there is none. */
export const ofWarehouse =
  <K>(judge: (warehouse: Warehouse, known: K) => Verdict) =>
  (view: WarehouseView, known: K): Verdict =>
    view.chosen ? judge(view.chosen, known) : missing('There is no warehouse to check yet.', 'Create or choose one first.');

/** A check of the chosen warehouse alone. Its parameter is `where` of `askWarehouses`. */
export const warehouseCheck = (judge: (warehouse: Warehouse) => Verdict) => (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: [],
    uses: warehouseUses,
    ask: (clouds, known) => askWarehouses(clouds, known, where),
    judge: ofWarehouse(judge),
  });
