import type { Carry } from '@/lib/clouds/carry';
import type { Cluster, Databricks, MountsAnswer } from '@/lib/clouds/databricks';
import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';

type AsksMounts = Pick<Databricks, 'isLegacyDbfsDisabled' | 'mountNames' | 'mounts' | 'forgetMounts'>;

export interface MountView {
  /** Whether the workspace has mounts switched off; null where the attendee may not know. */
  isDisabled: boolean | null;
  /** What came of asking the cluster. */
  cluster: MountsAnswer | { kind: 'off' };
  /** Names that DBFS lists under /mnt: a hint, used where the cluster could not be asked. */
  names: string[];
}

/** As Databricks says it of the setting and of the DBFS root. */
const saysDisabled = (said: string) => /\bdisabled\b/i.test(said) && /\bmounts?\b|\bDBFS root\b/i.test(said);

/**
 * The mounts of a workspace, from a cluster where that is running, and from DBFS. Where mounts are switched off, no cluster is asked.
 * @throws UpstreamError when DBFS refuses and nothing else has answered: that is not the same as no mounts
 */
export async function askMounts(
  databricks: AsksMounts,
  cluster: Pick<Cluster, 'cluster_id' | 'state'> | null,
  carry: Carry,
): Promise<MountView> {
  const isRunning = cluster !== null && ['RUNNING', 'RESIZING'].includes(cluster.state);
  const [isOff, names] = await Promise.all([databricks.isLegacyDbfsDisabled(), orTrouble(databricks.mountNames())]);
  const isAsked = isRunning && !isOff;
  if (!isAsked) await databricks.forgetMounts(carry);
  const answer = isAsked ? await databricks.mounts(cluster.cluster_id, carry) : ({ kind: 'off' } as const);
  const view = { isDisabled: answer.kind === 'failed' && saysDisabled(answer.said) ? true : isOff, cluster: answer };
  if (!(names instanceof UpstreamError)) return { ...view, names };
  if (!view.isDisabled && (answer.kind === 'off' || answer.kind === 'unasked')) throw names;
  return { ...view, names: [] };
}
