/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import { addSecret } from '../entra/secrets.ts';
import { signedIn, signInHref } from '../entra/sign-in.tsx';
import { hrefFor } from '../net/target.ts';
import { service } from '../practice.ts';
import { Choice, Field, Table, Tick } from '../ui/page.tsx';
import { subscription } from '../world/cast.ts';
import type { Workspace } from '../world/world.ts';
import { storagePages } from './storage-pages.tsx';
import { at, type C, View } from './view.tsx';
import { createWorkspace, deleteWorkspace, findWorkspace, provisioningState, regions, workspaces } from './workspaces.ts';

/** The Azure portal, as far as the lab goes through it: Databricks workspaces and the registered app's secrets. */
export const azurePortal = service();

azurePortal.use('*', async (c, next) => {
  const person = signedIn(c);
  if (!person) return c.redirect(signInHref(c));
  c.set('person', person);
  return next();
});

const words = {
  Accepted: 'Accepted',
  Creating: 'Deployment is in progress',
  Succeeded: 'Your deployment is complete',
  Failed: 'Your deployment failed',
  Deleting: 'Deleting',
};
const stateOf = (c: C, w: Workspace) => provisioningState(w, c.env.store.clock.now());
const isBusy = (c: C, list: Workspace[]) => list.some((w) => ['Accepted', 'Creating', 'Deleting'].includes(stateOf(c, w)));

/** The portal's addresses say what they show behind the #, which only the browser knows. */
const deepLinks = (c: C) =>
  raw(`<script>
const app = /appId\\/([0-9a-f-]{36})/.exec(location.hash);
if (app) location.replace(${JSON.stringify(at(c, '/apps/'))} + app[1]);
const box = /storageAccounts%2F(\\w+)\\/path\\/([\\w-]+)/.exec(location.hash);
if (box) location.replace(${JSON.stringify(at(c, '/storage/'))} + box[1] + '/' + box[2]);
</script>`);

