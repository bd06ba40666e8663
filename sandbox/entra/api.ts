import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { hrefFor } from '../net/target.ts';
import { type Practice, service } from '../practice.ts';
import { everyonesPassword, otherTenantId, tenantId } from '../world/cast.ts';
import type { App } from '../world/world.ts';
import { refuse } from './errors.ts';
import { type ResourceName, resources, resourcesOf } from './resources.ts';
import { authorize, chooseAccount, decide, signIn, signOut } from './sign-in.tsx';
import { appToken, bearerOf, openCode, openRefreshToken, personTokens } from './tokens.ts';

const usedCodes = new Set<string>();
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Microsoft Entra ID: the two generations of its authorize and token endpoints, discovery and keys. */
export const entra = service();

entra.use('/:tenant/*', async (c, next) => {
  const tenant = c.req.param('tenant');
  const known = [tenantId, otherTenantId, 'common', 'organizations', 'practice'];
  return known.includes(tenant) ? next() : refuse('90002');
});

entra.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
  const base = `https://login.microsoftonline.com/${c.req.param('tenant')}`;
  return c.json({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
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

// Discovery of clouds, which msal asks for hosts it was not told to trust.
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

entra.get('/:tenant/oauth2/v2.0/authorize', authorize);
entra.get('/:tenant/oauth2/authorize', authorize);
entra.get('/practice/account', chooseAccount);
entra.post('/practice/account', signIn);
entra.post('/practice/consent', decide);
entra.get('/:tenant/oauth2/v2.0/logout', signOut);
entra.get('/', (c) => c.redirect(hrefFor(c.env.way, 'https://login.microsoftonline.com/practice/account')));

entra.post('/:tenant/oauth2/v2.0/token', (c) => token(c, 2));
entra.post('/:tenant/oauth2/token', (c) => token(c, 1));

async function token(c: Context<Practice>, generation: 1 | 2): Promise<Response> {
  const { store } = c.env;
  const form = new URLSearchParams(await c.req.text());
  const basic = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (basic) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
    form.set('client_id', id);
    form.set('client_secret', secret);
  }
  const field = (name: string) => form.get(name) ?? '';
  const app = store.world.apps.find((a) => a.clientId === field('client_id'));
  const isPublicClient = field('grant_type') === 'password' && !form.has('client_secret');
  if (!app && !isPublicClient) return refuse('700016');
  const refusal = app && !isPublicClient ? refusalOf(store.clock.now(), app, form.get('client_secret')) : null;
  if (refusal) return refusal;

  const scope = generation === 1 ? `${field('resource').replace(/\/$/, '')}/.default` : field('scope');
  const wanted = resourcesOf(scope);
  if (wanted.length > 1) return refuse('700022');
  const [resource = 'graph'] = wanted;
  if (resource === null) return refuse('70011');
  const clientId = field('client_id');

  switch (field('grant_type')) {
    case 'client_credentials':
      return scope.endsWith('/.default') ? c.json(await appToken(store, clientId, resource)) : refuse('70011');

    case 'password': {
      const person = store.world.people.find((p) => p.upn === field('username').toLowerCase());
      if (!person) return refuse('50034');
      if (field('password') !== everyonesPassword) return refuse('50126');
      return c.json(await personTokens(store, { person, clientId }, resource, scope));
    }

    case 'authorization_code': {
      const grant = await openCode(store, field('code'));
      if (!grant) return refuse('70008');
      if (usedCodes.has(String(grant['jti']))) return refuse('54005');
      if (grant['clientId'] !== clientId || grant['redirectUri'] !== field('redirect_uri')) return refuse('700005');
      const challenge = createHash('sha256').update(field('code_verifier')).digest('base64url');
      if (grant['challenge'] && grant['challenge'] !== challenge) return refuse('501481');
      usedCodes.add(String(grant['jti']));
      const person = store.world.people.find((p) => p.oid === grant['oid']);
      if (!person) return refuse('50034');
      const nonce = grant['nonce'] ? String(grant['nonce']) : undefined;
      return c.json(await personTokens(store, { person, clientId }, resource, scope, nonce));
    }

    case 'refresh_token': {
      const grant = await openRefreshToken(store, field('refresh_token'));
      const person = grant && store.world.people.find((p) => p.oid === grant['oid']);
      if (!grant || !person) return refuse('70000');
      if (Number(grant['practice_at']) < (store.world.revokedBefore[person.oid] ?? 0)) return refuse('50173');
      if (app && !hasConsent(c, app, person.oid, [resource])) return refuse('65001');
      return c.json(await personTokens(store, { person, clientId }, resource, scope));
    }

    default:
      return refuse('70003');
  }
}

function refusalOf(now: number, app: App, secret: string | null): Response | null {
  if (!secret) return refuse('7000218');
  const given = Buffer.from(hashOf(secret));
  const match = app.secrets.find((s) => timingSafeEqual(Buffer.from(s.hash), given));
  if (!match) return refuse('7000215');
  return match.endsAt < now ? refuse('7000222') : null;
}

export function hasConsent(c: Context<Practice>, app: App, oid: string, wanted: ResourceName[]): boolean {
  if (app.adminConsented) return true;
  const given = c.env.store.world.consents.find((g) => g.clientId === app.clientId && g.oid === oid)?.resources ?? [];
  return wanted.every((r) => given.includes(r));
}

/** Microsoft Graph, as far as anyone here needs it: who am I. */
export const graph = service();
graph.get('/v1.0/me', async (c) => {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'graph');
  if (bearer.kind !== 'person') {
    return c.json(
      { error: { code: 'InvalidAuthenticationToken', message: 'Access token is empty, expired or of another audience.' } },
      401,
    );
  }
  const { upn, name, oid } = bearer.person;
  return c.json({
    '@odata.context': `${resources.graph.audience}/v1.0/$metadata#users/$entity`,
    id: oid,
    displayName: name,
    userPrincipalName: upn,
    mail: upn,
  });
});
