import type { Context } from 'hono';
import { counted } from '../coverage/count.ts';
import { type Practice, service } from '../practice.ts';
import { domain, otherTenantId, tenantId } from '../world/cast.ts';
import { accountPages } from './account.tsx';
import { adminConsentPages } from './admin-consent.tsx';
import { authorizePages } from './authorize.tsx';
import { devicePages } from './device-pages.tsx';
import { refuse, refuseUnpractised } from './errors.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** Microsoft Entra ID: both versions of its authorize and token endpoints, discovery and keys. */
export const entra = service();

entra.use('*', counted('entra'));
entra.use('/:tenant/*', async (c, next) => {
  const known = [tenantId, otherTenantId, domain, 'common', 'organizations', 'practice'];
  return known.includes(c.req.param('tenant').toLowerCase()) ? next() : refuse('90002');
});

entra.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
  const base = `https://login.microsoftonline.com/${c.req.param('tenant')}`;
  return c.json({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  });
});

// Cloud discovery: msal asks it about every authority it was not told to trust.
entra.get('/common/discovery/instance', (c) =>
  c.json({
    tenant_discovery_endpoint: `https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: 'login.microsoftonline.com',
        preferred_cache: 'login.windows.net',
        aliases: ['login.microsoftonline.com', 'login.windows.net'],
      },
    ],
  }),
);

const keys = (c: Context<Practice>) => {
  const { kty, n, e, kid, alg, use } = c.env.store.world.signingKey ?? {};
  return c.json({ keys: [{ kty, n, e, kid, alg, use }] });
};
entra.get('/:tenant/discovery/v2.0/keys', keys);
entra.get('/:tenant/discovery/keys', keys);

// where an account's password is checked: msal for Python asks before it signs in with one
entra.get('/:tenant/:realm{[uU]ser[rR]ealm}/:user', (c) =>
  c.json({ ver: '1.0', account_type: 'Managed', domain_name: domain, cloud_instance_name: 'microsoftonline.com' }),
);

for (const part of [accountPages, authorizePages, adminConsentPages, tokenEndpoint, devicePages]) entra.route('/', part);
entra.notFound((c) => refuseUnpractised(c.req.raw));
