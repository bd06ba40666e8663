import { whyEnded } from '@/labs/kit/databricks/why-ended';
import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { Carry } from '@/lib/clouds/carry';
import type { CellsAnswer, DatabricksWriter } from '@/lib/clouds/databricks';
import { conclude, missing } from '@/lib/lab/outcome';
import { type Done, underWay } from '@/lib/lab/part';
import { type MlClusterKnown, mlCluster, type PlacedCluster } from './ml-workspace';

/** Clouds through which cells can be run. */
export interface RunsCells extends AsksWorkspace {
  databricks: (host: string) => DatabricksWriter;
}

/**
 * Runs cells on the cluster on which the attendee trains, and starts it first if it is off.
 * @returns the result; or that it takes a while
 */
export async function runMlCells(
  clouds: RunsCells,
  known: MlClusterKnown,
  cells: readonly string[],
  carry: Carry,
): Promise<Exclude<CellsAnswer, { kind: 'under-way' }> | { kind: 'wait'; done: Done }> {
  return runOn(clouds, await mlCluster(clouds, known), cells, carry);
}

export async function runOn(
  clouds: RunsCells,
  { host, cluster }: PlacedCluster,
  cells: readonly string[],
  carry: Carry,
): Promise<Exclude<CellsAnswer, { kind: 'under-way' }> | { kind: 'wait'; done: Done }> {
  if (!cluster) return conclude(missing('There is no cluster to run it on.', 'Create one first, or tell your facilitator.'));
  const { cluster_id: id, cluster_name: name, state } = cluster;
  const workspace = clouds.databricks(host);
  if (state === 'TERMINATED') {
    if (carry.begun) {
      carry.keep(null);
      return conclude(missing(`${name} ended again: ${whyEnded(cluster)}.`, 'Show this to your facilitator.'));
    }
    carry.keep({ starting: id });
    await workspace.startCluster(id);
  }
  if (!['RUNNING', 'RESIZING'].includes(state))
    return { kind: 'wait', done: underWay(`${name} is starting, which takes about five minutes.`) };
  const answer = await workspace.runCells(id, cells, carry);
  return answer.kind === 'under-way' ? { kind: 'wait', done: underWay(`${name} is running the cells.`) } : answer;
}
