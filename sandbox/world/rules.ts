import type { TerminationReason } from './databricks.ts';

/** A block of Conditional Access: of a person, of a resource (`arm`, `databricks`, `storage`, `graph`), or of both together. */
export interface Block {
  upn?: string | undefined;
  resource?: string | undefined;
  /** 53003: by a policy. 53000, 53001: the device is not compliant, not joined. */
  code?: '53000' | '53001' | '53003' | undefined;
}

/** Where the practice cloud can be as strict as the documents. Each has its own switch; facts: what real services do. */
export interface Strictness {
  /** People have their Azure role on the workshop's resource group alone, not on the subscription. */
  azureRolesInGroupOnly: boolean;
  /**
   * People with a role only on the group have a second one in the subscription, which reads and creates resource groups: whoever makes a
   * workspace makes the group that Databricks manages for it. Source: learn.microsoft.com, azure/databricks/getting-started/free-trial, Permissions.
   */
  mayCreateGroups: boolean;
  /** Resource providers that nobody has registered: Microsoft.Databricks shows at once, Microsoft.Compute only at a cluster's start. */
  unregisteredProviders: string[];
  /** vCPUs of the subscription that clusters may use at the same time. */
  coreQuota: number;
  /** How long a storage role takes to work after it was given. */
  storageRoleSeconds: number;
  /** The storage account's firewall is closed to everybody. */
  storageFirewall: boolean;
  /** Databricks' IP access lists let nobody in. */
  ipAccessListBlocks: boolean;
  /** How long an execution context is Pending, and how long a cluster's first command runs. */
  contextSeconds: number;
  coldPythonSeconds: number;
  /** 401 and 403 of Databricks have a number as their `error_code`. */
  numericErrorCodes: boolean;
  /** Everybody in a workspace is its administrator; else only who made it. */
  everybodyIsAdmin: boolean;
  /** The newest runtime is still in Beta. */
  newestRuntimeIsBeta: boolean;
  /** Mounts and the DBFS root are off in workspaces that are made from now on. */
  legacyDbfsOffInNewWorkspaces: boolean;
  /** A model's files name what MLflow really writes for its runtime, and a package index has only what it has. */
  realRequirements: boolean;
  /** DSS asks Databricks' scope by itself; else it asks what the connection's `scope` says. */
  dssAddsScope: boolean;
  /** DSS's `/connections/NAME/info` answers without `params` to who may not see them; else with 403. */
  infoWithoutParams: boolean;
  /** The DSS license has user isolation, which credentials per user need. */
  licenceHasUserIsolation: boolean;
  /** A job's log has the word `fastpath`, as the lab says; else only what DSS's documents lead one to expect of a fast write. */
  logSaysFastpath: boolean;
  /** A cluster reads and writes files with the storage connection's access key, as the lab says; DSS's documents ask for a SAS token. */
  accessKeyWorksOnClusters: boolean;
  /**
   * Where tables without a catalog go in workspaces that are made from now on: into the workspace's own catalog, which Databricks makes
   * with it, or into its Hive metastore.
   */
  defaultCatalogOfNewWorkspaces: DefaultCatalog;
  /** What the account lacks in Unity Catalog: `USE CATALOG` for writing tables, `CREATE EXTERNAL TABLE` for unloading. */
  missingGrants: Grant[];
  /** What the group of the attendees lacks in DSS. */
  missingDssRights: DssRight[];
  /** That group has *Manage all code envs*, too: without it the API deletes no code environment, not even one's own. */
  attendeesManageCodeEnvs: boolean;
  /** Resources whose tokens need a second factor: an interactive sign-in that carries the claims of the refusal. */
  mfaFor: string[];
  blocks: Block[];
  /** People may consent for themselves; else an administrator does, for everybody. */
  usersMayConsent: boolean;
  /** APIs that the tenant has no service principal of. */
  missingServicePrincipals: string[];
  /** What Entra ID makes of the portal's client secret. */
  portalSecret: 'valid' | 'wrong' | 'expired';
}

