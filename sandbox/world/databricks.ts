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

/** A cluster as requested. Its state is derived from its timestamps, see databricks/clusters.ts. */
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
  others?: Record<string, unknown>;
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

export interface Statement {
  warehouseId: string;
  text: string;
  at: number;
  /** Where table names with fewer than three parts are looked up. */
  place?: { catalog?: string | undefined; schema?: string | undefined };
  rowLimit?: number;
  isCanceled?: boolean;
}

/** A table that a job has written, with the moment from which it is there. */
export interface WrittenTable {
  catalog: string;
  schema: string;
  name: string;
  columns: [name: string, type: string][];
  /** The job that wrote it. */
  job: string;
  at: number;
}

export interface DatabricksWorkspace {
  members: { upn: string; oid: string; name: string }[];
  clusters: Cluster[];
  warehouses: Warehouse[];
  statements: Record<string, Statement>;
  /** Without one it is `hive_metastore`, see databricks/tables.ts. */
  defaultCatalog?: string;
  tables?: WrittenTable[];
  ml?: MachineLearning;
}

const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');

/** A newly deployed workspace: no members yet, and one stopped SQL warehouse. */
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

/** A workspace's machine-learning state, which worlds stored by older versions lack. */
export function mlOf(databricks: DatabricksWorkspace): MachineLearning {
  databricks.ml ??= newMachineLearning();
  return databricks.ml;
}
