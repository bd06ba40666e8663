import { createRemoteJWKSet, customFetch, type FetchImplementation, jwtVerify } from 'jose';
import type { AuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import { textOf } from '@/lib/clouds/body';
import { sendAnywhere } from '@/lib/clouds/connect';
import { UpstreamError } from '@/lib/clouds/trouble';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { forgetChallenge } from './challenge';
import { authority, msalClient, newWire, storeCache } from './msal';
import { noteSound } from './set-up';
import { refusalIn } from './tokens';

/**
 * What we read of an ID token. People are keyed by `tid` and `oid`. Names and addresses are only for display and for finding somebody's own
 * account elsewhere, because they may change hands.
 */
export const IdClaims = z.object({
  tid: z.uuid(),
  oid: z.uuid(),
  name: z.string().default('Somebody'),
  preferred_username: z.string().default(''),
  email: z.string().max(320).optional().catch(undefined),
  /** Whether the domain of that address is verified to be its tenant's; only where the app asks for this claim. */
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional().catch(undefined),
  roles: z.array(z.string()).default([]),
});

export const sessionSeconds = 12 * 3600;

/** A managed user's address is stated only for the scope `email`; a guest's always. */
export const baseScopes = ['openid', 'profile', 'email', 'offline_access'];

/** The address that Entra ID states, in lower case; null if it states none, or one that anybody could have claimed. */
export function mailIn({ email = '', xms_edov }: Pick<z.infer<typeof IdClaims>, 'email' | 'xms_edov'>): string | null {
  const isUnverified = xms_edov !== undefined && ['false', '0'].includes(String(xms_edov).toLowerCase());
  const mail = email.trim().toLowerCase();
  return isUnverified || !/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(mail) ? null : mail;
}

/** What signing in needs to know from the portal. */
export interface SignIn {
  /**
   * What the labs' checks need: one trip to Entra ID asks for all of it. The code is redeemed for the first resource, and a token for each
   * other one silently when it is asked for.
   */
  scopes: readonly string[];
  /** Called when somebody has signed in, with our id of them. */
  signedIn: (personId: string) => Promise<void>;
  /** Called when Entra ID gave no tokens for a code, because next-auth turns everything into the same error. */
  refused?: (trouble: UpstreamError) => void;
}

/** The same for one resource first, if it is one of them: Conditional Access may ask more of a person for this one than for others. */
export const forResource = (signIn: SignIn, scope: string | undefined): SignIn =>
  scope !== undefined && signIn.scopes.includes(scope)
    ? { ...signIn, scopes: [scope, ...signIn.scopes.filter((other) => other !== scope)] }
    : signIn;

/** Entra ID's keys have some ten kilobytes. */
const longestKeys = 256 * 1024;

/** The way out of every other request, and as bounded. */
const readKeys: FetchImplementation = async (url, { headers, signal }) => {
  const answer = await sendAnywhere(url, { method: 'GET', headers: Object.fromEntries(headers), signal });
  return new Response(await textOf(answer, longestKeys), { status: answer.status, headers: answer.headers });
};

let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

/** next-auth only decodes the ID token when it does not redeem the code itself, so we verify it. @throws unless it is of our tenant */
export async function verifyIdToken(idToken: string): Promise<unknown> {
  keys ??= createRemoteJWKSet(new URL(cloudUrl(`${authority()}/discovery/v2.0/keys`)), { [customFetch]: readKeys });
  const { payload } = await jwtVerify(idToken, keys, { audience: env().ENTRA_CLIENT_ID, issuer: `${authority()}/v2.0` });
  if (IdClaims.parse(payload).tid !== env().ENTRA_TENANT_ID) throw new Error('The ID token is of another tenant.');
  return payload;
}

function entraProvider({ scopes, refused }: SignIn): OAuthConfig<z.input<typeof IdClaims>> {
  return {
    id: 'entra',
    name: 'Microsoft Entra ID',
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    issuer: `${authority()}/v2.0`,
    clientId: env().ENTRA_CLIENT_ID,
    clientSecret: env().ENTRA_CLIENT_SECRET,
    authorization: {
      url: cloudUrl(`${authority()}/oauth2/v2.0/authorize`),
      params: { scope: [...baseScopes, ...scopes].join(' '), prompt: 'select_account', response_mode: 'query' },
    },
    token: {
      url: cloudUrl(`${authority()}/oauth2/v2.0/token`),
      async request({ params, checks, provider }) {
        // because we make the request ourselves, next-auth compares nothing: we have to check the state
        if (!params.code || !checks.state || params.state !== checks.state) throw new Error('The sign-in does not belong to this browser.');
        const { nonce } = checks as { nonce?: string }; // next-auth's type leaves it out
        const wire = newWire();
        const client = msalClient(undefined, wire);
        const [scope = ''] = scopes;
        const request = {
          code: params.code,
          codeVerifier: checks.code_verifier ?? '',
          redirectUri: provider.callbackUrl,
          scopes: [scope, 'email'], // of one resource only; MSAL redeems the others when they are asked
          ...(nonce ? { nonce } : {}),
        };
        const result = await client.acquireTokenByCode(request).catch((error: unknown) => {
          const refusal = refusalIn(error, wire, scope);
          if (refusal instanceof UpstreamError) refused?.(refusal);
          throw refusal;
        });
        noteSound(scope);
        await verifyIdToken(result.idToken); // before anything is kept
        const homeAccountId = result.account?.homeAccountId;
        if (!homeAccountId) throw new Error('Entra ID did not say whose tokens these are.');
        await storeCache(homeAccountId, client.getTokenCache().serialize());
        forgetChallenge(homeAccountId);
        return { tokens: { id_token: result.idToken, home_account_id: homeAccountId } };
      },
    },
    profile: (claims) => ({ id: claims.oid, name: claims.name ?? null }),
  };
}

/** Somebody's app role differs from the one that we knew. */
export function logRole(personId: string, isFacilitator: boolean): void {
  const [from, to] = isFacilitator ? ['none', 'facilitator'] : ['facilitator', 'none'];
  log().warn({ event: 'role', personId, from, to }, 'the role of somebody has changed');
}

/** The session cookie holds our id of the person and nothing else; tokens stay in the sealed cache. */
export function authOptions(signIn: SignIn): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    providers: [entraProvider(signIn)],
    pages: { signIn: '/sign-in', error: '/sign-in/problem' },
    callbacks: {
      signIn({ profile }) {
        if (IdClaims.safeParse(profile).data?.tid === env().ENTRA_TENANT_ID) return true;
        log().warn({ event: 'refusal', why: 'WrongTenant' }, 'an account of another tenant was refused');
        return '/sign-in/problem?error=WrongTenant';
      },
      async jwt({ token, account, profile }) {
        if (!account) return token;
        const claims = IdClaims.parse(profile);
        const { tid, oid, name, preferred_username: userName, roles } = claims;
        const seen = {
          name,
          userName,
          mail: mailIn(claims),
          homeAccountId: String(account['home_account_id']),
          isFacilitator: roles.includes('Facilitator'),
          lastSignInAt: new Date(),
          roleCheckedAt: new Date(),
        };
        const where = { tenantId_objectId: { tenantId: tid, objectId: oid } };
        const before = await db().person.findUnique({ where, select: { isFacilitator: true } });
        const person = await db().person.upsert({
          where,
          create: { tenantId: tid, objectId: oid, ...seen },
          update: seen,
          select: { id: true },
        });
        log().info({ event: 'sign-in', personId: person.id, isFacilitator: seen.isFacilitator }, 'somebody signed in');
        if (before && before.isFacilitator !== seen.isFacilitator) logRole(person.id, seen.isFacilitator);
        await signIn.signedIn(person.id);
        return { personId: person.id, signedInAt: Date.now() };
      },
    },
    logger: {
      // what next-auth logs of an error may hold the request; its name and message are enough
      error: (code, detail) =>
        log().warn(
          { event: 'sign-in', why: code, message: 'message' in detail ? String(detail.message).slice(0, 200) : undefined },
          'a sign-in failed',
        ),
      warn: (code) => log().warn({ event: 'sign-in', why: code }, 'next-auth warns'),
      debug: () => undefined,
    },
  };
}
