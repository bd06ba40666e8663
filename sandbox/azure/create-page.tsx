/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { text, tick } from '../ui/form.ts';
import { Choice, Field, Tick } from '../ui/page.tsx';
import { subscription } from '../world/cast.ts';
import type { C, Variables } from './context.ts';
import { managedGroupRefusal, unregisteredRefusal } from './may-deploy.ts';
import { maySee, roleOn } from './roles.ts';
import { at, form, Trouble, View } from './view.tsx';
import { createWorkspace, findWorkspace, regions } from './workspaces.ts';

/** "Create an Azure Databricks workspace", with its three tabs on one page. */
export const createPage = service<Variables>();

const tiers = [
  { value: 'premium', label: 'Premium (+ Role-based access controls)' },
  { value: 'trial', label: 'Trial (Premium - 14-Days Free DBUs)' },
];

/** The resource groups that the person sees, the workshop's last. */
const groupsFor = (c: C) => c.env.store.world.resourceGroups.filter((g) => maySee(c.env.store, c.var.person, g.name)).reverse();

function CreateForm({ c, trouble }: { c: C; trouble?: string }) {
  return (
    <View c={c} title="Create an Azure Databricks workspace">
      <Trouble text={trouble} />
      <form method="post" class="card">
        <fieldset>
          <legend>Basics</legend>
          <p class="hint">Subscription: {subscription.name}</p>
          <Choice name="resourceGroup" label="Resource group" options={groupsFor(c).map((g) => ({ value: g.name, label: g.name }))} />
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

createPage.get('/create', (c) => c.html(<CreateForm c={c} />));

const choose = 'Choose a region and a pricing tier.';
const NewWorkspace = z.object({
  resourceGroup: text,
  name: text.refine(
    (name) => /^[a-zA-Z0-9_-]{3,64}$/.test(name),
    'The workspace name must be 3 to 64 letters, digits, hyphens or underscores.',
  ),
  location: text.refine((location) => location in regions, choose),
  sku: text.refine((sku) => tiers.some((t) => t.value === sku), choose),
  computeMode: z.enum(['Hybrid', 'Serverless']).default('Hybrid'),
  managedResourceGroup: text,
  noPublicIp: tick,
  ownNetwork: tick,
  publicNetworkAccess: z.enum(['Enabled', 'Disabled']).default('Enabled'),
  infrastructure: tick,
  ownKey: tick,
});

const again = (trouble: string, c: C) => c.html(<CreateForm c={c} trouble={trouble} />, 400);

createPage.post('/create', form(NewWorkspace, again), (c) => {
  const { ownNetwork, infrastructure, ownKey, ...wanted } = c.req.valid('form');
  const { person } = c.var;
  if (roleOn(c.env.store, person, wanted.resourceGroup) !== 'Contributor')
    return again(`${person.upn} may not create resources in ${wanted.resourceGroup || 'this subscription'}.`, c);
  const refusal = unregisteredRefusal(c.env.store) ?? managedGroupRefusal(c.env.store, person, wanted);
  if (refusal) return again(`${refusal[1]}: ${refusal[2]}`, c);
  if (findWorkspace(c.env.store, wanted.resourceGroup, wanted.name))
    return again(`There is already a workspace named ${wanted.name} in ${wanted.resourceGroup}.`, c);
  const workspace = createWorkspace(c.env.store, person, {
    ...wanted,
    virtualNetworkId: ownNetwork
      ? `/subscriptions/${subscription.id}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/own`
      : null,
    requireInfrastructureEncryption: infrastructure,
    managedServicesKey: ownKey ? 'https://practice-keys.vault.azure.net/' : null,
  });
  return c.redirect(at(c, `/workspaces/${workspace.resourceGroup}/${workspace.name}`), 303);
});
