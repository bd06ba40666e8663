import { type MachineLearning, newMachineLearning } from './ml.ts';

export interface TerminationReason {
  code: string;
  type: 'SUCCESS' | 'CLIENT_ERROR' | 'CLOUD_FAILURE' | 'SERVICE_FAULT';
  parameters?: Record<string, string>;
}

export interface ClusterEvent {
  timestamp: number;
  type: string;
  details: Record<string, unknown>;
}

/** A cluster as it was asked for; its state follows from the moments, see databricks/clusters.ts. */
export interface Cluster {
  id: string;
  name: string;
  creator: string;
  sparkVersion: string;
  useMlRuntime: boolean;
  nodeTypeId: string;
  numWorkers: number;
  isSingleNode: boolean;
  kind: string | null;
  sparkConf: Record<string, string>;
  customTags: Record<string, string>;
  dataSecurityMode: string;
  singleUserName: string | null;
  policyId: string | null;
  autoterminationMinutes: number;
  runtimeEngine: string;
  source: 'UI' | 'API';
  startAskedAt: number;
  runningAt: number;
  lastUsedAt: number;
  terminatedAt: number | null;
  terminationReason: TerminationReason | null;
  fails: TerminationReason | null;
  events: ClusterEvent[];
}

export interface Warehouse {
  id: string;
  name: string;
  creator: string;
  serverless: boolean;
  clusterSize: string;
  autoStopMinutes: number;
  startAskedAt: number | null;
  runningAt: number | null;
  lastUsedAt: number;
}

export interface DatabricksWorkspace {
  members: { upn: string; oid: string; name: string }[];
  clusters: Cluster[];
  warehouses: Warehouse[];
  statements: Record<string, { warehouseId: string; text: string; at: number }>;
  ml?: MachineLearning;
}

const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');

/** A workspace as it is deployed: nobody in it yet, and one stopped SQL warehouse. */
export const newDatabricksWorkspace = (creator: string, now: number): DatabricksWorkspace => ({
  members: [],
  clusters: [],
  warehouses: [
    {
      id: hex(16),
      name: 'Serverless Starter Warehouse',
      creator,
      serverless: true,
      clusterSize: 'Small',
      autoStopMinutes: 120,
      startAskedAt: null,
      runningAt: null,
      lastUsedAt: now,
    },
  ],
  statements: {},
});

/** What a workspace holds for machine learning. Worlds that were written before there was any begin empty. */
export function mlOf(databricks: DatabricksWorkspace): MachineLearning {
  databricks.ml ??= newMachineLearning();
  return databricks.ml;
}
