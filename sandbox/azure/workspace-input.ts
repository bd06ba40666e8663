import { z } from 'zod';
import type { Workspace } from '../world/azure.ts';
import type { C } from './context.ts';
import { armError, refuseUnpractised } from './errors.ts';
import { unregisteredRefusal } from './may-deploy.ts';
import { announce } from './operations.ts';
import { provisioningState, regions, workspaceBody } from './workspaces.ts';

/** What a PUT of a workspace asks for, and what becomes of one that exists. Source: azure-rest-api-specs, Databricks 2026-01-01. */
const parameter = <T extends z.ZodType>(value: T) => z.object({ value }).optional();
export const WorkspaceInput = z.object({
  location: z.string(),
  sku: z.object({ name: z.string() }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  properties: z.object({
    computeMode: z.enum(['Hybrid', 'Serverless']).optional(),
    managedResourceGroupId: z.string().optional(),
    publicNetworkAccess: z.enum(['Enabled', 'Disabled']).optional(),
    encryption: z
      .object({
        entities: z.object({ managedServices: z.object({ keyVaultProperties: z.object({ keyVaultUri: z.string() }) }).optional() }),
      })
      .optional(),
    parameters: z
      .object({
        enableNoPublicIp: parameter(z.boolean()),
        requireInfrastructureEncryption: parameter(z.boolean()),
        customVirtualNetworkId: parameter(z.string()),
      })
      .nullish(),
  }),
});

type WorkspaceInput = z.output<typeof WorkspaceInput>;

export const regionOf = (location: string) => location.toLowerCase().replaceAll(' ', '');
export const managedGroupOf = ({ properties }: WorkspaceInput) => properties.managedResourceGroupId?.split('/').at(-1);
export const managedKeyOf = ({ properties }: WorkspaceInput) =>
  properties.encryption?.entities.managedServices?.keyVaultProperties.keyVaultUri ?? null;

export const tierOf = (sku: { name: string } | undefined) => sku?.name.toLowerCase() ?? 'premium';

/** Why a workspace cannot be made or changed like this, in Azure's words where they are known. */
export function refusalOf(c: C, name: string, { location, sku }: WorkspaceInput): Response | null {
  const unregistered = unregisteredRefusal(c.env.store);
  if (unregistered) return armError(...unregistered);
  if (!regions[regionOf(location)])
    return armError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type 'Microsoft.Databricks/workspaces'.`,
    );
  if (!/^[a-zA-Z0-9_-]{3,64}$/.test(name))
    return armError(400, 'InvalidWorkspaceName', 'The workspace name must be 3 to 64 letters, digits, hyphens or underscores.');
  if (tierOf(sku) === 'standard')
    return armError(400, 'StandardTierNotSupported', 'Workspaces of the Standard tier can no longer be created.');
  if (!['premium', 'trial'].includes(tierOf(sku))) return armError(400, 'InvalidSku', `The sku '${sku?.name}' is not valid.`);
  return null;
}

/** PUT of a workspace that exists: tags and tier change, and network access; what it was created with does not. */
export function replace(c: C, existing: Workspace, wanted: WorkspaceInput): Response {
  const { location, sku, tags, properties } = wanted;
  const { name, resourceGroup } = existing;
  const state = provisioningState(existing, c.env.store.clock.now());
  if (state === 'Deleting') return armError(409, 'Conflict', `The workspace '${name}' is being deleted.`);
  if (state !== 'Succeeded' && state !== 'Failed')
    return armError(409, 'ApplicationUpdateFail', `Failed to update application: '${name}', because its state is '${state}'.`);
  if (regionOf(location) !== existing.location)
    return armError(
      409,
      'InvalidResourceLocation',
      `The resource '${name}' already exists in location '${existing.location}' in resource group '${resourceGroup}'. A resource with the same name cannot be created in location '${regionOf(location)}'. Please select a new resource name.`,
    );
  const { parameters, computeMode, publicNetworkAccess } = properties;
  const fixed: [string, unknown, unknown][] = [
    ['computeMode', computeMode, existing.computeMode],
    ['managedResourceGroupId', managedGroupOf(wanted), existing.managedResourceGroup],
    ['parameters.enableNoPublicIp', parameters?.enableNoPublicIp?.value, existing.noPublicIp],
    ['parameters.customVirtualNetworkId', parameters?.customVirtualNetworkId?.value, existing.virtualNetworkId],
    [
      'parameters.requireInfrastructureEncryption',
      parameters?.requireInfrastructureEncryption?.value,
      existing.requireInfrastructureEncryption,
    ],
    ['encryption', managedKeyOf(wanted) ?? undefined, existing.managedServicesKey],
  ];
  const changed = fixed.find(([, asked, present]) => asked !== undefined && asked !== present);
  if (changed) return refuseUnpractised(`a change of '${changed[0]}' of a workspace that exists`);
  if (existing.sku === 'premium' && tierOf(sku) === 'trial') return refuseUnpractised('a change of the tier from premium to trial');
  Object.assign(existing, { sku: tierOf(sku), tags: tags ?? {}, ...(publicNetworkAccess ? { publicNetworkAccess } : {}) });
  c.env.store.save();
  announce(c, existing.location, existing.workspaceId);
  return c.json(workspaceBody(c.env.store, existing), 200);
}
