import { z } from 'zod';
import { service } from '../practice.ts';
import type { C, Variables } from './context.ts';
import { armError, json, query } from './errors.ts';
import { managedGroupRefusal } from './may-deploy.ts';
import { announce } from './operations.ts';
import { databricks, inGroup, provider } from './paths.ts';
import { withGroup } from './resource-group.ts';
import { maySee } from './roles.ts';
import { managedGroupOf, managedKeyOf, refusalOf, regionOf, replace, tierOf, WorkspaceInput } from './workspace-input.ts';
import { createWorkspace, deleteWorkspace, findWorkspace, workspaceBody, workspaces } from './workspaces.ts';

/** Databricks workspaces as resources, by their collection and one by one. */
export const workspacesApi = service<Variables>();

const all = `${provider}/workspaces`;
const ofGroup = `${inGroup}/providers/${databricks}/workspaces`;
const one = `${ofGroup}/:name`;

const pageSize = 50;
const Page = z.object({ $skiptoken: z.coerce.number().int().min(0).default(0) });

/** One page of workspaces, with a link to the next. */
function page(c: C, found: ReturnType<typeof workspaces>, { $skiptoken: from }: z.output<typeof Page>) {
  const next = new URL(c.req.url);
  next.searchParams.set('$skiptoken', String(from + pageSize));
  return c.json({
    value: found.slice(from, from + pageSize).map((w) => workspaceBody(c.env.store, w)),
    ...(found.length > from + pageSize ? { nextLink: next.href } : {}),
  });
}

workspacesApi.get(all, query(Page), (c) => {
  const { store } = c.env;
  const seen = workspaces(store).filter((w) => maySee(store, c.var.person, w.resourceGroup));
  return page(c, seen, c.req.valid('query'));
});

workspacesApi.get(ofGroup, withGroup, query(Page), (c) =>
  page(
    c,
    workspaces(c.env.store).filter((w) => w.resourceGroup === c.var.group.name),
    c.req.valid('query'),
  ),
);

const missing = (group: string, name: string) =>
  armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.Databricks/workspaces/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

workspacesApi.get(one, withGroup, (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  return workspace ? c.json(workspaceBody(c.env.store, workspace)) : missing(group, name);
});

workspacesApi.put(one, withGroup, json(WorkspaceInput), (c) => {
  const name = c.req.param('name');
  const { group } = c.var;
  const { store } = c.env;
  const wanted = c.req.valid('json');
  const refusal = refusalOf(c, name, wanted);
  if (refusal) return refusal;
  const existing = findWorkspace(store, group.name, name);
  if (existing) return replace(c, existing, wanted);
  const { location, sku, tags, properties } = wanted;
  const managed = managedGroupRefusal(store, c.var.person, {
    name,
    resourceGroup: group.name,
    computeMode: properties.computeMode,
    managedResourceGroup: managedGroupOf(wanted),
  });
  if (managed) return armError(...managed);
  const workspace = createWorkspace(store, c.var.person, {
    name,
    resourceGroup: group.name,
    location: regionOf(location),
    sku: tierOf(sku),
    computeMode: properties.computeMode ?? 'Hybrid',
    publicNetworkAccess: properties.publicNetworkAccess ?? 'Enabled',
    noPublicIp: properties.parameters?.enableNoPublicIp?.value ?? true,
    requireInfrastructureEncryption: properties.parameters?.requireInfrastructureEncryption?.value ?? false,
    virtualNetworkId: properties.parameters?.customVirtualNetworkId?.value ?? null,
    managedServicesKey: managedKeyOf(wanted),
    managedResourceGroup: managedGroupOf(wanted) ?? '',
    tags: tags ?? {},
  });
  announce(c, workspace.location, workspace.workspaceId);
  return c.json(workspaceBody(store, workspace), 201);
});

/** Workspaces, Update: tags only. */
workspacesApi.patch(one, withGroup, json(z.strictObject({ tags: z.record(z.string(), z.string()).optional() })), (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  if (!workspace) return missing(group, name);
  const { tags } = c.req.valid('json');
  if (tags) workspace.tags = tags;
  c.env.store.save();
  return c.json(workspaceBody(c.env.store, workspace));
});

workspacesApi.delete(one, withGroup, (c) => {
  const { group, name } = c.req.param();
  const workspace = findWorkspace(c.env.store, group, name);
  if (!workspace) return c.body(null, 204);
  deleteWorkspace(c.env.store, workspace);
  announce(c, workspace.location, workspace.workspaceId);
  return c.body(null, 202);
});
