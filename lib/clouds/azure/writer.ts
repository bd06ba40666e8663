import { z } from 'zod';
import type { Evidence, Run } from '../http';
import { azureOf, type NamedWorkspace, Workspace, workspaceAt } from './client';
import { service } from './service';

/** A workspace as it is to be deployed. */
export interface WorkspaceWish {
  location: string;
  tier: string;
  computeMode: 'Hybrid' | 'Serverless';
  /** The name of the resource group that Databricks makes for its own resources. */
  managedResourceGroup: string;
  parameters?: Record<string, { value: unknown }>;
}

/** Azure Resource Manager with what changes something, as the attendee. Shapes: azure-rest-api-specs, Microsoft.Databricks, 2026-01-01. */
export function azureWriterOf(run: Run, record: Evidence[]) {
  return {
    ...azureOf(run, record),

    /** Begins to deploy a workspace, which takes minutes (Workspaces - Create Or Update). One of that name that exists is changed. */
    async createDatabricksWorkspace(at: NamedWorkspace, wish: WorkspaceWish): Promise<void> {
      const { location, tier, computeMode, managedResourceGroup, parameters } = wish;
      const managed = `/subscriptions/${at.subscriptionId}/resourceGroups/${managedResourceGroup}`;
      const properties = {
        computeMode,
        ...(computeMode === 'Hybrid' ? { managedResourceGroupId: managed } : {}), // a serverless one has none
        ...(parameters ? { parameters } : {}),
      };
      const body = { location, sku: { name: tier }, properties };
      await run.ask({ service, url: workspaceAt(at), schema: Workspace, write: { method: 'PUT', body } }, record);
    },

    /** Begins to delete a workspace, with all that is in it (Workspaces - Delete): 202, or 204 where there is none. */
    async deleteDatabricksWorkspace(at: NamedWorkspace): Promise<void> {
      const write = { method: 'DELETE' } as const;
      await run.ask({ service, url: workspaceAt(at), schema: z.unknown(), reads: 'json-or-nothing', write }, record);
    },
  };
}
export type AzureWriter = ReturnType<typeof azureWriterOf>;
