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
  // the attendee
  userName?: string;
  objectId?: string;
  personName?: string;
}
export type KnownName = keyof Known;
/** Known, where `Names` have been said. */
export type Knowing<Names extends KnownName> = Known & Required<Pick<Known, Names>>;
