import type { JWK } from 'jose';
import type { Storage } from '../storage/files.ts';
import { cast, dssClientId, dssHost, type Person, portalClientId, subscription } from './cast.ts';
import { type Dss, newDss } from './dss.ts';
import type { MachineLearning } from './ml.ts';

export interface ClientSecret {
  id: string;
  hint: string;
  /** SHA-256 of the value: like the real service, the practice cloud cannot show a secret a second time. */
  hash: string;
  description: string;
  madeBy: string;
  endsAt: number;
}

export interface App {
  clientId: string;
  name: string;
  redirectUris: string[];
  /** Resources that an administrator has consented to for everyone. */
  adminConsented: boolean;
  secrets: ClientSecret[];
}

export interface Workspace {
  name: string;
  resourceGroup: string;
  location: string;
  sku: string;
  computeMode: 'Hybrid' | 'Serverless';
  workspaceId: string;
  workspaceUrl: string;
  managedResourceGroup: string;
  createdBy: string;
  createdByUpn: string;
  createdAt: number;
  readyAt: number;
  fails: { code: string; message: string } | null;
  deletingUntil: number | null;
  noPublicIp: boolean;
  virtualNetworkId: string | null;
  publicNetworkAccess: 'Enabled' | 'Disabled';
  requireInfrastructureEncryption: boolean;
  managedServicesKey: string | null;
  tags: Record<string, string>;
}

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

export interface Rules {
  workspaceSeconds: number;
  clusterSeconds: number;
  warehouseSeconds: number;
  /** How long a DSS job works once it has what it needs. */
  jobSeconds: number;
  /** Bytes of chatter that every new job's log begins with. */
  jobLogPadding: number;
  /** The next deployment or cluster start ends so; used once. */
  nextWorkspaceFails: { code: string; message: string } | null;
  nextClusterFails: TerminationReason | null;
}

export interface World {
  version: 1;
  skippedMs: number;
  signingKey: JWK | null;
  people: Person[];
  apps: App[];
  consents: { clientId: string; oid: string; resources: string[] }[];
  /** Refresh tokens issued to this object id before this moment are refused. */
  revokedBefore: Record<string, number>;
  resourceGroups: { name: string; location: string }[];
  workspaces: Workspace[];
  databricks: Record<string, DatabricksWorkspace>;
  dss: Dss;
  storage: Storage;
  rules: Rules;
}

export const usualRules: Rules = {
  workspaceSeconds: 180,
  clusterSeconds: 300,
  warehouseSeconds: 120,
  jobSeconds: 30,
  jobLogPadding: 0,
  nextWorkspaceFails: null,
  nextClusterFails: null,
};

/** A world in which nobody has done anything yet. */
export function newWorld(portalRedirectUri: string): World {
  return {
    version: 1,
    skippedMs: 0,
    signingKey: null,
    people: structuredClone(cast),
    apps: [
      { clientId: portalClientId, name: 'Guidepost', redirectUris: [portalRedirectUri], adminConsented: false, secrets: [] },
      {
        clientId: dssClientId,
        name: 'dss-databricks-oauth',
        redirectUris: [`https://${dssHost}/dip/api/oauth2-callback`],
        adminConsented: true,
        secrets: [],
      },
    ],
    consents: [],
    revokedBefore: {},
    resourceGroups: [
      { name: 'databricks-demo', location: 'uksouth' },
      { name: 'databricks-playground', location: 'westeurope' },
    ],
    workspaces: [],
    databricks: {},
    dss: newDss(Date.now()),
    storage: { databricksdemodss: { 'databricks-demo': {} } },
    rules: structuredClone(usualRules),
  };
}

export const subscriptionId = subscription.id;
