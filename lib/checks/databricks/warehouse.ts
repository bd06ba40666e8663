import { workspaceHost } from '@/lib/checks/azure/workspace';
import { isVerdict, missing } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Warehouse } from '@/lib/clouds/databricks';

export interface WarehouseView {
  at: number;
  all: Warehouse[];
  chosen: Warehouse | null;
}

/** The one the attendee picked; else the starter warehouse, whose name grew a "Serverless" over the years. */
export const chooseWarehouse = (all: Warehouse[], id: string | undefined): Warehouse | null =>
  all.find((w) => w.id === id) ?? all.find((w) => /starter warehouse/i.test(w.name)) ?? null;

export async function askWarehouses(clouds: Clouds, known: Known): Promise<WarehouseView | Verdict> {
  const host = await workspaceHost(clouds, known);
  if (typeof host !== 'string') return host;
  const { rows: all, at } = await clouds.databricks(host).warehouses();
  return { at, all, chosen: chooseWarehouse(all, known.warehouseId) };
}

export const ofWarehouse =
  (judge: (warehouse: Warehouse, known: Known) => Verdict) =>
  (answer: WarehouseView | Verdict, known: Known): Verdict => {
    if (isVerdict(answer)) return answer;
    return answer.chosen ? judge(answer.chosen, known) : missing('There is no warehouse to look at yet.', 'See the check above.');
  };
