/**
 * What a check may know: the workshop's settings, the attendee's recorded values, and who they are.
 * All of it text, as people type it; absent until somebody has said it.
 */
export interface Known {
  // settings
  tenantId?: string;
  subscriptionId?: string;
  subscriptionName?: string;
  resourceGroup?: string;
  region?: string;
  tier?: string;
  newestRuntime?: string;
  dssUrl?: string;
  appClientId?: string;
  storageAccount?: string;
  storageContainer?: string;
  adlsConnection?: string;
  adlsSasConnection?: string;
  fastWritePath?: string;
  sampleTable?: string;
  credentialsFailure?: string;
  commonWorkspaceUrl?: string;
  communalCluster?: string;
  savedModelName?: string;
  savedModelVersion?: string;
  codeEnvPython?: string;
  mlflowRule?: string;
  // values
  workspaceName?: string;
  workspaceUrl?: string;
  workspaceId?: string;
  workspaceResourceId?: string;
  clusterId?: string;
  clusterHost?: string;
  clusterPort?: string;
  clusterHttpPath?: string;
  warehouseId?: string;
  warehouseHost?: string;
  warehousePort?: string;
  warehouseHttpPath?: string;
  dssLogin?: string;
  clusterConnection?: string;
  warehouseConnection?: string;
  projectKey?: string;
  mountName?: string;
  experimentPath?: string;
  folderId?: string;
  codeEnvName?: string;
  // which of several, where the attendee said
  clusterTable?: string;
  clusterVisualRecipe?: string;
  clusterPythonRecipe?: string;
  clusterSyncOut?: string;
  clusterSyncBack?: string;
  warehouseTable?: string;
  warehouseVisualRecipe?: string;
  warehousePythonRecipe?: string;
  warehouseSyncOut?: string;
  warehouseSyncBack?: string;
  // jobs that were seen, which DSS may have removed since
  clusterVisualJob?: string;
  clusterPythonJob?: string;
  clusterSyncOutJob?: string;
  clusterSyncBackJob?: string;
  warehouseVisualJob?: string;
  warehousePythonFailure?: string;
  warehouseSyncFailure?: string;
  warehousePythonJob?: string;
  warehouseSyncOutJob?: string;
  warehouseSyncBackJob?: string;
  runId?: string;
  artifactsPath?: string;
  modelDirectory?: string;
  // the attendee
  track?: string;
  userName?: string;
  objectId?: string;
  personName?: string;
}
export type KnownName = keyof Known;
/** Known, where `Names` have been said. */
export type Knowing<Names extends KnownName> = Known & Required<Pick<Known, Names>>;
