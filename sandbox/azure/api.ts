import type { Context } from 'hono';
import { z } from 'zod';
import { bearerOf } from '../entra/tokens.ts';
import { type Practice, requestId, service } from '../practice.ts';
import { subscription, tenantId } from '../world/cast.ts';
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

type C = Context<Practice>;

const databricksVersions = ['2018-04-01', '2023-02-01', '2024-05-01', '2025-08-01-preview', '2026-01-01'];
const resourceVersions = [
  '2016-06-01',
  '2018-05-01',
  '2020-01-01',
  '2021-01-01',
  '2021-04-01',
  '2022-09-01',
  '2022-12-01',
  '2024-03-01',
  '2025-04-01',
];

export function armError(status: 400 | 401 | 403 | 404 | 409, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** Azure Resource Manager, as far as workspaces need it. */
export const azure = service();

azure.use('*', async (c, next) => {
  await next();
  // on refusals, too: they are what support asks the id of
  c.res.headers.set('x-ms-request-id', requestId());
  c.res.headers.set('x-ms-correlation-request-id', requestId());
});

azure.use('*', async (c, next) => {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'arm');
  switch (bearer.kind) {
    case 'none':
      c.header('www-authenticate', `Bearer authorization_uri="https://login.microsoftonline.com/${tenantId}"`);
      return armError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
    case 'invalid':
      return armError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
    case 'expired':
      return armError(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.');
    case 'app':
      return armError(403, 'AuthorizationFailed', `The client '${bearer.clientId}' does not have authorization to perform this action.`);
    case 'person':
      c.set('person', bearer.person);
  }
  const version = c.req.query('api-version');
  if (!version)
    return armError(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  const known = /microsoft\.databricks/i.test(c.req.path) ? databricksVersions : resourceVersions;
  if (!known.includes(version)) {
    return /microsoft\.databricks/i.test(c.req.path)
      ? armError(
          400,
          'NoRegisteredProviderFound',
          `No registered resource provider found for location 'uksouth' and API version '${version}' for type 'workspaces'. The supported api-versions are '${known.join(', ')}'.`,
        )
      : armError(
          400,
          'InvalidApiVersionParameter',
          `The api-version '${version}' is invalid. The supported versions are '${known.join(',')}'.`,
        );
  }
  return next();
});

const subscriptionBody = () => ({
  id: `/subscriptions/${subscription.id}`,
  subscriptionId: subscription.id,
  tenantId,
  displayName: subscription.name,
  state: 'Enabled',
  authorizationSource: 'RoleBased',
});

azure.get('/subscriptions', (c) => c.json({ value: c.var.person.azureRole === 'none' ? [] : [subscriptionBody()] }));

azure.use('/subscriptions/:subscription/*', async (c, next) => {
  const id = c.req.param('subscription');
  if (id.toLowerCase() !== subscription.id) return armError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  const { person } = c.var;
  const reads = c.req.method === 'GET';
  if (person.azureRole === 'none' || (person.azureRole === 'Reader' && !reads)) {
    const action = `Microsoft.Databricks/workspaces/${reads ? 'read' : c.req.method === 'DELETE' ? 'delete' : 'write'}`;
    return armError(
      403,
      'AuthorizationFailed',
      `The client '${person.upn}' with object id '${person.oid}' does not have authorization to perform action '${action}' over scope '${c.req.path}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  }
  return next();
});

azure.get('/subscriptions/:subscription', (c) => c.json(subscriptionBody()));

const groupBody = (g: { name: string; location: string }) => ({
  id: `/subscriptions/${subscription.id}/resourceGroups/${g.name}`,
  name: g.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: g.location,
  properties: { provisioningState: 'Succeeded' },
});
const groupOf = (c: C, name: string) => c.env.store.world.resourceGroups.find((g) => g.name.toLowerCase() === name.toLowerCase());
const noGroup = (name: string) => armError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

azure.get('/subscriptions/:subscription/:groups{resource[gG]roups}', (c) =>
  c.json({ value: c.env.store.world.resourceGroups.map(groupBody) }),
);
azure.get('/subscriptions/:subscription/:groups{resource[gG]roups}/:group', (c) => {
  const group = groupOf(c, c.req.param('group'));
  return group ? c.json(groupBody(group)) : noGroup(c.req.param('group'));
});

/** One page of workspaces at a time, with the link to the next, as the real list does. */
function list(c: C, all: ReturnType<typeof workspaces>) {
  const size = 50;
  const from = Number(c.req.query('$skiptoken') ?? 0);
  const next = new URL(c.req.url);
  next.searchParams.set('$skiptoken', String(from + size));
  return c.json({
    value: all.slice(from, from + size).map((w) => workspaceBody(c.env.store, w)),
    ...(all.length > from + size ? { nextLink: next.href } : {}),
  });
}

azure.get('/subscriptions/:subscription/providers/Microsoft.Databricks/workspaces', (c) => list(c, workspaces(c.env.store)));

const path = '/subscriptions/:subscription/:groups{resource[gG]roups}/:group/providers/Microsoft.Databricks/workspaces';

azure.get(path, (c) => {
  const group = groupOf(c, c.req.param('group'));
  return group
    ? list(
        c,
        workspaces(c.env.store).filter((w) => w.resourceGroup === group.name),
      )
    : noGroup(c.req.param('group'));
});

const notFound = (group: string, name: string) =>
  armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.Databricks/workspaces/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

azure.get(`${path}/:name`, (c) => {
  const { group, name } = c.req.param();
  if (!groupOf(c, group)) return noGroup(group);
  const workspace = findWorkspace(c.env.store, group, name);
  return workspace ? c.json(workspaceBody(c.env.store, workspace)) : notFound(group, name);
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

function promise(c: C, location: string, id: string) {
  const version = c.req.query('api-version') ?? '';
  c.header('azure-asyncoperation', operationUrl('operationStatuses', location, id, version));
  c.header('location', operationUrl('operationResults', location, id, version));
  c.header('retry-after', '1');
}

azure.put(`${path}/:name`, async (c) => {
  const { group: groupName, name } = c.req.param();
  const group = groupOf(c, groupName);
  if (!group) return noGroup(groupName);
  const input = WorkspaceInput.safeParse(await c.req.json().catch(() => null));
  if (!input.success) return armError(400, 'InvalidRequestContent', `The request content was invalid: ${z.prettifyError(input.error)}`);
  const { location, sku, tags, properties } = input.data;
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
  promise(c, region, workspace.workspaceId);
  return c.json(workspaceBody(c.env.store, workspace), existing ? 200 : 201);
});

azure.delete(`${path}/:name`, (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  if (!workspace) return c.body(null, 204);
  deleteWorkspace(c.env.store, workspace);
  promise(c, workspace.location, workspace.workspaceId);
  return c.body(null, 202);
});

const operations = '/subscriptions/:subscription/providers/Microsoft.Databricks/locations/:location';

azure.get(`${operations}/operationStatuses/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  const state = workspace ? provisioningState(workspace, c.env.store.clock.now()) : 'Succeeded'; // a deletion that is over
  const isOver = state === 'Succeeded' || state === 'Failed';
  return c.json({
    id: c.req.path,
    name: c.req.param('id'),
    status: isOver ? state : 'InProgress',
    resourceId: workspace ? workspacePath(workspace) : undefined,
    ...(state === 'Failed' && workspace?.fails ? { error: workspace.fails } : {}),
  });
});

azure.get(`${operations}/operationResults/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  if (!workspace) return c.body(null, 204);
  const isBusy = provisioningState(workspace, c.env.store.clock.now()) !== 'Succeeded';
  return isBusy ? c.body(null, 202) : c.json(workspaceBody(c.env.store, workspace));
});

azure.notFound((c) => armError(404, 'InvalidResourceType', `The resource type could not be found for '${c.req.path}'.`));
