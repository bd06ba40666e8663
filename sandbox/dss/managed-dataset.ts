import { z } from 'zod';
import type { DssDataset, DssProject } from '../world/dss.ts';
import { connectionFor } from './access.ts';
import { by, type C } from './context.ts';
import { addManagedDataset } from './datasets.ts';

/** How a managed dataset is asked for, by itself or as the output of a new recipe. */
export const ManagedDataset = z.object({
  connectionId: z.string(),
  specificSettings: z.object({ formatOptionId: z.string().nullish() }).nullish(),
});

export function addManaged(c: C, project: DssProject, name: string, input: z.output<typeof ManagedDataset>): DssDataset {
  const connection = connectionFor(c.env.store.world.dss, input.connectionId, c.var.caller);
  return addManagedDataset(c.env, project, by(c), name, connection, input.specificSettings?.formatOptionId ?? 'PARQUET_HIVE');
}
