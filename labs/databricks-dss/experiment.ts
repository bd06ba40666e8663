import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { Experiment } from '@/lib/clouds/databricks';
import type { Knowing } from '@/lib/lab/vocabulary';
import { mlHost, mlHostUses } from './ml-workspace';

export const experimentNeeds = ['userName', 'experimentPath'] as const;
export const experimentUses = mlHostUses;
export type ExperimentKnown = Knowing<(typeof experimentNeeds)[number], (typeof experimentUses)[number]>;

export async function askExperiment(
  clouds: AsksWorkspace,
  known: ExperimentKnown,
): Promise<{ host: string; experiment: Experiment | null }> {
  const host = await mlHost(clouds, known);
  return { host, experiment: await clouds.databricks(host).experiment(known.experimentPath) };
}
