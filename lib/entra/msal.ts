import { ConfidentialClientApplication, type ICachePlugin, type INetworkModule, type TokenCacheContext } from '@azure/msal-node';
import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import { bodyOf, parseJson, type Read, refusalError, refusalOf, troubleOf } from '@/lib/clouds/answer';
import { textOf } from '@/lib/clouds/body';
import { sendAnywhere } from '@/lib/clouds/connect';
import { service, TokenAnswer } from '@/lib/clouds/entra/service';
import { troubleIn } from '@/lib/clouds/http';
import type { UpstreamError } from '@/lib/clouds/trouble';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { seal, unseal } from '@/lib/seal';

export const authority = (): string => `https://login.microsoftonline.com/${env().ENTRA_TENANT_ID}`;

/**
 * What a client of MSAL has met and MSAL's own errors leave out: what its network threw, and the claims challenge of a refusal, which it
 * keeps of those only that it takes for "interaction required" (its issue 5491).
 */
export interface Wire {
  trouble: UpstreamError | null;
  claims: string | null;
}
export const newWire = (): Wire => ({ trouble: null, claims: null });

/** Waiting for a token takes no longer than for any other answer. */
const requestMs = 8000;

/** A challenge travels in the URL of the next sign-in, so a longer one is of no use. */
const longestClaims = 2000;
const JsonObject = z.record(z.string(), z.unknown());
const isObject = (text: string) => JsonObject.safeParse(parseJson(text)).success;
const Challenge = z.object({ claims: z.string().max(longestClaims).refine(isObject) });

/** MSAL's way out, through the same mapping as every other request. Bodies come parsed, as MSAL wants them. */
const networkOn = (wire: Wire): INetworkModule => ({
  sendGetRequestAsync: (url, options) => send(wire, 'GET', url, options?.headers),
  sendPostRequestAsync: (url, options) => send(wire, 'POST', url, options?.headers, options?.body),
});

async function send<T>(wire: Wire, method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, body?: string) {
  try {
    const response = await sendAnywhere(cloudUrl(url), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(requestMs), // of the body, too
    });
    const read = { status: response.status, headers: response.headers, text: await textOf(response) };
    const answer = answerOf(read, method === 'POST' ? TokenAnswer.loose() : z.looseObject({}));
    wire.claims = Challenge.safeParse(answer).data?.claims ?? null;
    return { status: read.status, headers: Object.fromEntries(read.headers), body: answer as T }; // MSAL checks what it reads of it
  } catch (error) {
    wire.trouble = troubleIn(service, error);
    throw wire.trouble;
  }
}

/**
 * Entra ID's own answer. MSAL takes any JSON for a token, and a missing one for an empty one; so what is neither a token nor a refusal
 * of Entra's own never gets to it, and neither does a refusal that passes by itself.
 */
function answerOf(read: Read, schema: z.ZodType): unknown {
  if (read.status >= 200 && read.status < 300) return bodyOf(service, read, schema, 'json');
  const refusal = refusalOf(service, read);
  const trouble = troubleOf(service, refusal);
  if (!refusal.isOwn || trouble === 'unavailable' || trouble === 'throttled') throw refusalError(service, read);
  return parseJson(read.text);
}

/** A person's token cache: one row, sealed. A row that cannot be opened is as good as none, and MSAL says "sign in again". */
function cachePlugin(homeAccountId: string): ICachePlugin {
  return {
    async beforeCacheAccess(context: TokenCacheContext) {
      const row = await db().tokenCache.findUnique({ where: { homeAccountId } });
      context.tokenCache.deserialize((row && unseal(row, homeAccountId, env().SEAL_KEYS)) ?? '{}');
    },
    async afterCacheAccess(context: TokenCacheContext) {
      // only signing in creates a row, so somebody who signs out while a token is being redeemed has none afterward
      if (context.cacheHasChanged)
        await db().tokenCache.updateMany({ where: { homeAccountId }, data: sealedRow(homeAccountId, context.tokenCache.serialize()) });
    },
  };
}

function sealedRow(homeAccountId: string, plain: string) {
  const { keyId, sealed } = seal(plain, homeAccountId, env().SEAL_KEYS);
  return { keyId, sealed: new Uint8Array(sealed), updatedAt: new Date() };
}

export async function storeCache(homeAccountId: string, plain: string): Promise<void> {
  const row = sealedRow(homeAccountId, plain);
  await db().tokenCache.upsert({ where: { homeAccountId }, create: { homeAccountId, ...row }, update: row });
}

/**
 * A client of its own for every request: a shared one keeps a stranger's tokens in memory and can write them into the
 * wrong person's row (measured, see docs/decisions/tokens.md). Without `homeAccountId` it starts and stays empty.
 * @param wire is told of trouble with Entra ID
 */
export function msalClient(homeAccountId?: string, wire = newWire()): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId: env().ENTRA_CLIENT_ID, authority: authority(), clientSecret: env().ENTRA_CLIENT_SECRET },
    system: { networkClient: networkOn(wire) },
    ...(homeAccountId ? { cache: { cachePlugin: cachePlugin(homeAccountId) } } : {}),
  });
}
