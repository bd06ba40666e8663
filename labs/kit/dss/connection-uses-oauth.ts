import { withoutEndSlashes } from '@/lib/clouds/slashes';
import { checkFor } from '@/lib/lab/check';
import { pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { ConnectionParams } from './assumed';
import { askConnection, connectionNeeds, ofConnection } from './connection';
import { type AsksDss, dssUses } from './user';

interface App {
  tenantId: string;
  appClientId: string;
}

const endpointsOf = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/`;
const tidyUrl = (url: string) => withoutEndSlashes(url.slice(0, 2000).trim()).toLowerCase();

export function judgeOAuth(params: ConnectionParams, { appClientId, tenantId }: App): Verdict {
  const differs = (message: string, expected: string, found: string, field: string) =>
    wrong(message, {
      expected,
      found: found || 'nothing',
      remedy: `Edit the connection: set ${field}, save, and connect your credential again.`,
    });
  if (!params.isOAuth) return differs('It does not sign in with OAuth.', 'OAuth', params.authType, 'Auth type to OAuth');
  if (params.clientId.toLowerCase() !== appClientId.toLowerCase())
    return differs('The client id is not the registered app’s.', appClientId, params.clientId, 'Client id');
  for (const [field, end, found] of [
    ['OAuth authorization endpoint', 'authorize', params.authorizationEndpoint],
    ['OAuth token endpoint', 'token', params.tokenEndpoint],
  ] as const) {
    const expected = `${endpointsOf(tenantId)}${end}`;
    if (tidyUrl(found) !== tidyUrl(expected)) return differs(endpointMistake(field, end, found, expected), expected, found, field);
  }
  return pass('With the registered app, and the tenant’s v2.0 endpoints.');
}

function endpointMistake(field: string, end: string, found: string, expected: string): string {
  const url = tidyUrl(found);
  if (url === tidyUrl(expected.replace('/v2.0/', '/'))) return `The ${field} is the first version’s; it needs /v2.0/ in it.`;
  const isOtherTenant = /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/(authorize|token)$/.test(url);
  return isOtherTenant && url.endsWith(end) ? `The ${field} is another tenant’s.` : `The ${field} is not right.`;
}

/** The connection signs in with OAuth through the registered app, at the tenant's v2.0 endpoints. */
export const connectionUsesOAuth = checkFor<AsksDss>()({
  needs: [...connectionNeeds, 'appClientId', 'tenantId'],
  uses: dssUses,
  ask: askConnection,
  judge: ofConnection((params, app: App) => judgeOAuth(params, app)),
});
