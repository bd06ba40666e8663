import { imageOf, isMachineLearning, whyTooNew } from '@/labs/kit/databricks/runtime';
import type { Cluster } from '@/lib/clouds/databricks';
import { missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { noMlflow3 } from '../../mlflow';

/**
 * The cluster that everybody on the model track uses, by its name. Off is good enough: the next step starts it.
 * @param newestRuntime the newest runtime that the workshop allows, such as `16.4`; empty for any
 */
export function judgeCommunalCluster(cluster: Cluster | null, name: string, newestRuntime = ''): Verdict {
  if (!cluster)
    return missing(
      `You see no cluster named ${name} there.`,
      'Ask your facilitator: it may have another name, or you may lack the right to attach to it.',
    );
  const image = imageOf(cluster);
  const tooNew = whyTooNew(image, newestRuntime);
  const isMl = isMachineLearning(cluster);
  if (!isMl || tooNew)
    return wrong(tooNew ? `${tooNew} ${noMlflow3}` : `${cluster.cluster_name} has no machine-learning libraries.`, {
      expected: newestRuntime ? `${newestRuntime} ML` : 'an ML runtime',
      found: image,
      remedy: `It’s not your fault. Tell your facilitator: ${cluster.cluster_name} needs another runtime.`,
    });
  if (['RUNNING', 'RESIZING'].includes(cluster.state)) return pass(`${cluster.cluster_name} is running.`);
  if (['PENDING', 'RESTARTING'].includes(cluster.state)) return waiting(`${cluster.cluster_name} is starting`, { usually: 300 });
  return pass(`${cluster.cluster_name} is there.`, 'It’s off. Start it before :step[mount-storage]: that takes about five minutes.');
}
