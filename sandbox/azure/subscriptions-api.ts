import { z } from 'zod';
import { service } from '../practice.ts';
import { domain, subscription, tenantId } from '../world/cast.ts';
import type { Variables } from './context.ts';
import { json } from './errors.ts';
import { inGroup, inSubscription } from './paths.ts';
import { type ResourceGroup, withGroup } from './resource-group.ts';

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

subscriptions.get(`${inSubscription}/resourcegroups`, (c) => c.json({ value: c.env.store.world.resourceGroups.map(groupBody) }));
subscriptions.get(inGroup, withGroup, (c) => c.json(groupBody(c.var.group)));
subscriptions.patch(inGroup, withGroup, json(z.object({ tags: z.record(z.string(), z.string()).optional() })), (c) => {
  const { tags } = c.req.valid('json');
  if (tags) c.var.group.tags = tags;
  c.env.store.save();
  return c.json(groupBody(c.var.group));
});
