/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import { hrefFor } from '../net/target.ts';
import { service } from '../practice.ts';
import { Table } from '../ui/page.tsx';
import type { Workspace } from '../world/azure.ts';
import type { C, Variables } from './context.ts';
import { maySee, roleOn } from './roles.ts';
import { at, View } from './view.tsx';
import { deleteWorkspace, findWorkspace, provisioningState, regions, workspaces } from './workspaces.ts';

/** The list of Databricks workspaces, and each one's overview. */
export const workspacePages = service<Variables>();

const words = {
  Accepted: 'Accepted',
  Creating: 'Deployment is in progress',
  Succeeded: 'Your deployment is complete',
  Failed: 'Your deployment failed',
  Deleting: 'Deleting',
};
const stateOf = (c: C, w: Workspace) => provisioningState(w, c.env.store.clock.now());
const isBusy = (c: C, list: Workspace[]) => list.some((w) => ['Accepted', 'Creating', 'Deleting'].includes(stateOf(c, w)));

/** The portal's addresses name what they show after the #, which only the browser sees. */
const deepLinks = (c: C) =>
  raw(`<script>
const app = /appId\\/([0-9a-f-]{36})/.exec(location.hash);
if (app) location.replace(${JSON.stringify(at(c, '/apps/'))} + app[1]);
const box = /storageAccounts%2F(\\w+)\\/path\\/([\\w-]+)/.exec(location.hash);
if (box) location.replace(${JSON.stringify(at(c, '/storage/'))} + box[1] + '/' + box[2]);
</script>`);

workspacePages.get('/', (c) => {
  const list = workspaces(c.env.store).filter((w) => maySee(c.env.store, c.var.person, w.resourceGroup));
  return c.html(
    <View c={c} title="Azure Databricks" refresh={isBusy(c, list) ? 4 : undefined}>
      {deepLinks(c)}
      <p>
        <a class="button" href={at(c, '/create')}>
          Create
        </a>
      </p>
      {list.length === 0 ? <p class="card">No Azure Databricks workspaces to display.</p> : null}
      {list.length === 0 ? null : (
        <Table label="Workspaces" heads={['Name', 'Resource group', 'Location', 'Pricing tier', 'Status', 'Made by']}>
          {list.map((w) => (
            <tr>
              <td>
                <a href={at(c, `/workspaces/${w.resourceGroup}/${w.name}`)}>{w.name}</a>
              </td>
              <td>{w.resourceGroup}</td>
              <td>{regions[w.location] ?? w.location}</td>
              <td>{w.sku}</td>
              <td>{words[stateOf(c, w)]}</td>
              <td>{w.createdByUpn}</td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  );
});

function found(c: C): Workspace | undefined {
  const workspace = findWorkspace(c.env.store, c.req.param('group') ?? '', c.req.param('name') ?? '');
  return workspace && maySee(c.env.store, c.var.person, workspace.resourceGroup) ? workspace : undefined;
}

workspacePages.get('/workspaces/:group/:name', (c) => {
  const w = found(c);
  if (!w)
    return c.html(
      <View c={c} title="Not found">
        The resource was not found. It may have been deleted.
      </View>,
      404,
    );
  const state = stateOf(c, w);
  return c.html(
    <View c={c} title={w.name} refresh={isBusy(c, [w]) ? 3 : undefined}>
      <div class="card">
        <dl>
          <dt>Status</dt>
          <dd>
            <span role="status" class={state === 'Failed' ? 'bad' : state === 'Succeeded' ? 'good' : ''}>
              {words[state]}
              {state === 'Failed' && w.fails ? `: ${w.fails.code}. ${w.fails.message}` : ''}
            </span>
          </dd>
          <dt>Resource group</dt>
          <dd>{w.resourceGroup}</dd>
          <dt>Location</dt>
          <dd>{regions[w.location]}</dd>
          <dt>Pricing tier</dt>
          <dd>{w.sku}</dd>
          <dt>Workspace type</dt>
          <dd>{w.computeMode}</dd>
          <dt>Managed Resource Group</dt>
          <dd>{w.managedResourceGroup}</dd>
          <dt>URL</dt>
          <dd>
            {state === 'Succeeded' ? (
              <a href={hrefFor(c.env.way, `https://${w.workspaceUrl}/`)}>{`https://${w.workspaceUrl}`}</a>
            ) : (
              'not yet'
            )}
          </dd>
        </dl>
        <div class="row">
          {state === 'Succeeded' ? (
            <a class="button" href={hrefFor(c.env.way, `https://${w.workspaceUrl}/`)}>
              Launch Workspace
            </a>
          ) : null}
          <form method="post" action={at(c, `/workspaces/${w.resourceGroup}/${w.name}/delete`)}>
            <button class="plain">Delete</button>
          </form>
        </div>
      </div>
    </View>,
  );
});

workspacePages.post('/workspaces/:group/:name/delete', (c) => {
  const w = found(c);
  if (w && roleOn(c.env.store, c.var.person, w.resourceGroup) === 'Contributor') deleteWorkspace(c.env.store, w);
  return c.redirect(at(c, '/'), 303);
});
