import { z } from 'zod';
import type { DssDataset, DssProject } from '../world/dss.ts';
import { connectionFor } from './access.ts';
import { by, type C } from './context.ts';
import { addManagedDataset } from './datasets.ts';
import { refuseOthers, unpractised } from './errors.ts';

/** The settings of a new managed dataset, created by itself or as a recipe's output. */
export const ManagedDataset = z.looseObject({
  connectionId: z.string(),
  typeOptionId: z.string().nullish(),
  specificSettings: z.looseObject({ formatOptionId: z.enum(['PARQUET_HIVE', 'CSV_EXCEL_GZIP', 'CSV_UNIX_GZIP']).nullish() }).nullish(),
});

export function addManaged(c: C, project: DssProject, name: string, input: z.output<typeof ManagedDataset>): DssDataset {
  const { connectionId, typeOptionId, specificSettings, ...others } = input;
  const { formatOptionId, ...more } = specificSettings ?? {};
  refuseOthers('managed datasets', { ...others, ...more });
  const connection = connectionFor(c.env.store.world.dss, connectionId, c.var.caller);
  if (typeOptionId && typeOptionId !== connection.type) throw unpractised(`managed datasets of the type '${typeOptionId.slice(0, 80)}'`);
  return addManagedDataset(c.env, project, by(c), name, connection, formatOptionId ?? 'PARQUET_HIVE');
}
