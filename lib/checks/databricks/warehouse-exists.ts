import { defineCheck, isVerdict, missing, pass } from '@/lib/checks/check';
import { askWarehouses } from './warehouse';

export const warehouseExists = defineCheck({
  id: 'databricks.warehouse-exists',
  title: 'The starter warehouse is there',
  needs: ['userName'],
  ask: askWarehouses,
  judge(answer) {
    if (isVerdict(answer)) return answer;
    if (answer.chosen) return pass(answer.chosen.name);
    return answer.all.length > 0
      ? missing('None of the warehouses here is called Starter Warehouse.', 'Pick below the one that you want to use.')
      : missing(
          'You see no SQL warehouse in this workspace.',
          'Open SQL Warehouses; if the list is empty there too, create one of the smallest size.',
        );
  },
});
