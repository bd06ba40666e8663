import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { askMounts, type MountView } from '@/labs/kit/databricks/mounts';
import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { Carry } from '@/lib/clouds/carry';
import { isWorkspaceHost } from '@/lib/clouds/databricks';
import { askCommonCluster, isInCommon, type MlClusterKnown, mlCluster, mlHost } from '../../ml-workspace';

export interface PlacedMounts extends MountView {
  /** The workspace that was looked at. */
  host: string;
  /** Where mounts are off in the attendee's own workspace: the one that the workshop has for everybody, empty where it names none. */
  instead?: string;
}

/**
 * The mounts of the workspace in which the attendee trains. Where mounts are off in their own one, their mount may be in the workshop's
 * common workspace instead: if it is there, that is where they train. Only one of the two is ever asked to run something.
 */
export async function askPlacedMounts(
  clouds: AsksWorkspace,
  known: MlClusterKnown & { mountName: string },
  carry: Carry,
): Promise<PlacedMounts> {
  const host = await mlHost(clouds, known);
  const databricks = clouds.databricks(host);
  if (isInCommon(known) || !(await databricks.isLegacyDbfsDisabled())) {
    const { cluster } = await mlCluster(clouds, known);
    return { host, ...(await askMounts(databricks, cluster, carry)) };
  }
  const common = tidyHost(known.commonWorkspaceUrl ?? '');
  const off: PlacedMounts = { host, isDisabled: true, cluster: { kind: 'off' }, names: [], instead: isWorkspaceHost(common) ? common : '' };
  if (!off.instead || (await clouds.databricks(common).currentUser()) === null) {
    await databricks.forgetMounts(carry); // what was begun before mounts were switched off, no look takes up again
    return off;
  }
  const { cluster } = await askCommonCluster(clouds, known);
  const there = await askMounts(clouds.databricks(common), cluster, carry);
  return isMaybeThere(there, known.mountName) ? { host: common, ...there } : off;
}

/** Whether there is something of that name, or the cluster may yet say so. */
function isMaybeThere({ cluster, names }: MountView, name: string): boolean {
  if (cluster.kind === 'mounts') return cluster.mounts.some((m) => m.mountPoint === `/mnt/${name}`);
  return cluster.kind === 'under-way' || names.includes(name);
}