azurePortal.get('/', (c) => {
  const list = workspaces(c.env.store);
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

const tiers = [
  { value: 'premium', label: 'Premium (+ Role-based access controls)' },
  { value: 'trial', label: 'Trial (Premium - 14-Days Free DBUs)' },
];

function CreateForm({ c, trouble }: { c: C; trouble?: string }) {
  return (
    <View c={c} title="Create an Azure Databricks workspace">
      {trouble ? (
        <p class="card bad" role="alert">
          {trouble}
        </p>
      ) : null}
      <form method="post" class="card">
        <fieldset>
          <legend>Basics</legend>
          <p class="hint">Subscription: {subscription.name}</p>
          <Choice
            name="resourceGroup"
            label="Resource group"
            options={[...c.env.store.world.resourceGroups].reverse().map((g) => ({ value: g.name, label: g.name }))}
          />
          <Field name="name" label="Workspace name" required />
          <Choice
            name="location"
            label="Region"
            value="westeurope"
            options={Object.entries(regions).map(([value, label]) => ({ value, label }))}
          />
          <Choice name="sku" label="Pricing Tier" options={tiers} value="trial" />
          <Choice
            name="computeMode"
            label="Workspace type"
            value="Hybrid"
            options={[
              { value: 'Hybrid', label: 'Hybrid' },
              { value: 'Serverless', label: 'Serverless' },
            ]}
          />
          <Field name="managedResourceGroup" label="Managed Resource Group name" hint="Left empty, Azure makes one up." />
        </fieldset>
        <fieldset>
          <legend>Networking</legend>
          <Tick name="noPublicIp" label="Deploy Azure Databricks workspace with Secure Cluster Connectivity (No Public IP)" checked />
          <Tick name="ownNetwork" label="Deploy Azure Databricks workspace in your own Virtual Network (VNet)" />
          <Choice
            name="publicNetworkAccess"
            label="Allow Public Network Access"
            value="Enabled"
            options={[
              { value: 'Enabled', label: 'Enabled' },
              { value: 'Disabled', label: 'Disabled' },
            ]}
          />
        </fieldset>
        <fieldset>
          <legend>Encryption</legend>
          <Tick name="infrastructure" label="Enable Infrastructure Encryption" />
          <Tick name="ownKey" label="Use your own key for managed services" />
        </fieldset>
        <div class="row">
          <button>Review + create</button>
        </div>
      </form>
    </View>
  );
}

azurePortal.get('/create', (c) => c.html(<CreateForm c={c} />));

azurePortal.post('/create', async (c) => {
  const form = await c.req.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const again = (trouble: string) => c.html(<CreateForm c={c} trouble={trouble} />, 400);
  if (c.var.person.azureRole !== 'Contributor') return again(`${c.var.person.upn} may not create resources in this subscription.`);
  if (!/^[a-zA-Z0-9_-]{3,64}$/.test(text('name')))
    return again('The workspace name must be 3 to 64 letters, digits, hyphens or underscores.');
  if (!regions[text('location')] || !tiers.some((t) => t.value === text('sku'))) return again('Choose a region and a pricing tier.');
  if (findWorkspace(c.env.store, text('resourceGroup'), text('name')))
    return again(`There is already a workspace named ${text('name')} in ${text('resourceGroup')}.`);
  const workspace = createWorkspace(c.env.store, c.var.person, {
    name: text('name'),
    resourceGroup: text('resourceGroup'),
    location: text('location'),
    sku: text('sku'),
    computeMode: text('computeMode') === 'Serverless' ? 'Serverless' : 'Hybrid',
    managedResourceGroup: text('managedResourceGroup'),
    noPublicIp: form.has('noPublicIp'),
    virtualNetworkId: form.has('ownNetwork')
      ? `/subscriptions/${subscription.id}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/own`
      : null,
    publicNetworkAccess: text('publicNetworkAccess') === 'Disabled' ? 'Disabled' : 'Enabled',
    requireInfrastructureEncryption: form.has('infrastructure'),
    managedServicesKey: form.has('ownKey') ? 'https://practice-keys.vault.azure.net/' : null,
  });
  return c.redirect(at(c, `/workspaces/${workspace.resourceGroup}/${workspace.name}`), 303);
});

function found(c: C): Workspace | undefined {
  return findWorkspace(c.env.store, c.req.param('group') ?? '', c.req.param('name') ?? '');
}

azurePortal.get('/workspaces/:group/:name', (c) => {
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

azurePortal.post('/workspaces/:group/:name/delete', (c) => {
  const w = found(c);
  if (w && c.var.person.azureRole === 'Contributor') deleteWorkspace(c.env.store, w);
  return c.redirect(at(c, '/'), 303);
});

azurePortal.get('/apps', (c) =>
  c.html(
    <View c={c} title="App registrations">
      <Table label="App registrations" heads={['Display name', 'Application (client) ID']}>
        {c.env.store.world.apps.map((a) => (
          <tr>
            <td>
              <a href={at(c, `/apps/${a.clientId}`)}>{a.name}</a>
            </td>
            <td>
              <code>{a.clientId}</code>
            </td>
          </tr>
        ))}
      </Table>
    </View>,
  ),
);

const day = 86_400_000;
const lifetimes = { '180': '180 days (6 months)', '7': '7 days', '730': '730 days (24 months)', '-1': 'already expired (for practice)' };

function Secrets({ c, made }: { c: C; made?: { id: string; value: string } }) {
  const app = c.env.store.world.apps.find((a) => a.clientId === c.req.param('id'));
  if (!app)
    return (
      <View c={c} title="Not found">
        There is no such application in this directory.
      </View>
    );
  return (
    <View c={c} title={`${app.name} | Certificates & secrets`}>
      <div class="card">
        <dl>
          <dt>Application (client) ID</dt>
          <dd>
            <code>{app.clientId}</code>
          </dd>
          <dt>API permissions</dt>
          <dd>AzureDatabricks: user_impersonation (Delegated){app.adminConsented ? ', granted for Practice' : ''}</dd>
          <dt>Redirect URIs</dt>
          <dd>{app.redirectUris.join(', ')}</dd>
        </dl>
      </div>
      {made ? (
        <p class="card good" role="status">
          Copy the new client secret value now. You won't be able to retrieve it after you leave this page.
        </p>
      ) : null}
      <h2>Client secrets</h2>
      <Table label="Client secrets" heads={['Description', 'Expires', 'Value', 'Secret ID']}>
        {app.secrets.map((s) => (
          <tr>
            <td>{s.description}</td>
            <td>{new Date(s.endsAt).toISOString().slice(0, 10)}</td>
            <td>
              <code>{made?.id === s.id ? made.value : `${s.hint}******************`}</code>
            </td>
            <td>
              <code>{s.id}</code>
            </td>
          </tr>
        ))}
      </Table>
      <form method="post" class="card" style="margin-top:16px">
        <h2>New client secret</h2>
        <Field name="description" label="Description" required />
        <Choice name="days" label="Expires" options={Object.entries(lifetimes).map(([value, label]) => ({ value, label }))} value="180" />
        <div class="row">
          <button>Add</button>
        </div>
      </form>
    </View>
  );
}

azurePortal.get('/apps/:id', (c) => c.html(<Secrets c={c} />));

azurePortal.post('/apps/:id', async (c) => {
  const form = await c.req.formData();
  const app = c.env.store.world.apps.find((a) => a.clientId === c.req.param('id'));
  if (!app) return c.redirect(at(c, '/apps'));
  const days = Number(form.get('days'));
  const made = addSecret(
    app.secrets,
    c.var.person,
    String(form.get('description') ?? '').slice(0, 80),
    c.env.store.clock.now() + (String(days) in lifetimes ? days : 180) * day,
  );
  c.env.store.save();
  return c.html(<Secrets c={c} made={made} />);
});

azurePortal.route('/', storagePages);
