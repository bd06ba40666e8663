import { z } from 'zod';
import { service } from '../practice.ts';
import { subscription } from '../world/cast.ts';
import type { C, Variables } from './context.ts';
import { armError, json, query } from './errors.ts';
import { withGroup } from './resource-group.ts';
import {
  createWorkspace,
  deleteWorkspace,
  findWorkspace,
  provisioningState,
  regions,
  workspaceBody,
  workspacePath,
  workspaces,
} from './workspaces.ts';

/** Databricks workspaces as resources, and the long-running operations that create and delete them. */
export const workspacesApi = service<Variables>();

const provider = '/subscriptions/:subscription/providers/Microsoft.Databricks';
const inGroup = '/subscriptions/:subscription/:groups{resource[gG]roups}/:group/providers/Microsoft.Databricks/workspaces';

const pageSize = 50;
const Page = z.object({ $skiptoken: z.coerce.number().int().min(0).default(0) });

/** One page of workspaces, with a link to the next. */
function page(c: C, all: ReturnType<typeof workspaces>, { $skiptoken: from }: z.output<typeof Page>) {
  const next = new URL(c.req.url);
  next.searchParams.set('$skiptoken', String(from + pageSize));
  return c.json({
    value: all.slice(from, from + pageSize).map((w) => workspaceBody(c.env.store, w)),
    ...(all.length > from + pageSize ? { nextLink: next.href } : {}),
  });
}

workspacesApi.get(`${provider}/workspaces`, query(Page), (c) => page(c, workspaces(c.env.store), c.req.valid('query')));

workspacesApi.get(inGroup, withGroup, query(Page), (c) =>
  page(
    c,
    workspaces(c.env.store).filter((w) => w.resourceGroup === c.var.group.name),
    c.req.valid('query'),
  ),
);

workspacesApi.get(`${inGroup}/:name`, withGroup, (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  return workspace
    ? c.json(workspaceBody(c.env.store, workspace))
    : armError(
        404,
        'ResourceNotFound',
        `The Resource 'Microsoft.Databricks/workspaces/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      );
});

const parameter = <T extends z.ZodType>(value: T) => z.object({ value }).optional();
const WorkspaceInput = z.object({
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

const operationUrl = (kind: string, location: string, id: string, version: string) =>
  `https://management.azure.com/subscriptions/${subscription.id}/providers/Microsoft.Databricks/locations/${location}/${kind}/${id}?api-version=${version}`;

/** The headers by which a client polls a long-running operation. */
function announce(c: C, location: string, id: string) {
  const version = c.req.query('api-version') ?? '';
  c.header('azure-asyncoperation', operationUrl('operationStatuses', location, id, version));
  c.header('location', operationUrl('operationResults', location, id, version));
  c.header('retry-after', '1');
}

workspacesApi.put(`${inGroup}/:name`, withGroup, json(WorkspaceInput), (c) => {
  const name = c.req.param('name');
  const { group } = c.var;
  const { location, sku, tags, properties } = c.req.valid('json');
  const region = location.toLowerCase().replaceAll(' ', '');
  if (!regions[region])
    return armError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type 'Microsoft.Databricks/workspaces'.`,
    );
  if (!/^[a-zA-Z0-9_-]{3,64}$/.test(name))
    return armError(400, 'InvalidWorkspaceName', 'The workspace name must be 3 to 64 letters, digits, hyphens or underscores.');
  const tier = sku?.name.toLowerCase() ?? 'premium';
  if (tier === 'standard') return armError(400, 'StandardTierNotSupported', 'Workspaces of the Standard tier can no longer be created.');
  const existing = findWorkspace(c.env.store, group.name, name);
  if (existing && provisioningState(existing, c.env.store.clock.now()) === 'Deleting')
    return armError(409, 'Conflict', `The workspace '${name}' is being deleted.`);
  const workspace =
    existing ??
    createWorkspace(c.env.store, c.var.person, {
      name,
      resourceGroup: group.name,
      location: region,
      sku: tier,
      computeMode: properties.computeMode ?? 'Hybrid',
      publicNetworkAccess: properties.publicNetworkAccess ?? 'Enabled',
      noPublicIp: properties.parameters?.enableNoPublicIp?.value ?? true,
      requireInfrastructureEncryption: properties.parameters?.requireInfrastructureEncryption?.value ?? false,
      virtualNetworkId: properties.parameters?.customVirtualNetworkId?.value ?? null,
      managedServicesKey: properties.encryption?.entities.managedServices?.keyVaultProperties.keyVaultUri ?? null,
      managedResourceGroup: properties.managedResourceGroupId?.split('/').at(-1) ?? '',
      tags: tags ?? {},
    });
  announce(c, region, workspace.workspaceId);
  return c.json(workspaceBody(c.env.store, workspace), existing ? 200 : 201);
});

workspacesApi.delete(`${inGroup}/:name`, (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  if (!workspace) return c.body(null, 204);
  deleteWorkspace(c.env.store, workspace);
  announce(c, workspace.location, workspace.workspaceId);
  return c.body(null, 202);
});

workspacesApi.get(`${provider}/locations/:location/operationStatuses/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  const state = workspace ? provisioningState(workspace, c.env.store.clock.now()) : 'Succeeded'; // the deletion is over
  const isOver = state === 'Succeeded' || state === 'Failed';
  return c.json({
    id: c.req.path,
    name: c.req.param('id'),
    status: isOver ? state : 'InProgress',
    resourceId: workspace ? workspacePath(workspace) : undefined,
    ...(state === 'Failed' && workspace?.fails ? { error: workspace.fails } : {}),
  });
});

workspacesApi.get(`${provider}/locations/:location/operationResults/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  if (!workspace) return c.body(null, 204);
  const isBusy = provisioningState(workspace, c.env.store.clock.now()) !== 'Succeeded';
  return isBusy ? c.body(null, 202) : c.json(workspaceBody(c.env.store, workspace));
});
