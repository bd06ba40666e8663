import type { Leftover } from '@/lib/lab/leftover';

/**
 * What attendees may leave behind, the most expensive first. A workspace costs what runs in it, and its network; a mount and a connection
 * hold a secret.
 */
export const leftovers: readonly Leftover[] = [
  { label: 'SQL warehouse', where: 'Databricks', costs: true, check: 'cleanup.warehouse-is-off', names: ['warehouseHttpPath'] },
  { label: 'Cluster', where: 'Databricks', costs: true, check: 'cleanup.cluster-is-off', names: ['clusterHttpPath', 'clusterId'] },
  { label: 'Workspace', where: 'Azure', costs: true, check: 'cleanup.workspace-is-gone', names: ['workspaceName', 'workspaceUrl'] },
  { label: 'Mount', where: 'Databricks', costs: false, check: 'cleanup.mount-is-gone', names: ['mountName'] },
  {
    ...{ label: 'Connection to the cluster', where: 'Dataiku DSS', costs: false },
    ...{ check: 'cleanup.cluster-connection-is-gone', names: ['clusterConnection'] },
  },
  {
    ...{ label: 'Connection to the SQL warehouse', where: 'Dataiku DSS', costs: false },
    ...{ check: 'cleanup.warehouse-connection-is-gone', names: ['warehouseConnection'] },
  },
  { label: 'Project', where: 'Dataiku DSS', costs: false, check: 'cleanup.project-is-gone', names: ['projectKey'] },
  { label: 'Code environment', where: 'Dataiku DSS', costs: false, check: 'cleanup.code-env-is-gone', names: ['codeEnvName'] },
];