export type DefaultCatalog = 'hive_metastore' | 'workspace';
export type Grant = 'USE CATALOG' | 'CREATE EXTERNAL TABLE';
/** Rights of a DSS group, by their names on its page (knowledge.dataiku.com, global group permissions). */
export type DssRight = 'Create projects' | 'Create code envs' | 'Write isolated code' | 'Create active Web content';

export interface Rules extends Strictness {
  workspaceSeconds: number;
  clusterSeconds: number;
  warehouseSeconds: number;
  /** How long a DSS job runs once its cluster or warehouse is up. */
  jobSeconds: number;
  /** How long DSS takes to make a code environment, to install what it requests, and to delete it. */
  codeEnvSeconds: number;
  /** How long DSS takes to read a model that it imports: it answers only then. */
  importSeconds: number;
  /** Bytes of filler at the beginning of every new job's log. */
  jobLogPadding: number;
  /** The failure of the next deployment or cluster start; used once. */
  nextWorkspaceFails: { code: string; message: string } | null;
  nextClusterFails: TerminationReason | null;
}

const kind: Strictness = {
  azureRolesInGroupOnly: false,
  mayCreateGroups: true,
  unregisteredProviders: [],
  coreQuota: 350,
  storageRoleSeconds: 0,
  storageFirewall: false,
  ipAccessListBlocks: false,
  contextSeconds: 0,
  coldPythonSeconds: 0,
  numericErrorCodes: false,
  everybodyIsAdmin: true,
  newestRuntimeIsBeta: true,
  legacyDbfsOffInNewWorkspaces: false,
  realRequirements: false,
  dssAddsScope: true,
  infoWithoutParams: false,
  licenceHasUserIsolation: true,
  logSaysFastpath: true,
  accessKeyWorksOnClusters: true,
  defaultCatalogOfNewWorkspaces: 'hive_metastore',
  missingGrants: [],
  missingDssRights: [],
  attendeesManageCodeEnvs: false,
  mfaFor: [],
  blocks: [],
  usersMayConsent: true,
  missingServicePrincipals: [],
  portalSecret: 'valid',
};

/** What a workshop meets on real services for which everything was prepared: it can be finished all the same. */
const strict: Strictness = {
  ...kind,
  azureRolesInGroupOnly: true,
  coreQuota: 100,
  storageRoleSeconds: 120,
  contextSeconds: 10,
  coldPythonSeconds: 20,
  numericErrorCodes: true,
  everybodyIsAdmin: false,
  newestRuntimeIsBeta: false,
  legacyDbfsOffInNewWorkspaces: true,
  defaultCatalogOfNewWorkspaces: 'workspace',
  realRequirements: true,
  dssAddsScope: false,
  infoWithoutParams: true,
  logSaysFastpath: false,
};

/** And what it meets if nothing was: everything at once. */
const unprepared: Strictness = {
  ...strict,
  mayCreateGroups: false,
  unregisteredProviders: ['Microsoft.Databricks', 'Microsoft.Compute'],
  coreQuota: 4,
  storageRoleSeconds: 600,
  storageFirewall: true,
  ipAccessListBlocks: true,
  licenceHasUserIsolation: false,
  accessKeyWorksOnClusters: false,
  missingGrants: ['USE CATALOG', 'CREATE EXTERNAL TABLE'],
  missingDssRights: ['Create code envs', 'Write isolated code', 'Create active Web content'],
  mfaFor: ['databricks'],
  usersMayConsent: false,
};

export const presets = { kind, strict, unprepared } as const;

export const usualRules: Rules = {
  workspaceSeconds: 180,
  clusterSeconds: 300,
  warehouseSeconds: 120,
  jobSeconds: 30,
  codeEnvSeconds: 60,
  importSeconds: 10,
  jobLogPadding: 0,
  nextWorkspaceFails: null,
  nextClusterFails: null,
  ...kind,
};
