import type { Cluster } from '@/lib/clouds/databricks';
import { missing, pass, type Verdict, waiting } from '@/lib/lab/outcome';

/** The cluster that everybody on the model track uses, by its name. Off is good enough: the next step starts it. */
export function judgeCommunalCluster(cluster: Cluster | null, name: string): Verdict {
  if (!cluster)
    return missing(
      `You see no cluster named ${name} there.`,
      'Ask your facilitator: it may have another name, or you may lack the right to attach to it.',
    );
  if (['RUNNING', 'RESIZING'].includes(cluster.state)) return pass(`${cluster.cluster_name} is running.`);
  if (['PENDING', 'RESTARTING'].includes(cluster.state)) return waiting(`${cluster.cluster_name} is starting`, { usually: 300 });
  return pass(
    `${cluster.cluster_name} is there.`,
    'It is off just now: start it before :step[mount-storage], it takes about five minutes.',
  );
}
