import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Env, service } from '../practice.ts';
import { validators } from '../validation.ts';
import { everyonesPassword, type Person, portalClientId } from '../world/cast.ts';
import type { App } from '../world/entra.ts';
import type { Store } from '../world/store.ts';
import { findApp } from './apps.ts';
import { hasConsent } from './consent.ts';
import { deviceGrant, redeemDevice } from './devices.ts';
import { refuse } from './errors.ts';
import { isMissing, refusedByPolicy } from './policies.ts';
import { resourcesOf } from './resources.ts';
import { appToken, openCode, openRefreshToken, personTokens } from './tokens.ts';

/** The token endpoint in both versions: v1 takes a resource where v2 takes a scope. */
export const tokenEndpoint = service();

const { form } = validators((problem) => refuse('9000411', problem));

const text = z.string().default('');
const TokenRequest = z.object({
  /** The device grant has a short name, too, which msal for Node sends. */
  grant_type: text.transform((type) => (type === 'device_code' ? deviceGrant : type)),
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
  device_code: text,
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
  const app = findApp(store, clientId);
  if (!app) return refuse('700016');
  const flow = await flowOf(store, asked);
  const refusal = refusalOf(store, app, asked.client_secret, flow);
  if (refusal) return refusal;

  const wanted = resourcesOf(scope);
  if (wanted.length > 1) return refuse('700022');
  const [resource = 'graph'] = wanted;
  if (resource === null) return refuse('70011');
  const isPublic = asked.client_secret === undefined;
  if (isMissing(store, resource)) return refuse('500011');
  const tokensFor = async (person: Person | undefined, mfa: string[] = [], nonce?: string) => {
    if (!person) return refuse('50034');
    // of OpenID Connect's own scopes alone no API is asked for, and no policy of one applies
    const blocked = wanted.length > 0 ? refusedByPolicy(store, person, resource, mfa) : null;
    return blocked ?? Response.json(await personTokens(store, { person, clientId, isPublic, mfa }, resource, scope, nonce));
  };
  const personOf = (oid: string) => store.world.people.find((p) => p.oid === oid);

  switch (asked.grant_type) {
    case 'client_credentials':
      return scope.endsWith('/.default') ? Response.json(await appToken(store, clientId, resource)) : refuse('70011');

    case 'password': {
      const person = store.world.people.find((p) => p.upn.toLowerCase() === asked.username.toLowerCase());
      if (person && asked.password !== everyonesPassword) return refuse('50126');
      return tokensFor(person);
    }

    case 'authorization_code': {
      const grant = await openCode(store, asked.code);
      if (!grant) return refuse('70008');
      if (usedCodes.has(grant.jti)) return refuse('54005');
      if (grant.clientId !== clientId || grant.redirectUri !== asked.redirect_uri) return refuse('700005');
      const challenge = createHash('sha256').update(asked.code_verifier).digest('base64url');
      if (grant.challenge && grant.challenge !== challenge) return refuse('501481');
      usedCodes.add(grant.jti);
      // a second factor counts for the resource that the code is redeemed for, and for what is refreshed from there
      return tokensFor(
        personOf(grant.oid),
        grant.mfa.filter((r) => r === resource),
        grant.nonce,
      );
    }

    case 'refresh_token': {
      const grant = flow.refresh;
      const person = grant && personOf(grant.oid);
      if (!person || grant.clientId !== clientId) return refuse('70000');
      if (grant.practice_at < (store.world.revokedBefore[person.oid] ?? 0)) return refuse('50173');
      // of OpenID Connect's own scopes alone no API is asked for, and the consent of the sign-in is enough
      if (!hasConsent(store, app, person.oid, wanted.length > 0 ? [resource] : [])) return refuse('65001');
      return tokensFor(person, grant.mfa);
    }

    case deviceGrant: {
      const device = redeemDevice(asked.device_code, clientId, store.clock.now());
      return typeof device === 'string' ? refuse(device) : tokensFor(personOf(device.oid));
    }

    default:
      return refuse('70003');
  }
}

/** A grant, and whether it is one that a client without a secret may use. */
interface Flow {
  refresh: Awaited<ReturnType<typeof openRefreshToken>>;
  isPublic: (app: App) => boolean;
}

async function flowOf(store: Store, asked: TokenRequest): Promise<Flow> {
  const refresh = asked.grant_type === 'refresh_token' ? await openRefreshToken(store, asked.refresh_token) : null;
  const isPublic = (app: App): boolean => {
    switch (asked.grant_type) {
      case 'password':
      case deviceGrant:
        return app.allowsPublicFlows === true;
      case 'authorization_code':
        return app.isPublic === true;
      case 'refresh_token':
        return app.isPublic === true || refresh?.isPublic === true;
      default:
        return false;
    }
  };
  return { refresh, isPublic };
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

function refusalOf({ clock, world }: Store, app: App, secret: string | undefined, flow: Flow): Response | null {
  if (app.isPublic && secret !== undefined) return refuse('700025');
  if (secret === undefined && flow.isPublic(app)) return null;
  if (!secret) return refuse('7000218');
  const portals = app.clientId === portalClientId ? world.rules.portalSecret : 'valid';
  if (portals !== 'valid') return refuse(portals === 'wrong' ? '7000215' : '7000222');
  const given = Buffer.from(hashOf(secret));
  const match = app.secrets.find((s) => timingSafeEqual(Buffer.from(s.hash), given));
  if (!match) return refuse('7000215');
  return match.endsAt < clock.now() ? refuse('7000222') : null;
}
