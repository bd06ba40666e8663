import { z } from 'zod';
import type { DssDataset, DssProject } from '../world/dss.ts';
import { connectionFor } from './access.ts';
import { by, type C } from './context.ts';
import { addManagedDataset } from './datasets.ts';

/** The settings of a new managed dataset, created by itself or as a recipe's output. */
export const ManagedDataset = z.object({
  connectionId: z.string(),
  specificSettings: z.object({ formatOptionId: z.string().nullish() }).nullish(),
});

export function addManaged(c: C, project: DssProject, name: string, input: z.output<typeof ManagedDataset>): DssDataset {
  const connection = connectionFor(c.env.store.world.dss, input.connectionId, c.var.caller);
  return addManagedDataset(c.env, project, by(c), name, connection, input.specificSettings?.formatOptionId ?? 'PARQUET_HIVE');
}
