import { cloudUrl } from '@/lib/clouds/address';
import type { Service } from '@/lib/clouds/cloud';
import { env } from '@/lib/env';
import { baseScopes } from './auth';
import { authority } from './msal';

/** Where Entra ID sends people back to: the one redirect URI that is registered. */
export const callbackPath = '/api/auth/callback/entra';

/**
 * The page on which an administrator consents for everybody, to all delegated permissions of the portal's registration: that is what
 * `/.default` asks for there (learn.microsoft.com, entra/identity-platform/v2-admin-consent).
 */
export function adminConsentUrl(): string {
  const url = new URL(cloudUrl(`${authority()}/v2.0/adminconsent`));
  url.searchParams.set('client_id', env().ENTRA_CLIENT_ID);
  url.searchParams.set('scope', 'https://graph.microsoft.com/.default');
  url.searchParams.set('redirect_uri', `${env().NEXTAUTH_URL.replace(/\/$/, '')}${callbackPath}`);
  return url.href;
}

/** What Guidepost needs of what that page grants, per service, for whoever is to decide: `Azure: user_impersonation`. */
export function permissionsFor(services: readonly Service[]): string[] {
  const needed = services.flatMap(({ name, identity }) =>
    identity.kind === 'entra' ? [`${name}: ${identity.scope.slice(identity.scope.lastIndexOf('/') + 1)}`] : [],
  );
  return [...new Set(needed), `Microsoft Graph: ${baseScopes.join(', ')}`];
}
