import type { App } from '../world/entra.ts';
import type { Store } from '../world/store.ts';

const native = (clientId: string, name: string): App => ({
  clientId,
  name,
  redirectUris: ['http://localhost', 'https://login.microsoftonline.com/common/oauth2/nativeclient'],
  adminConsented: true,
  isPublic: true,
  allowsPublicFlows: true,
  secrets: [],
});

/** Microsoft's own public clients, which are in every tenant and need nobody's consent. Ids: Microsoft's list of first-party apps. */
const firstParty = [
  native('04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'),
  native('1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'),
];

export const findApp = (store: Store, clientId: string): App | undefined =>
  [...store.world.apps, ...firstParty].find((a) => a.clientId === clientId.toLowerCase());

/** A public client on this machine listens on any free port: `http://localhost` stands for all of them (RFC 8252). */
export function acceptsRedirect(app: App, uri: string): boolean {
  if (app.redirectUris.includes(uri)) return true;
  const url = URL.parse(uri);
  return url?.protocol === 'http:' && url.hostname === 'localhost' && app.isPublic === true;
}
