import type { Cluster, Databricks, Mount } from '@/lib/clouds/databricks';
import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';

type AsksMounts = Pick<Databricks, 'isLegacyDbfsDisabled' | 'mountNames' | 'mounts'>;

export interface MountView {
  /** Whether the workspace has mounts switched off; null where the attendee may not know. */
  isDisabled: boolean | null;
  /** What the cluster says; null when it could not be asked. */
  mounts: Mount[] | null;
  /** Names that DBFS lists under /mnt: a hint, used where the cluster could not be asked. */
  names: string[];
}

/**
 * The mounts of a workspace, from a cluster where that is running, and from DBFS.
 * @throws UpstreamError when DBFS refuses and nothing else has answered: that is not the same as no mounts
 */
export async function askMounts(databricks: AsksMounts, cluster: Pick<Cluster, 'cluster_id' | 'state'> | null): Promise<MountView> {
  const isRunning = cluster !== null && ['RUNNING', 'RESIZING'].includes(cluster.state);
  const [isDisabled, mounts, names] = await Promise.all([
    databricks.isLegacyDbfsDisabled(),
    isRunning ? databricks.mounts(cluster.cluster_id) : null,
    orTrouble(databricks.mountNames()),
  ]);
  if (!(names instanceof UpstreamError)) return { isDisabled, mounts, names };
  if (!mounts && !isDisabled) throw names;
  return { isDisabled, mounts, names: [] };
}
