import { createHash } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { requestId } from '../practice.ts';
import { type Person, stableUuid, tenantId } from '../world/cast.ts';
import type { Store } from '../world/store.ts';
import { type ResourceName, resources } from './resources.ts';

/** Tokens live by the machine's clock, not by the practice clock: clients judge their age by their own. */
const accessTokenSeconds = 4500;

async function sign(store: Store, claims: Record<string, unknown>, seconds: number): Promise<string> {
  const key = store.world.signingKey;
  if (!key) throw new Error('The practice cloud has no signing key.');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims, practice_at: Date.now() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid ?? '' })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + seconds)
    .sign(await importJWK(key, 'RS256'));
}

/** @returns the claims, or null when the token is not ours, has another purpose, or is past its time. */
export async function open(store: Store, token: string, audience: string): Promise<Record<string, unknown> | null> {
  const { kty, n, e } = store.world.signingKey ?? {};
  if (!kty) return null;
  try {
    const { payload } = await jwtVerify(token, await importJWK({ kty, n, e }, 'RS256'), { audience });
    return payload;
  } catch {
    return null; // every reason is the same refusal to a caller
  }
}

export interface Grant {
  person: Person;
  clientId: string;
}

const code = 'practice:code';
const refresh = 'practice:refresh';

export const issueCode = (
  store: Store,
  grant: { oid: string; clientId: string; redirectUri: string; scope: string; nonce?: string; challenge?: string },
) => sign(store, { ...grant, aud: code, jti: requestId() }, 600);
export const openCode = (store: Store, token: string) => open(store, token, code);
export const openRefreshToken = (store: Store, token: string) => open(store, token, refresh);

const clientInfo = (person: Person) => Buffer.from(JSON.stringify({ uid: person.oid, utid: person.tenantId })).toString('base64url');

/** What a person's token response holds: an access token for one resource, and what goes with it. */
export async function personTokens(store: Store, grant: Grant, resource: ResourceName, scope: string, nonce?: string) {
  const { person, clientId } = grant;
  const who = { oid: person.oid, tid: person.tenantId, name: person.name };
  const pairwise = createHash('sha256').update(`${person.oid} ${clientId}`).digest('base64url');
  const access = await sign(
    store,
    {
      ...who,
      aud: resources[resource].audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      sub: pairwise,
      upn: person.upn,
      appid: clientId,
      scp: 'user_impersonation',
      ver: '1.0',
    },
    accessTokenSeconds,
  );
  const id = await sign(
    store,
    {
      ...who,
      aud: clientId,
      iss: `https://login.microsoftonline.com/${person.tenantId}/v2.0`,
      sub: pairwise,
      preferred_username: person.upn,
      ver: '2.0',
      ...(nonce ? { nonce } : {}),
      ...(person.appRoles.length ? { roles: person.appRoles } : {}),
    },
    3600,
  );
  return {
    token_type: 'Bearer',
    scope,
    expires_in: accessTokenSeconds,
    ext_expires_in: accessTokenSeconds,
    access_token: access,
    refresh_token: await sign(store, { aud: refresh, oid: person.oid, clientId, jti: requestId() }, 90 * 86_400),
    id_token: id,
    client_info: clientInfo(person),
  };
}

export async function appToken(store: Store, clientId: string, resource: ResourceName) {
  const access = await sign(
    store,
    {
      aud: resources[resource].audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: clientId,
      oid: stableUuid(`service principal ${clientId}`),
      tid: tenantId,
      idtyp: 'app',
    },
    accessTokenSeconds,
  );
  return { token_type: 'Bearer', expires_in: accessTokenSeconds, ext_expires_in: accessTokenSeconds, access_token: access };
}

export type Bearer =
  | { kind: 'person'; person: Person }
  | { kind: 'app'; clientId: string }
  | { kind: 'none' }
  | { kind: 'invalid' }
  | { kind: 'expired' };

/** Who is asking one of the services, by the Authorization header, for the service's own audience. */
export async function bearerOf(store: Store, header: string | undefined, resource: ResourceName): Promise<Bearer> {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (!token) return { kind: 'none' };
  const claims = await open(store, token, resources[resource].audience);
  if (!claims) return { kind: 'invalid' };
  if (claims['idtyp'] === 'app') return { kind: 'app', clientId: String(claims['appid']) };
  const person = store.world.people.find((p) => p.oid === claims['oid']);
  if (!person) return { kind: 'invalid' };
  if (Number(claims['practice_at']) < (store.world.revokedBefore[`access ${person.oid}`] ?? 0)) return { kind: 'expired' };
  return { kind: 'person', person };
}
