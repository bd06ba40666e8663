import { type Cluster, isMe, type Me } from '@/lib/clouds/databricks';
import { checkFor } from '@/lib/lab/check';
import { missing, type Verdict } from '@/lib/lab/outcome';
import type { Knowing } from '@/lib/lab/vocabulary';
import { type AsksWorkspace, askHost, hostUses } from './workspace';

/** Nothing: who somebody is in the workspace, it says itself. */
export const clusterNeeds = [] as const;
export const clusterUses = [...hostUses, 'clusterId'] as const;
export type ClusterKnown = Knowing<never, (typeof clusterUses)[number]>;

/** The clusters of the attendee's workspace, and which one is meant. */
export interface ClusterView {
  host: string;
  /** The workspace's clock when it answered. */
  at: number;
  me: Me;
  all: Cluster[];
  mine: Cluster[];
  chosen: Cluster | null;
}

export const isMine = (cluster: Cluster, me: Me): boolean =>
  [cluster.creator_user_name, cluster.single_user_name].some((name) => isMe(me, name));

const order = ['RUNNING', 'RESIZING', 'PENDING', 'RESTARTING'];
const rank = (cluster: Cluster) => (order.includes(cluster.state) ? order.indexOf(cluster.state) : order.length);

/** The cluster that the attendee picked; else the best of theirs: running before starting before off, newest first. */
export function choose(mine: Cluster[], clusterId: string | undefined): Cluster | null {
  const picked = mine.find((c) => c.cluster_id === clusterId);
  return picked ?? [...mine].sort((a, b) => rank(a) - rank(b) || (b.start_time ?? 0) - (a.start_time ?? 0))[0] ?? null;
}

/**
 * The clusters of the attendee's own workspace. Concludes while there is no workspace.
 * @param where the part of the lab that creates the workspace, such as `:step[create-workspace]`
 */
export async function askClusters(clouds: AsksWorkspace, known: ClusterKnown, where?: string): Promise<ClusterView> {
  const host = await askHost(clouds, known, where);
  const workspace = clouds.databricks(host);
  const [{ rows: all, at }, me] = await Promise.all([workspace.clusters(), workspace.me()]);
  const mine = all.filter((c) => isMine(c, me));
  return { host, at, me, all, mine, chosen: choose(mine, known.clusterId) };
}

/** A judge of the chosen cluster alone, for checks that have nothing to say while there is none. */
export const ofCluster =
  <K>(judge: (cluster: Cluster, view: ClusterView, known: K) => Verdict) =>
  (view: ClusterView, known: K): Verdict =>
    view.chosen ? judge(view.chosen, view, known) : missing('You have no cluster to check yet.', 'Create it first.');

/** A check of the chosen cluster alone. Its parameter is `where` of `askClusters`. */
export const clusterCheck = (judge: (cluster: Cluster, view: ClusterView, known: ClusterKnown) => Verdict) => (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: clusterUses,
    ask: (clouds, known) => askClusters(clouds, known, where),
    judge: ofCluster(judge),
  });
