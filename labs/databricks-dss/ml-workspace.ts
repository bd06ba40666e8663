import { askClusters, clusterNeeds } from '@/labs/kit/databricks/clusters';
import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { type AsksWorkspace, askHost, hostUses } from '@/labs/kit/databricks/workspace';
import { type Cluster, isWorkspaceHost } from '@/lib/clouds/databricks';
import { conclude, missing } from '@/lib/lab/outcome';
import type { Knowing } from '@/lib/lab/vocabulary';
import { ownWorkspaceStep } from './own-workspace';

/** What tells where somebody trains. */
export const placeUses = ['track', 'commonWorkspaceUrl', 'sectionFourIn', 'mlWorkspaceUrl'] as const;
export const mlHostUses = [...hostUses, ...placeUses] as const;
export type MlHostKnown = Knowing<never, (typeof mlHostUses)[number]>;

export const mlClusterNeeds = clusterNeeds;
export const mlClusterUses = [...mlHostUses, 'clusterId', 'communalCluster'] as const;
export type MlClusterKnown = Knowing<(typeof mlClusterNeeds)[number], (typeof mlClusterUses)[number]>;

/** A cluster, and the host of the workspace that it is in. */
export interface PlacedCluster {
  host: string;
  cluster: Cluster | null;
}

/** The host of the workspace that everybody on the model track shares. Concludes where the workshop has none. */
export function commonHost({ commonWorkspaceUrl = '' }: { commonWorkspaceUrl?: string | undefined }): string {
  const host = tidyHost(commonWorkspaceUrl);
  return isWorkspaceHost(host)
    ? host
    : conclude(missing('The workshop names no common workspace.', 'Ask your facilitator: it is one of the workshop’s settings.'));
}

type CommonClusterKnown = Pick<MlClusterKnown, 'commonWorkspaceUrl' | 'communalCluster'>;

/** The cluster in that workspace that everybody uses. */
export async function askCommonCluster(
  { databricks }: Pick<AsksWorkspace, 'databricks'>,
  known: CommonClusterKnown,
): Promise<PlacedCluster> {
  const host = commonHost(known);
  const { rows } = await databricks(host).clusters();
  return { host, cluster: rows.find((c) => c.cluster_name === known.communalCluster) ?? null };
}

/**
 * Whether this attendee trains in the workspace that everybody shares. On the model track, they do. On the whole lab, it depends on where
 * their mount was found; until then, on where the workshop sends them, if it has such a workspace.
 */
export function isInCommon({
  track,
  commonWorkspaceUrl,
  sectionFourIn,
  mlWorkspaceUrl,
}: Knowing<never, (typeof placeUses)[number]>): boolean {
  if (track === 'model') return true;
  const common = tidyHost(commonWorkspaceUrl ?? '');
  if (mlWorkspaceUrl) return mlWorkspaceUrl === common;
  return sectionFourIn === 'common' && isWorkspaceHost(common);
}

/** The workspace in which the model is trained: the attendee's own or the shared one. */
export async function mlHost(clouds: AsksWorkspace, known: MlHostKnown): Promise<string> {
  return isInCommon(known) ? commonHost(known) : askHost(clouds, known, ownWorkspaceStep);
}

/** The cluster on which the model is trained: the attendee's own or the shared one. */
export async function mlCluster(clouds: AsksWorkspace, known: MlClusterKnown): Promise<PlacedCluster> {
  if (isInCommon(known)) return askCommonCluster(clouds, known);
  const { host, chosen } = await askClusters(clouds, known, ownWorkspaceStep);
  return { host, cluster: chosen };
}
