import { workspaceHost } from '@/lib/checks/azure/workspace';
import { isVerdict, missing } from '@/lib/checks/check';
import type { Knowing, Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Cluster } from '@/lib/clouds/databricks';

export const clusterNeeds = ['userName'] as const;
type ClusterKnown = Knowing<(typeof clusterNeeds)[number]>;

/** The clusters of the attendee's workspace, and which one this step is about. */
export interface ClusterView {
  host: string;
  /** The workspace's clock when it answered. */
  at: number;
  all: Cluster[];
  mine: Cluster[];
  chosen: Cluster | null;
}

export const isMine = (cluster: Cluster, userName: string): boolean =>
  [cluster.creator_user_name, cluster.single_user_name].some((name) => name?.toLowerCase() === userName.toLowerCase());

const order = ['RUNNING', 'RESIZING', 'PENDING', 'RESTARTING'];
const rank = (cluster: Cluster) => (order.includes(cluster.state) ? order.indexOf(cluster.state) : order.length);

/** The cluster picked by the attendee; else, of mine, the most favourable: running before starting before off, newest first. */
export function choose(mine: Cluster[], clusterId: string | undefined): Cluster | null {
  const picked = mine.find((c) => c.cluster_id === clusterId);
  return picked ?? [...mine].sort((a, b) => rank(a) - rank(b) || (b.start_time ?? 0) - (a.start_time ?? 0))[0] ?? null;
}

/** The view, or the verdict that there is none to be had yet. */
export async function askClusters(clouds: Clouds, known: Known): Promise<ClusterView | Verdict> {
  const host = await workspaceHost(clouds, known);
  if (typeof host !== 'string') return host;
  const { rows: all, at } = await clouds.databricks(host).clusters();
  const mine = all.filter((c) => isMine(c, known.userName ?? ''));
  return { host, at, all, mine, chosen: choose(mine, known.clusterId) };
}

/** A judge of the chosen cluster alone, for checks that have nothing to say while there is none. */
export const ofCluster =
  <K extends Known = ClusterKnown>(judge: (cluster: Cluster, known: K, view: ClusterView) => Verdict) =>
  (answer: ClusterView | Verdict, known: K): Verdict => {
    if (isVerdict(answer)) return answer;
    return answer.chosen
      ? judge(answer.chosen, known, answer)
      : missing('There is no cluster of yours to look at yet.', 'Create it first.');
  };
