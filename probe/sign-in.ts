import { AuthError, type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import type { TokenSource } from '@/lib/clouds/access';
import { cloudUrl } from '@/lib/clouds/address';
import { parseJson } from '@/lib/clouds/answer';
import { textOf } from '@/lib/clouds/body';
import { sendAnywhere } from '@/lib/clouds/connect';
import { UpstreamError } from '@/lib/clouds/trouble';

/** Microsoft's own command line, a public client in every tenant that may ask for all three resources (azure-identity, its default). */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** MSAL's way out: bounded, and to the practice cloud where that stands for the vendors. */
const network: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options?.headers),
  sendPostRequestAsync: (url, options) => send('POST', url, options?.headers, options?.body),
};
async function send<T>(method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, body?: string) {
  const response = await sendAnywhere(cloudUrl(url), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
  const answer = parseJson(await textOf(response)) ?? {};
  return { status: response.status, headers: Object.fromEntries(response.headers), body: answer as T }; // MSAL checks what it reads of it
}

export interface SignedIn {
  userName: string;
  name: string;
  /** Their object id in the tenant. */
  objectId: string;
  tokenFor: TokenSource;
}

/**
 * Signs the operator in with a code that they enter in a browser. Tokens stay in memory.
 * @param show is told what to do, in Microsoft's words
 */
export async function signIn(tenantId: string, show: (message: string) => void, clientId = azureCli): Promise<SignedIn> {
  const client = new PublicClientApplication({
    auth: { clientId, authority: `https://login.microsoftonline.com/${tenantId}` },
    system: { networkClient: network },
  });
  const scopes = ['https://management.azure.com/.default'];
  const { account } = (await client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: ({ message }) => show(message) })) ?? {};
  if (!account) throw new Error('Microsoft did not say who signed in.');
  return {
    userName: account.username,
    name: account.name ?? account.username,
    objectId: account.localAccountId,
    async tokenFor(scope, { fresh = false } = {}) {
      try {
        // a public client asks for what its registration may do of the resource
        const resource = scope.slice(0, scope.lastIndexOf('/'));
        return (await client.acquireTokenSilent({ account, scopes: [`${resource}/.default`], forceRefresh: fresh })).accessToken;
      } catch (error) {
        if (!(error instanceof AuthError)) throw error;
        throw new UpstreamError({ cloud: 'Entra ID', trouble: 'refused', code: error.errorCode });
      }
    },
  };
}
