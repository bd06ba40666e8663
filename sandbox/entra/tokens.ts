import { createHash } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { requestId } from '../practice.ts';
import { mailOf, type Person, stableUuid, tenantId } from '../world/cast.ts';
import type { Store } from '../world/store.ts';
import { type ResourceName, resources } from './resources.ts';

/** Token lifetimes follow the machine's clock, not the practice clock: clients judge a token's age by their own clock. */
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

/** @returns the claims, or null when the token is not ours, is for another audience, or has expired */
async function open<T>(store: Store, token: string, audience: string, claims: z.ZodType<T>): Promise<T | null> {
  const { kty, n, e } = store.world.signingKey ?? {};
  if (!kty) return null;
  try {
    const { payload } = await jwtVerify(token, await importJWK({ kty, n, e }, 'RS256'), { audience });
    return claims.parse(payload);
  } catch {
    return null; // every reason leads to the same refusal
  }
}

export interface Grant {
  person: Person;
  clientId: string;
  /** The client has proved itself by nothing: its refresh tokens need no secret either. */
  isPublic: boolean;
  /** The resources whose second factor the sign-in has given. */
  mfa: string[];
}

const code = 'practice:code';
const refresh = 'practice:refresh';
const ticket = 'practice:ticket';
const signature = 'practice:signature';

const CodeGrant = z.object({
  oid: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  nonce: z.string().optional(),
  challenge: z.string().optional(),
  mfa: z.array(z.string()).default([]),
});
const OpenedCode = CodeGrant.extend({ jti: z.string() });
const OpenedRefreshToken = z.object({
  oid: z.string(),
  clientId: z.string(),
  /** It was issued to a client without a secret, and is redeemed without one. */
  isPublic: z.boolean().default(false),
  mfa: z.array(z.string()).default([]),
  practice_at: z.number(),
});

export const issueCode = (store: Store, grant: z.input<typeof CodeGrant>) => sign(store, { ...grant, aud: code, jti: requestId() }, 600);
export const openCode = (store: Store, token: string) => open(store, token, code, OpenedCode);
export const openRefreshToken = (store: Store, token: string) => open(store, token, refresh, OpenedRefreshToken);

/** Carries a browser's session from Entra's host to a console's, where it has no cookie yet. */
export const issueTicket = (store: Store, { oid }: Person, host: string) => sign(store, { aud: ticket, oid, host }, 60);
export const openTicket = (store: Store, token: string) => open(store, token, ticket, z.object({ oid: z.string(), host: z.string() }));

const Signed = z.object({ account: z.string(), container: z.string(), path: z.string(), permission: z.enum(['r', 'w']) });

/** The signature in a storage URL. It is a token of ours; nobody but the practice cloud reads it. */
export const signSignature = (store: Store, allowed: z.input<typeof Signed>, seconds: number) =>
  sign(store, { ...allowed, aud: signature }, seconds);
export const openSignature = (store: Store, token: string) => open(store, token, signature, Signed);

/** Who the account is at home: for a guest, that is another tenant. */
const clientInfo = ({ oid, tenantId, home = { oid, tenantId } }: Person) =>
  Buffer.from(JSON.stringify({ uid: home.oid, utid: home.tenantId })).toString('base64url');

/** A guest's address is stated without being requested, everybody else's for the scope `email` (Entra's optional claims reference). */
const statedMail = (person: Person, scope: string) =>
  person.home || scope.split(/\s+/).includes('email') ? { email: mailOf(person) } : {};

/** The token response for a person: an access token for one resource, with an ID token and a refresh token. */
export async function personTokens(store: Store, grant: Grant, resource: ResourceName, scope: string, nonce?: string) {
  const { person, clientId, isPublic, mfa } = grant;
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
      ...statedMail(person, scope),
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
    refresh_token: await sign(store, { aud: refresh, oid: person.oid, clientId, isPublic, mfa, jti: requestId() }, 90 * 86_400),
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

const AccessToken = z.object({ idtyp: z.string().optional(), appid: z.string(), oid: z.string(), practice_at: z.number() });

/** Who calls a service, by the Authorization header. Only a token for the service's own audience counts. */
export async function bearerOf(store: Store, header: string | undefined, resource: ResourceName): Promise<Bearer> {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (!token) return { kind: 'none' };
  const claims = await open(store, token, resources[resource].audience, AccessToken);
  if (!claims) return { kind: 'invalid' };
  if (claims.idtyp === 'app') return { kind: 'app', clientId: claims.appid };
  const person = store.world.people.find((p) => p.oid === claims.oid);
  if (!person) return { kind: 'invalid' };
  if (claims.practice_at < (store.world.revokedBefore[`access ${person.oid}`] ?? 0)) return { kind: 'expired' };
  return { kind: 'person', person };
}
