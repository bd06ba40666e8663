import { legacyCatalog, ownCatalogOf } from '../databricks/tables.ts';
import { managedAccount } from '../storage/files.ts';
import type { Workspace } from '../world/azure.ts';
import { subscription } from '../world/cast.ts';
import { type DatabricksWorkspace, mlOf, newDatabricksWorkspace } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';

export const regions: Record<string, string> = {
  uksouth: 'UK South',
  ukwest: 'UK West',
  westeurope: 'West Europe',
  northeurope: 'North Europe',
  eastus2: 'East US 2',
};

export type ProvisioningState = 'Accepted' | 'Creating' | 'Succeeded' | 'Failed' | 'Deleting';

export function provisioningState(workspace: Workspace, now: number): ProvisioningState {
  if (workspace.deletingUntil !== null) return 'Deleting';
  if (now >= workspace.readyAt) return workspace.fails ? 'Failed' : 'Succeeded';
  return now - workspace.createdAt < 2000 ? 'Accepted' : 'Creating';
}

export const workspacePath = (w: Workspace) =>
  `/subscriptions/${subscription.id}/resourceGroups/${w.resourceGroup}/providers/Microsoft.Databricks/workspaces/${w.name}`;

/** The existing workspaces. Those whose deletion has finished are dropped. */
export function workspaces(store: Store): Workspace[] {
  const now = store.clock.now();
  const { world } = store;
  for (const gone of world.workspaces.filter((w) => w.deletingUntil !== null && w.deletingUntil <= now)) {
    world.workspaces = world.workspaces.filter((w) => w !== gone);
    delete world.databricks[gone.workspaceId];
    store.save();
  }
  return world.workspaces;
}

export function findWorkspace(store: Store, group: string, name: string): Workspace | undefined {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return workspaces(store).find((w) => same(w.resourceGroup, group) && same(w.name, name));
}

export interface WorkspaceRequest {
  name: string;
  resourceGroup: string;
  location: string;
  sku: string;
  computeMode?: 'Hybrid' | 'Serverless';
  noPublicIp?: boolean;
  virtualNetworkId?: string | null;
  publicNetworkAccess?: 'Enabled' | 'Disabled';
  requireInfrastructureEncryption?: boolean;
  managedServicesKey?: string | null;
  managedResourceGroup?: string;
  tags?: Record<string, string>;
}

/** The defaults of a new workspace. */
export const unchosen = {
  computeMode: 'Hybrid',
  noPublicIp: true,
  virtualNetworkId: null,
  publicNetworkAccess: 'Enabled',
  requireInfrastructureEncryption: false,
  managedServicesKey: null,
  tags: {},
} as const satisfies Partial<Workspace>;

export function createWorkspace(store: Store, by: { oid: string; upn: string }, wanted: WorkspaceRequest): Workspace {
  const { world, clock } = store;
  const workspaceId = String(1_000_000_000_000_000 + Math.floor(Math.random() * 8_000_000_000_000_000));
  const workspace: Workspace = {
    ...unchosen,
    ...wanted,
    managedResourceGroup: wanted.managedResourceGroup || `databricks-rg-${wanted.name}-${workspaceId.slice(-8)}`,
    workspaceId,
    workspaceUrl: `adb-${workspaceId}.${Number(workspaceId.slice(-2)) % 20}.azuredatabricks.net`,
    createdBy: by.oid,
    createdByUpn: by.upn,
    createdAt: clock.now(),
    readyAt: clock.after(world.rules.workspaceSeconds),
    fails: world.rules.nextWorkspaceFails,
    deletingUntil: null,
  };
  world.rules.nextWorkspaceFails = null;
  world.workspaces.push(workspace);
  const inside = newDatabricksWorkspace(by.upn, clock.now());
  mlOf(inside).isLegacyDbfsDisabled = world.rules.legacyDbfsOffInNewWorkspaces;
  inside.defaultCatalog = world.rules.defaultCatalogOfNewWorkspaces === 'workspace' ? ownCatalogOf(workspace.name) : legacyCatalog;
  world.databricks[workspaceId] = inside;
  store.save();
  return workspace;
}

export function deleteWorkspace(store: Store, workspace: Workspace): void {
  workspace.deletingUntil = store.clock.after(60);
  store.save();
}

/** The Databricks side of a workspace that has finished deploying. */
export function inside(store: Store, host: string): { workspace: Workspace; databricks: DatabricksWorkspace } | null {
  const workspace = workspaces(store).find((w) => w.workspaceUrl === host);
  const databricks = workspace && store.world.databricks[workspace.workspaceId];
  if (!databricks || provisioningState(workspace, store.clock.now()) !== 'Succeeded') return null;
  return { workspace, databricks };
}

/** The workspace in Azure Resource Manager's shape. Source: azure-rest-api-specs, Databricks 2026-01-01 examples. */
export function workspaceBody(store: Store, w: Workspace) {
  const state = provisioningState(w, store.clock.now());
  const isDeployed = state === 'Succeeded';
  const iso = new Date(w.createdAt).toISOString();
  const bool = (value: boolean) => ({ type: 'Bool', value });
  return {
    id: workspacePath(w),
    name: w.name,
    type: 'Microsoft.Databricks/workspaces',
    location: w.location,
    sku: { name: w.sku },
    tags: w.tags,
    systemData: { createdBy: w.createdByUpn, createdByType: 'User', createdAt: iso },
    properties: {
      provisioningState: state,
      computeMode: w.computeMode,
      createdDateTime: iso,
      createdBy: { oid: w.createdBy },
      updatedBy: { oid: w.createdBy },
      publicNetworkAccess: w.publicNetworkAccess,
      ...(w.computeMode === 'Hybrid'
        ? { managedResourceGroupId: `/subscriptions/${subscription.id}/resourceGroups/${w.managedResourceGroup}` }
        : {}),
      ...(isDeployed ? { workspaceId: w.workspaceId, workspaceUrl: w.workspaceUrl, isUcEnabled: true } : {}),
      ...(w.managedServicesKey
        ? {
            encryption: {
              entities: {
                managedServices: {
                  keySource: 'Microsoft.Keyvault',
                  keyVaultProperties: { keyVaultUri: w.managedServicesKey, keyName: 'key', keyVersion: '1' },
                },
              },
            },
          }
        : {}),
      parameters: {
        enableNoPublicIp: bool(w.noPublicIp),
        prepareEncryption: bool(false),
        requireInfrastructureEncryption: bool(w.requireInfrastructureEncryption),
        storageAccountName: { type: 'String', value: managedAccount(w.workspaceId) },
        ...(w.virtualNetworkId ? { customVirtualNetworkId: { type: 'String', value: w.virtualNetworkId } } : {}),
      },
    },
  };
}
