import type { Workspace } from '../world/azure.ts';
import type { Cluster, DatabricksWorkspace, TerminationReason } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';
import { effectiveSparkVersion, nodeTypes } from './catalog.ts';

export type ClusterState = 'PENDING' | 'RUNNING' | 'TERMINATED';
export interface ClusterCondition {
  state: ClusterState;
  message: string;
  reason: TerminationReason | null;
}

/** A cluster's state at a moment, derived from when it was started, how the start ends, and how long it has been idle. */
export function condition(c: Cluster, now: number): ClusterCondition {
  if (c.terminatedAt !== null) return ended(c.terminationReason);
  if (now < c.runningAt)
    return {
      state: 'PENDING',
      message: now - c.startAskedAt < 2000 ? 'Starting Spark' : 'Finding instances for new nodes, acquiring more instances if necessary',
      reason: null,
    };
  if (c.fails) return ended(c.fails);
  const idleMinutes = (now - Math.max(c.runningAt, c.lastUsedAt)) / 60_000;
  if (c.autoterminationMinutes > 0 && idleMinutes > c.autoterminationMinutes) {
    return ended({ code: 'INACTIVITY', type: 'SUCCESS', parameters: { inactivity_duration_min: String(c.autoterminationMinutes) } });
  }
  return { state: 'RUNNING', message: '', reason: null };
}

const messages: Record<string, string> = {
  USER_REQUEST: 'Terminated by user',
  INACTIVITY: 'Inactive cluster terminated (inactive for the configured time).',
};

function ended(reason: TerminationReason | null): ClusterCondition {
  return { state: 'TERMINATED', message: messages[reason?.code ?? ''] ?? reason?.parameters?.['azure_error_message'] ?? '', reason };
}

/** When a cluster that is off was switched off. */
function endedAt(c: Cluster, reason: TerminationReason | null): number {
  if (c.terminatedAt !== null) return c.terminatedAt;
  return reason?.code === 'INACTIVITY' ? Math.max(c.runningAt, c.lastUsedAt) + c.autoterminationMinutes * 60_000 : c.runningAt;
}

export interface ClusterRequest {
  name: string;
  sparkVersion: string;
  useMlRuntime?: boolean;
  nodeTypeId: string;
  numWorkers?: number;
  isSingleNode?: boolean;
  kind?: string | null;
  sparkConf?: Record<string, string>;
  customTags?: Record<string, string>;
  dataSecurityMode?: string;
  singleUserName?: string | null;
  policyId?: string | null;
  autoterminationMinutes?: number;
  runtimeEngine?: string;
  /** Fields that are kept and returned, and change nothing. */
  others?: Record<string, unknown>;
}

/** A cluster id in the real format: month and day, time, eight letters and digits. */
function newId(now: number): string {
  const [, month, day, h, m, s] = /-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(new Date(now).toISOString()) ?? [];
  const tail = Array.from({ length: 8 }, () => '0123456789abcdefghijklmnopqrstuvwxyz'.charAt(Math.floor(Math.random() * 36))).join('');
  return `${month}${day}-${h}${m}${s}-${tail}`;
}

const filled = (wanted: ClusterRequest) => ({
  name: wanted.name,
  sparkVersion: wanted.sparkVersion,
  useMlRuntime: wanted.useMlRuntime ?? false,
  nodeTypeId: wanted.nodeTypeId,
  numWorkers: wanted.numWorkers ?? 0,
  isSingleNode: wanted.isSingleNode ?? false,
  kind: wanted.kind ?? null,
  sparkConf: wanted.sparkConf ?? {},
  customTags: wanted.customTags ?? {},
  dataSecurityMode: wanted.dataSecurityMode ?? 'NONE',
  singleUserName: wanted.singleUserName ?? null,
  policyId: wanted.policyId ?? null,
  autoterminationMinutes: wanted.autoterminationMinutes ?? 0,
  runtimeEngine: wanted.runtimeEngine ?? 'STANDARD',
  others: wanted.others ?? {},
});

export function createCluster(
  store: Store,
  home: DatabricksWorkspace,
  creator: string,
  source: Cluster['source'],
  wanted: ClusterRequest,
): Cluster {
  const now = store.clock.now();
  const cluster: Cluster = {
    ...filled(wanted),
    id: newId(now),
    creator,
    source,
    startAskedAt: now,
    runningAt: now,
    lastUsedAt: now,
    terminatedAt: null,
    terminationReason: null,
    fails: null,
    events: [],
  };
  begin(store, cluster, 'CREATING', creator);
  home.clusters.push(cluster);
  return cluster;
}

/** vCPUs of the subscription that other clusters hold or are about to. */
function coresInUse(store: Store, but: Cluster): number {
  const now = store.clock.now();
  return Object.values(store.world.databricks)
    .flatMap((home) => home.clusters)
    .filter((k) => k !== but && condition(k, now).state !== 'TERMINATED')
    .reduce((sum, k) => sum + coresOf(k), 0);
}
const coresOf = (k: Cluster) => (nodeTypes.find((n) => n.node_type_id === k.nodeTypeId)?.num_cores ?? 0) * (k.numWorkers + 1);

