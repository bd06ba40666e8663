import { checkFor } from '@/lib/lab/check';
import { askClusters, type ClusterView, clusterNeeds, clusterUses, ofCluster } from './clusters';
import { type ConnectionDetails, judgeDetails, tidyPath, type Whose } from './connection-details';
import { byOthers } from './made-by';
import type { AsksWorkspace } from './workspace';

/** `adb-<workspace id>.<n>.azuredatabricks.net`: the id is the o= of every path in it. */
export const workspaceIdOf = (host: string): string => /^adb-(\d+)\./.exec(host)?.[1] ?? '';

/** What the JDBC/ODBC panel of a cluster shows (databricks-sdk-py, config.py sql_http_path). */
export const clusterDetails = (host: string, clusterId: string): ConnectionDetails => ({
  host,
  port: '443',
  httpPath: `sql/protocolv1/o/${workspaceIdOf(host)}/${clusterId}`,
});

const whoseIn =
  ({ host, all }: ClusterView): Whose =>
  (path) => {
    const [, org, id] = /^sql\/protocolv1\/o\/(\d+)\/([\w-]+)$/.exec(tidyPath(path)) ?? [];
    if (!id) return null;
    if (org !== workspaceIdOf(host)) return 'This is a cluster in another workspace.';
    const other = all.find((c) => c.cluster_id === id);
    return other
      ? `This is the path of another cluster. ${byOthers(other.cluster_name, [other.creator_user_name ?? ''])}`
      : 'There is no such cluster in your workspace.';
  };

/**
 * What was recorded of it under the roles `host`, `port` and `httpPath` is right.
 * @param where see `askClusters`
 */
export const clusterDetailsRecorded = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: [...clusterUses, 'host', 'port', 'httpPath'],
    ask: (clouds, known) => askClusters(clouds, known, where),
    judge: ofCluster((cluster, view, recorded) =>
      judgeDetails('cluster', recorded, clusterDetails(view.host, cluster.cluster_id), whoseIn(view)),
    ),
  });
