import { service } from '../practice.ts';
import { subscription } from '../world/cast.ts';
import type { C, Variables } from './context.ts';
import { refuseUnpractised } from './errors.ts';
import { inSubscription } from './paths.ts';

/** Resource providers of the subscription: whether they are registered, and registering them. Source: azure-rest-api-specs, resources: Providers. */
export const providers = service<Variables>();

const namespaces = ['Microsoft.Databricks', 'Microsoft.Compute'];
const one = `${inSubscription}/providers/:namespace`;
const found = (c: C) => namespaces.find((n) => n.toLowerCase() === c.req.param('namespace'));
const unknown = (c: C) => refuseUnpractised(`the resource provider '${c.req.param('namespace')}'`);

const providerBody = (c: C, namespace: string) => ({
  id: `/subscriptions/${subscription.id}/providers/${namespace}`,
  namespace,
  registrationPolicy: 'RegistrationRequired',
  registrationState: c.env.store.world.rules.unregisteredProviders.includes(namespace) ? 'NotRegistered' : 'Registered',
  resourceTypes: [],
});

providers.get(one, (c) => {
  const namespace = found(c);
  return namespace ? c.json(providerBody(c, namespace)) : unknown(c);
});

providers.post(`${one}/register`, (c) => {
  const namespace = found(c);
  if (!namespace) return unknown(c);
  const { rules } = c.env.store.world;
  rules.unregisteredProviders = rules.unregisteredProviders.filter((n) => n !== namespace);
  c.env.store.save();
  return c.json(providerBody(c, namespace));
});
