import { ConfidentialClientApplication, type ICachePlugin, type INetworkModule, type TokenCacheContext } from '@azure/msal-node';
import { cloudUrl } from '@/lib/clouds/address';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { seal, unseal } from '@/lib/seal';

export const authority = (): string => `https://login.microsoftonline.com/${env().ENTRA_TENANT_ID}`;

/** MSAL's way out, through the same mapping as every other request. Bodies come parsed, as MSAL wants them. */
const network: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options?.headers),
  sendPostRequestAsync: (url, options) => send('POST', url, options?.headers, options?.body),
};

async function send<T>(method: string, url: string, headers: Record<string, string> = {}, body?: string) {
  const response = await fetch(cloudUrl(url), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(8000),
  });
  const parsed = (await response.json()) as T; // MSAL checks what it reads
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
}

/** A person's token cache: one row, sealed. A row that cannot be opened is as good as none, and MSAL says "sign in again". */
function cachePlugin(homeAccountId: string): ICachePlugin {
  return {
    async beforeCacheAccess(context: TokenCacheContext) {
      const row = await db().tokenCache.findUnique({ where: { homeAccountId } });
      context.tokenCache.deserialize((row && unseal(row, homeAccountId, env().SEAL_KEYS)) ?? '{}');
    },
    async afterCacheAccess(context: TokenCacheContext) {
      if (context.cacheHasChanged) await storeCache(homeAccountId, context.tokenCache.serialize());
    },
  };
}

export async function storeCache(homeAccountId: string, plain: string): Promise<void> {
  const { keyId, sealed } = seal(plain, homeAccountId, env().SEAL_KEYS);
  const row = { keyId, sealed: new Uint8Array(sealed), updatedAt: new Date() };
  await db().tokenCache.upsert({ where: { homeAccountId }, create: { homeAccountId, ...row }, update: row });
}

/**
 * A client of its own for every request: a shared one keeps a stranger's tokens in memory and can write them into the
 * wrong person's row (measured, see docs/decisions/tokens.md). Without `homeAccountId` it starts and stays empty.
 */
export function msalClient(homeAccountId?: string): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId: env().ENTRA_CLIENT_ID, authority: authority(), clientSecret: env().ENTRA_CLIENT_SECRET },
    system: { networkClient: network },
    ...(homeAccountId ? { cache: { cachePlugin: cachePlugin(homeAccountId) } } : {}),
  });
}
