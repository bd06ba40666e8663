import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { Experiment, Me } from '@/lib/clouds/databricks';
import type { Knowing } from '@/lib/lab/vocabulary';
import { mlHost, mlHostUses } from './ml-workspace';

export const experimentNeeds = ['experimentPath'] as const;
export const experimentUses = mlHostUses;
export type ExperimentKnown = Knowing<(typeof experimentNeeds)[number], (typeof experimentUses)[number]>;

export async function askExperiment(
  clouds: AsksWorkspace,
  known: ExperimentKnown,
): Promise<{ host: string; me: Me; experiment: Experiment | null }> {
  const host = await mlHost(clouds, known);
  const workspace = clouds.databricks(host);
  const [me, experiment] = await Promise.all([workspace.me(), workspace.experiment(known.experimentPath)]);
  return { host, me, experiment };
}
