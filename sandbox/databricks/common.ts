import { unchosen } from '../azure/workspaces.ts';
import type { Workspace } from '../world/azure.ts';
import { subscription } from '../world/cast.ts';
import { type Cluster, newDatabricksWorkspace } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';

const workspaceId = '7000000000000016';
export const commonWorkspaceUrl = `adb-${workspaceId}.16.azuredatabricks.net`;
const maker = { upn: 'greta.holm@practice.example', oid: 'made before anybody came' };

/** The workspace and cluster shared by everybody on the model track. They exist from the start, and again after a reset. */
export function ensureCommon(store: Store): void {
  const { world } = store;
  if (world.databricks[workspaceId]) return;
  const workspace: Workspace = {
    ...unchosen,
    name: 'databricks-demo-common',
    resourceGroup: 'databricks-demo',
    location: 'uksouth',
    sku: 'premium',
    workspaceId,
    workspaceUrl: commonWorkspaceUrl,
    managedResourceGroup: `databricks-rg-common-${subscription.id.slice(0, 8)}`,
    createdBy: maker.oid,
    createdByUpn: maker.upn,
    createdAt: 0,
    readyAt: 0,
    fails: null,
    deletingUntil: null,
  };
  const cluster: Cluster = {
    id: '0101-000000-communal',
    name: 'communal_cluster',
    creator: maker.upn,
    sparkVersion: '16.4.x-scala2.12',
    useMlRuntime: true,
    nodeTypeId: 'Standard_D4ds_v5',
    numWorkers: 0,
    isSingleNode: true,
    kind: 'CLASSIC_PREVIEW',
    sparkConf: {},
    customTags: {},
    dataSecurityMode: 'NONE',
    singleUserName: null,
    policyId: null,
    autoterminationMinutes: 0,
    runtimeEngine: 'STANDARD',
    source: 'UI',
    startAskedAt: 0,
    runningAt: 0,
    lastUsedAt: 0,
    terminatedAt: null,
    terminationReason: null,
    fails: null,
    events: [],
  };
  world.workspaces.push(workspace);
  world.databricks[workspaceId] = { ...newDatabricksWorkspace(maker.upn, store.clock.now()), clusters: [cluster] };
  store.save();
}
