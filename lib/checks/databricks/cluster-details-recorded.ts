import { defineCheck } from '@/lib/checks/check';
import { askClusters, type ClusterView, clusterNeeds, ofCluster } from './cluster';
import { type ConnectionDetails, judgeDetails, tidyPath, type Whose } from './connection-details';

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
      ? `This is the path of ${other.cluster_name}, made by ${other.creator_user_name ?? 'somebody else'}, not of your cluster.`
      : 'There is no such cluster in your workspace.';
  };

export const clusterDetailsRecorded = defineCheck({
  id: 'databricks.cluster-details-recorded',
  title: 'Its connection details are recorded',
  needs: clusterNeeds,
  ask: askClusters,
  judge: ofCluster((cluster, known, view) =>
    judgeDetails(
      'cluster',
      { host: known.clusterHost ?? '', port: known.clusterPort ?? '', httpPath: known.clusterHttpPath ?? '' },
      clusterDetails(view.host, cluster.cluster_id),
      whoseIn(view),
    ),
  ),
});