/** What keeps a cluster's machines from starting: it shows only when they are requested. */
function obstacleTo(store: Store, cluster: Cluster): TerminationReason | null {
  const { unregisteredProviders, coreQuota } = store.world.rules;
  if (unregisteredProviders.includes('Microsoft.Compute'))
    return {
      code: 'CLOUD_PROVIDER_LAUNCH_FAILURE',
      type: 'CLOUD_FAILURE',
      parameters: {
        azure_error_code: 'MissingSubscriptionRegistration',
        azure_error_message: "The subscription is not registered to use namespace 'Microsoft.Compute'.",
      },
    };
  const used = coresInUse(store, cluster);
  if (used + coresOf(cluster) <= coreQuota) return null;
  return {
    code: 'AZURE_QUOTA_EXCEEDED_EXCEPTION',
    type: 'CLIENT_ERROR',
    parameters: {
      azure_error_code: 'QuotaExceeded',
      azure_error_message: `Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Current Limit: ${coreQuota}, Current Usage: ${used}, Additional Required: ${coresOf(cluster)}.`,
    },
  };
}

function begin(store: Store, cluster: Cluster, event: string, by: string): void {
  const now = store.clock.now();
  const { rules } = store.world;
  Object.assign(cluster, {
    startAskedAt: now,
    runningAt: store.clock.after(rules.clusterSeconds),
    lastUsedAt: now,
    terminatedAt: null,
    terminationReason: null,
    fails: rules.nextClusterFails ?? obstacleTo(store, cluster),
  });
  rules.nextClusterFails = null;
  cluster.events.push({ timestamp: now, type: event, details: { user: by } });
  store.save();
}

export const startCluster = (store: Store, cluster: Cluster, by: string) => begin(store, cluster, 'STARTING', by);
export const restartCluster = (store: Store, cluster: Cluster, by: string) => begin(store, cluster, 'RESTARTING', by);

/** An edit of a running cluster restarts it, as the real service does. */
export function editCluster(store: Store, cluster: Cluster, wanted: ClusterRequest, by: string): void {
  const { state } = condition(cluster, store.clock.now());
  Object.assign(cluster, filled(wanted));
  cluster.events.push({ timestamp: store.clock.now(), type: 'EDITED', details: { user: by } });
  if (state === 'RUNNING') restartCluster(store, cluster, by);
  store.save();
}

export function terminateCluster(store: Store, cluster: Cluster, by: string): void {
  if (condition(cluster, store.clock.now()).state === 'TERMINATED') return;
  cluster.terminatedAt = store.clock.now();
  cluster.terminationReason = { code: 'USER_REQUEST', type: 'SUCCESS', parameters: { username: by } };
  cluster.events.push({ timestamp: cluster.terminatedAt, type: 'TERMINATING', details: { reason: cluster.terminationReason } });
  store.save();
}

/** The HTTP path, as Advanced options show it under JDBC/ODBC. */
export const clusterPath = (workspace: Workspace, cluster: Cluster) => `sql/protocolv1/o/${workspace.workspaceId}/${cluster.id}`;

export function clusterBody(store: Store, c: Cluster) {
  const { state, message, reason } = condition(c, store.clock.now());
  const node = nodeTypes.find((n) => n.node_type_id === c.nodeTypeId);
  return {
    cluster_id: c.id,
    cluster_name: c.name,
    creator_user_name: c.creator,
    cluster_source: c.source,
    state,
    state_message: message,
    start_time: c.startAskedAt,
    ...(state === 'TERMINATED'
      ? { terminated_time: endedAt(c, reason), termination_reason: reason }
      : { cluster_cores: node?.num_cores, cluster_memory_mb: node?.memory_mb }),
    spark_version: c.sparkVersion,
    effective_spark_version: effectiveSparkVersion(c),
    use_ml_runtime: c.useMlRuntime,
    runtime_engine: c.runtimeEngine,
    ...(c.kind ? { kind: c.kind } : {}),
    is_single_node: c.isSingleNode,
    num_workers: c.numWorkers,
    node_type_id: c.nodeTypeId,
    driver_node_type_id: c.nodeTypeId,
    ...c.others,
    ...(c.policyId ? { policy_id: c.policyId } : {}),
    data_security_mode: c.dataSecurityMode,
    ...(c.singleUserName ? { single_user_name: c.singleUserName } : {}),
    autotermination_minutes: c.autoterminationMinutes,
    spark_conf: c.sparkConf,
    custom_tags: c.customTags,
    default_tags: { Vendor: 'Databricks', Creator: c.creator, ClusterName: c.name, ClusterId: c.id },
  };
}
