import type { App } from '../world/entra.ts';
import type { Store } from '../world/store.ts';
import type { ResourceName } from './resources.ts';

const given = (store: Store, app: App, oid: string) => store.world.consents.find((k) => k.clientId === app.clientId && k.oid === oid);

/** Whether the app may access all of `wanted` on the person's behalf, by an administrator's consent or the person's own. */
export function hasConsent(store: Store, app: App, oid: string, wanted: ResourceName[]): boolean {
  if (app.adminConsented) return true;
  const resources = given(store, app, oid)?.resources ?? [];
  return wanted.every((r) => resources.includes(r));
}

export function giveConsent(store: Store, app: App, oid: string, wanted: ResourceName[]): void {
  const earlier = given(store, app, oid);
  if (earlier) earlier.resources = [...new Set([...earlier.resources, ...wanted])];
  else store.world.consents.push({ clientId: app.clientId, oid, resources: wanted });
  store.save();
}
