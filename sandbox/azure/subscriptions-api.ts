import { service } from '../practice.ts';
import { subscription, tenantId } from '../world/cast.ts';
import type { Variables } from './context.ts';
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
subscriptions.get('/subscriptions/:subscription', (c) => c.json(subscriptionBody()));

const groupBody = (g: ResourceGroup) => ({
  id: `/subscriptions/${subscription.id}/resourceGroups/${g.name}`,
  name: g.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: g.location,
  properties: { provisioningState: 'Succeeded' },
});

const groups = '/subscriptions/:subscription/:groups{resource[gG]roups}';
subscriptions.get(groups, (c) => c.json({ value: c.env.store.world.resourceGroups.map(groupBody) }));
subscriptions.get(`${groups}/:group`, withGroup, (c) => c.json(groupBody(c.var.group)));
