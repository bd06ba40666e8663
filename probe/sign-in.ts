import { AuthError, type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import type { TokenSource } from '@/lib/clouds/access';
import { cloudUrl } from '@/lib/clouds/address';
import { parseJson } from '@/lib/clouds/answer';
import { textOf } from '@/lib/clouds/body';
import { sendAnywhere } from '@/lib/clouds/connect';
import { UpstreamError } from '@/lib/clouds/trouble';

/** The Azure CLI: a public client in every tenant that may ask for all three resources (the default of azure-identity). */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** How MSAL sends requests: with a time limit, and to the practice cloud if that answers for the vendors. */
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
  return { status: response.status, headers: Object.fromEntries(response.headers), body: answer as T }; // MSAL checks what it reads
}

export interface SignedIn {
  userName: string;
  name: string;
  /** Their object id in the tenant. */
  objectId: string;
  tokenFor: TokenSource;
}

/**
 * Signs the operator in with a code that they enter in a browser. The tokens stay in memory.
 * @param show is called with what to do, in Microsoft’s words
 */
export async function signIn(tenantId: string, show: (message: string) => void, clientId = azureCli): Promise<SignedIn> {
  const client = new PublicClientApplication({
    auth: { clientId, authority: `https://login.microsoftonline.com/${tenantId}` },
    system: { networkClient: network },
  });
  const scopes = ['https://management.azure.com/.default'];
  const { account } = (await client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: ({ message }) => show(message) })) ?? {};
  if (!account) throw new Error('Microsoft didn’t say who signed in.');
  return {
    userName: account.username,
    name: account.name ?? account.username,
    objectId: account.localAccountId,
    async tokenFor(scope, { fresh = false } = {}) {
      try {
        // a public client asks for everything that its registration may do with the resource
        const resource = scope.slice(0, scope.lastIndexOf('/'));
        return (await client.acquireTokenSilent({ account, scopes: [`${resource}/.default`], forceRefresh: fresh })).accessToken;
      } catch (error) {
        if (!(error instanceof AuthError)) throw error;
        throw new UpstreamError({ cloud: 'Entra ID', trouble: 'refused', code: error.errorCode });
      }
    },
  };
}
