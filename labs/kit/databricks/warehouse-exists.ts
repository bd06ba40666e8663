import { checkFor } from '@/lib/lab/check';
import { missing, pass } from '@/lib/lab/outcome';
import { askWarehouses, warehouseUses } from './warehouses';
import type { AsksWorkspace } from './workspace';

/** @param where see `askWarehouses` */
export const warehouseExists = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: [],
    uses: warehouseUses,
    ask: (clouds, known) => askWarehouses(clouds, known, where),
    judge({ chosen, all }) {
      if (chosen) return pass(chosen.name);
      return all.length > 0
        ? missing('None of the warehouses here is called Starter Warehouse.', 'Choose the one that you want to use in the panel.')
        : missing(
            'You see no SQL warehouse in this workspace.',
            'Open SQL Warehouses; if the list is empty there too, create one of the smallest size.',
          );
    },
  });
