import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { imageOf, isMachineLearning, whyTooNew } from '@/labs/kit/databricks/runtime';
import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import { type Cluster, isWorkspaceHost } from '@/lib/clouds/databricks';
import { conclude, missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { askCommonCluster, type PlacedCluster } from '../../ml-workspace';
import { noMlflow3 } from '../../mlflow';

/** What this says until the common workspace opens: why it doesn't, the row of that says. */
export const notOpenYet = (): Verdict => missing('The cluster can’t be checked yet.', 'Open the common workspace and sign in first.');

/** The cluster, once the common workspace lets the attendee in. Concludes until then. */
export async function askCommunalCluster(clouds: AsksWorkspace, known: Parameters<typeof askCommonCluster>[1]): Promise<PlacedCluster> {
  const host = tidyHost(known.commonWorkspaceUrl ?? '');
  const isOpen = isWorkspaceHost(host) && (await clouds.databricks(host).currentUser()) !== null;
  return isOpen ? askCommonCluster(clouds, known) : conclude(notOpenYet());
}

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
      expected: newestRuntime ? `${newestRuntime} ML, or older` : 'an ML runtime',
      found: image,
      remedy: `It’s not your fault. Tell your facilitator: ${cluster.cluster_name} needs another runtime.`,
    });
  if (['RUNNING', 'RESIZING'].includes(cluster.state)) return pass(`${cluster.cluster_name} is running.`);
  if (['PENDING', 'RESTARTING'].includes(cluster.state)) return waiting(`${cluster.cluster_name} is starting`, { usually: 300 });
  return pass(`${cluster.cluster_name} is there.`, 'It’s off. Start it before :step[mount-storage]: that takes about five minutes.');
}
