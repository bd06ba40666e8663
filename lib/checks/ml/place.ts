import { workspaceHost } from '@/lib/checks/azure/workspace';
import { isVerdict, missing } from '@/lib/checks/check';
import { askClusters } from '@/lib/checks/databricks/cluster';
import { tidyHost } from '@/lib/checks/databricks/connection-details';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Cluster } from '@/lib/clouds/databricks';
import { isWorkspaceHost } from '@/lib/clouds/place';

/** The workspace of section 4: one's own, or on the model track the one that everybody shares. */
export async function mlHost(clouds: Clouds, known: Known): Promise<string | Verdict> {
  if (known.track !== 'model') return workspaceHost(clouds, known);
  const host = tidyHost(known.commonWorkspaceUrl ?? '');
  return isWorkspaceHost(host)
    ? host
    : missing('The workshop names no common workspace.', 'Ask your facilitator: it is one of the workshop’s settings.');
}

/** The cluster on which section 4 is done: my own, or the communal one. */
export async function mlCluster(clouds: Clouds, known: Known): Promise<{ host: string; cluster: Cluster | null } | Verdict> {
  const host = await mlHost(clouds, known);
  if (typeof host !== 'string') return host;
  if (known.track !== 'model') {
    const view = await askClusters(clouds, known);
    return isVerdict(view) ? view : { host, cluster: view.chosen };
  }
  const { rows } = await clouds.databricks(host).clusters();
  return { host, cluster: rows.find((c) => c.cluster_name === known.communalCluster) ?? null };
}
