import type { DefaultCatalog, DssRight, Grant, Rules, Strictness } from '../world/rules.ts';

/** What the page sets: everything that makes the practice cloud strict except blocks, which have their own form; and durations. */
export type Settable = Omit<Strictness, 'blocks'> &
  Pick<Rules, 'workspaceSeconds' | 'clusterSeconds' | 'warehouseSeconds' | 'jobSeconds' | 'codeEnvSeconds' | 'importSeconds'>;

export const groups = ['Azure and its storage', 'Databricks', 'DSS', 'Entra ID', 'How long things take'] as const;

/** A switch of the page: ticked or not, a number, any of the options, or one of them. */
export type Switch = { of: (typeof groups)[number]; label: string } & (
  | { kind: 'tick' | 'number' }
  | { kind: 'any' | 'one'; options: readonly string[] }
);

/** APIs, by the names that the rules have for them. */
export const apis: Record<string, string> = {
  arm: 'Azure Resource Manager',
  databricks: 'Databricks',
  storage: 'Azure Storage',
  graph: 'Microsoft Graph',
};
const resources = Object.keys(apis);
const catalogs: DefaultCatalog[] = ['hive_metastore', 'workspace'];
const grants: Grant[] = ['USE CATALOG', 'CREATE EXTERNAL TABLE'];
const rights: DssRight[] = ['Create projects', 'Create code envs', 'Write isolated code', 'Create active Web content'];
const providers = ['Microsoft.Databricks', 'Microsoft.Compute'];
const secrets: Strictness['portalSecret'][] = ['valid', 'wrong', 'expired'];

export const switches: Record<keyof Settable, Switch> = {
  azureRolesInGroupOnly: {
    of: 'Azure and its storage',
    label: 'People have their Azure role on the workshop’s resource group only',
    kind: 'tick',
  },
  mayCreateGroups: {
    of: 'Azure and its storage',
    label: 'They may also create resource groups, such as the managed one of a workspace',
    kind: 'tick',
  },
  unregisteredProviders: {
    of: 'Azure and its storage',
    label: 'Resource providers that nobody has registered',
    kind: 'any',
    options: providers,
  },
  coreQuota: { of: 'Azure and its storage', label: 'vCPUs that all clusters together may use', kind: 'number' },
  storageRoleSeconds: { of: 'Azure and its storage', label: 'Seconds until a new storage role holds', kind: 'number' },
  storageFirewall: { of: 'Azure and its storage', label: 'The storage account’s firewall lets nobody in', kind: 'tick' },
  ipAccessListBlocks: { of: 'Databricks', label: 'An IP access list lets nobody in', kind: 'tick' },
  contextSeconds: { of: 'Databricks', label: 'Seconds that an execution context is pending', kind: 'number' },
  coldPythonSeconds: { of: 'Databricks', label: 'Seconds that a cluster’s first command runs', kind: 'number' },
  numericErrorCodes: { of: 'Databricks', label: 'Refusals (401, 403) have a number as their error code', kind: 'tick' },
  everybodyIsAdmin: { of: 'Databricks', label: 'Everyone is an admin of every workspace, not only who made it', kind: 'tick' },
  newestRuntimeIsBeta: { of: 'Databricks', label: 'The newest runtime is still in Beta', kind: 'tick' },
  legacyDbfsOffInNewWorkspaces: { of: 'Databricks', label: 'Mounts are off in workspaces made from now on', kind: 'tick' },
  realRequirements: {
    of: 'Databricks',
    label: 'Models pin what MLflow really writes, and only releases that exist can be installed',
    kind: 'tick',
  },
  defaultCatalogOfNewWorkspaces: {
    of: 'Databricks',
    label: 'Default catalog of workspaces made from now on',
    kind: 'one',
    options: catalogs,
  },
  missingGrants: { of: 'Databricks', label: 'Unity Catalog grants that are missing', kind: 'any', options: grants },
  dssAddsScope: { of: 'DSS', label: 'DSS asks for Databricks’ scope by itself, not for the connection’s', kind: 'tick' },
  infoWithoutParams: { of: 'DSS', label: 'A connection’s details are left out instead of refused', kind: 'tick' },
  licenceHasUserIsolation: { of: 'DSS', label: 'The license has user isolation, which credentials per user need', kind: 'tick' },
  logSaysFastpath: { of: 'DSS', label: 'A job’s log has the word “fastpath”', kind: 'tick' },
  accessKeyWorksOnClusters: { of: 'DSS', label: 'Fast-write by access key works on a cluster', kind: 'tick' },
  missingDssRights: { of: 'DSS', label: 'Rights that the attendees’ group lacks', kind: 'any', options: rights },
  attendeesManageCodeEnvs: { of: 'DSS', label: 'The attendees’ group may manage all code environments', kind: 'tick' },
  mfaFor: { of: 'Entra ID', label: 'A second factor is needed for', kind: 'any', options: resources },
  missingServicePrincipals: { of: 'Entra ID', label: 'APIs that the tenant doesn’t have', kind: 'any', options: resources },
  usersMayConsent: { of: 'Entra ID', label: 'People may consent for themselves', kind: 'tick' },
  portalSecret: { of: 'Entra ID', label: 'The portal’s client secret is', kind: 'one', options: secrets },
  workspaceSeconds: { of: 'How long things take', label: 'Seconds to deploy a workspace', kind: 'number' },
  clusterSeconds: { of: 'How long things take', label: 'Seconds to start a cluster', kind: 'number' },
  warehouseSeconds: { of: 'How long things take', label: 'Seconds to start a SQL warehouse', kind: 'number' },
  jobSeconds: { of: 'How long things take', label: 'Seconds that a DSS job runs', kind: 'number' },
  codeEnvSeconds: { of: 'How long things take', label: 'Seconds to create, build or delete a code environment', kind: 'number' },
  importSeconds: { of: 'How long things take', label: 'Seconds to import a model into DSS', kind: 'number' },
};
