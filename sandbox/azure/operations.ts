import { service } from '../practice.ts';
import { subscription } from '../world/cast.ts';
import type { C, Variables } from './context.ts';
import { provider } from './paths.ts';
import { provisioningState, workspaceBody, workspacePath, workspaces } from './workspaces.ts';

/** The long-running operations that create, change and delete workspaces. */
export const operations = service<Variables>();

const operationUrl = (kind: string, location: string, id: string, version: string) =>
  `https://management.azure.com/subscriptions/${subscription.id}/providers/Microsoft.Databricks/locations/${location}/${kind}/${id}?api-version=${version}`;

/** The headers by which a client polls a long-running operation. */
export function announce(c: C, location: string, id: string) {
  const version = c.req.query('api-version') ?? '';
  c.header('azure-asyncoperation', operationUrl('operationStatuses', location, id, version));
  c.header('location', operationUrl('operationResults', location, id, version));
  c.header('retry-after', '1');
}

operations.get(`${provider}/locations/:location/operationstatuses/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  const state = workspace ? provisioningState(workspace, c.env.store.clock.now()) : 'Succeeded'; // the deletion is over
  const isOver = state === 'Succeeded' || state === 'Failed';
  if (!isOver) c.header('retry-after', '1');
  return c.json({
    id: c.req.path,
    name: c.req.param('id'),
    status: isOver ? state : 'InProgress',
    resourceId: workspace ? workspacePath(workspace) : undefined,
    ...(state === 'Failed' && workspace?.fails ? { error: workspace.fails } : {}),
  });
});

operations.get(`${provider}/locations/:location/operationresults/:id`, (c) => {
  const workspace = workspaces(c.env.store).find((w) => w.workspaceId === c.req.param('id'));
  if (!workspace) return c.body(null, 204);
  const isBusy = provisioningState(workspace, c.env.store.clock.now()) !== 'Succeeded';
  if (isBusy) announce(c, workspace.location, workspace.workspaceId);
  return isBusy ? c.body(null, 202) : c.json(workspaceBody(c.env.store, workspace));
});
