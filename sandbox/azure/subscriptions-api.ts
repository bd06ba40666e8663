import { z } from 'zod';
import { service } from '../practice.ts';
import { domain, subscription, tenantId } from '../world/cast.ts';
import type { Variables } from './context.ts';
import { armError, json } from './errors.ts';
import { inGroup, inSubscription } from './paths.ts';
import { type ResourceGroup, withGroup } from './resource-group.ts';
import { mayCreateGroups, maySee } from './roles.ts';
import { regionOf } from './workspace-input.ts';
import { regions } from './workspaces.ts';

/** The one subscription of the practice tenant, and its resource groups. */
export const subscriptions = service<Variables>();

const subscriptionBody = () => ({
  id: `/subscriptions/${subscription.id}`,
  subscriptionId: subscription.id,
  tenantId,
  displayName: subscription.name,
  state: 'Enabled',
  authorizationSource: 'RoleBased',
});

subscriptions.get('/subscriptions', (c) => c.json({ value: c.var.person.azureRole === 'none' ? [] : [subscriptionBody()] }));
subscriptions.get('/tenants', (c) =>
  c.json({ value: [{ id: `/tenants/${tenantId}`, tenantId, displayName: 'Practice', defaultDomain: domain, tenantType: 'AAD' }] }),
);
subscriptions.get(inSubscription, (c) => c.json(subscriptionBody()));

const groupBody = (g: ResourceGroup) => ({
  id: `/subscriptions/${subscription.id}/resourceGroups/${g.name}`,
  name: g.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: g.location,
  tags: g.tags ?? {},
  properties: { provisioningState: 'Succeeded' },
});

subscriptions.get(`${inSubscription}/resourcegroups`, (c) => {
  const { store } = c.env;
  return c.json({
    value: store.world.resourceGroups
      .filter((g) => maySee(store, c.var.person, g.name) || mayCreateGroups(store, c.var.person))
      .map(groupBody),
  });
});
subscriptions.get(inGroup, withGroup, (c) => c.json(groupBody(c.var.group)));
subscriptions.patch(inGroup, withGroup, json(z.object({ tags: z.record(z.string(), z.string()).optional() })), (c) => {
  const { tags } = c.req.valid('json');
  if (tags) c.var.group.tags = tags;
  c.env.store.save();
  return c.json(groupBody(c.var.group));
});

const GroupInput = z.object({ location: z.string(), tags: z.record(z.string(), z.string()).optional() });

/** Resource Groups, Create Or Update: a group stays in its region. */
subscriptions.put(inGroup, json(GroupInput), (c) => {
  const name = c.req.param('group');
  const { location, tags } = c.req.valid('json');
  const { world } = c.env.store;
  const region = regionOf(location);
  if (!regions[region])
    return armError(
      400,
      'LocationNotAvailableForResourceGroup',
      `The provided location '${location}' is not available for resource group.`,
    );
  const existing = world.resourceGroups.find((g) => g.name.toLowerCase() === name.toLowerCase());
  if (existing && existing.location !== region)
    return armError(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${region}'. The Resource group already exists in location '${existing.location}'.`,
    );
  const group = existing ?? { name, location: region };
  group.tags = tags ?? {};
  if (!existing) world.resourceGroups.push(group);
  c.env.store.save();
  return c.json(groupBody(group), existing ? 200 : 201);
});
