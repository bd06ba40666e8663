import { PublicClientApplication } from '@azure/msal-node';
import { practiceHands } from '@/e2e/hands';
import type { Member } from '@/lib/lab/practice';

const { settings } = await practiceHands();
export const authority = `https://login.microsoftonline.com/${settings.tenantId}`;
export const clientId = process.env['ENTRA_CLIENT_ID'] ?? '';

/** What the Azure clients take: something that yields a token for scopes. */
export const credentialOf = (member: Member) => ({
  async getToken(scopes: string | string[]) {
    const app = new PublicClientApplication({ auth: { clientId, authority } });
    const result = await app.acquireTokenByUsernamePassword({ username: member.upn, password: 'practice', scopes: [scopes].flat() });
    return { token: result?.accessToken ?? '', expiresOnTimestamp: result?.expiresOn?.getTime() ?? 0 };
  },
});
