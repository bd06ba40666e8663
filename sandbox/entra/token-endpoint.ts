import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Env, service } from '../practice.ts';
import { validators } from '../validation.ts';
import { everyonesPassword } from '../world/cast.ts';
import type { App } from '../world/entra.ts';
import { hasConsent } from './consent.ts';
import { refuse } from './errors.ts';
import { resourcesOf } from './resources.ts';
import { appToken, openCode, openRefreshToken, personTokens } from './tokens.ts';

/** The token endpoint in both versions: v1 takes a resource where v2 takes a scope. */
export const tokenEndpoint = service();

const { form } = validators((problem) => refuse('9000411', problem));

const text = z.string().default('');
const TokenRequest = z.object({
  grant_type: text,
  client_id: text,
  client_secret: z.string().optional(),
  scope: text,
  resource: text,
  username: text,
  password: text,
  code: text,
  code_verifier: text,
  redirect_uri: text,
  refresh_token: text,
});
type TokenRequest = z.output<typeof TokenRequest>;

/** A client may authenticate with HTTP Basic instead of in the form. */
function basicClient(header: string | undefined): Partial<TokenRequest> {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return {};
  const [client_id = '', client_secret = ''] = Buffer.from(encoded, 'base64').toString().split(':').map(decodeURIComponent);
  return { client_id, client_secret };
}

tokenEndpoint.post('/:tenant/oauth2/v2.0/token', form(TokenRequest), (c) =>
  answer(c.env, { ...c.req.valid('form'), ...basicClient(c.req.header('authorization')) }),
);
tokenEndpoint.post('/:tenant/oauth2/token', form(TokenRequest), (c) => {
  const asked = c.req.valid('form');
  const scope = `${asked.resource.replace(/\/$/, '')}/.default`;
  return answer(c.env, { ...asked, scope, ...basicClient(c.req.header('authorization')) });
});

const usedCodes = new Set<string>();

async function answer({ store }: Env, asked: TokenRequest): Promise<Response> {
  const { scope, client_id: clientId } = asked;
  const app = store.world.apps.find((a) => a.clientId === clientId);
  const isPublicClient = asked.grant_type === 'password' && asked.client_secret === undefined;
  if (!app && !isPublicClient) return refuse('700016');
  const refusal = app && !isPublicClient ? refusalOf(store.clock.now(), app, asked.client_secret) : null;
  if (refusal) return refusal;

  const wanted = resourcesOf(scope);
  if (wanted.length > 1) return refuse('700022');
  const [resource = 'graph'] = wanted;
  if (resource === null) return refuse('70011');

  switch (asked.grant_type) {
    case 'client_credentials':
      return scope.endsWith('/.default') ? Response.json(await appToken(store, clientId, resource)) : refuse('70011');

    case 'password': {
      const person = store.world.people.find((p) => p.upn.toLowerCase() === asked.username.toLowerCase());
      if (!person) return refuse('50034');
      if (asked.password !== everyonesPassword) return refuse('50126');
      return Response.json(await personTokens(store, { person, clientId }, resource, scope));
    }

    case 'authorization_code': {
      const grant = await openCode(store, asked.code);
      if (!grant) return refuse('70008');
      if (usedCodes.has(grant.jti)) return refuse('54005');
      if (grant.clientId !== clientId || grant.redirectUri !== asked.redirect_uri) return refuse('700005');
      const challenge = createHash('sha256').update(asked.code_verifier).digest('base64url');
      if (grant.challenge && grant.challenge !== challenge) return refuse('501481');
      usedCodes.add(grant.jti);
      const person = store.world.people.find((p) => p.oid === grant.oid);
      if (!person) return refuse('50034');
      return Response.json(await personTokens(store, { person, clientId }, resource, scope, grant.nonce));
    }

    case 'refresh_token': {
      const grant = await openRefreshToken(store, asked.refresh_token);
      const person = grant && store.world.people.find((p) => p.oid === grant.oid);
      if (!grant || !person) return refuse('70000');
      if (grant.practice_at < (store.world.revokedBefore[person.oid] ?? 0)) return refuse('50173');
      // of OpenID Connect's own scopes alone no API is asked for, and the consent of the sign-in is enough
      const needed = wanted.length > 0 ? [resource] : [];
      if (app && !hasConsent(store, app, person.oid, needed)) return refuse('65001');
      return Response.json(await personTokens(store, { person, clientId }, resource, scope));
    }

    default:
      return refuse('70003');
  }
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

function refusalOf(now: number, app: App, secret: string | undefined): Response | null {
  if (!secret) return refuse('7000218');
  const given = Buffer.from(hashOf(secret));
  const match = app.secrets.find((s) => timingSafeEqual(Buffer.from(s.hash), given));
  if (!match) return refuse('7000215');
  return match.endsAt < now ? refuse('7000222') : null;
}
