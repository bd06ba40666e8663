import { checkFor } from '@/lib/lab/check';
import { pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { ConnectionParams } from './assumed';
import { askConnection, connectionNeeds, ofConnection } from './connection';
import { type Issuer, isSameScope, issuerOf, scopeMistake, tidyUrl } from './oauth';
import { type AsksDss, dssUses } from './user';

interface OAuth {
  oauthClientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  oauthScope: string;
}

export function judgeOAuth(params: ConnectionParams, wanted: OAuth): Verdict {
  const differs = (message: string, expected: string, found: string, field: string) =>
    wrong(message, {
      expected,
      found: found || 'nothing',
      remedy: `Edit the connection: set ${field}, save, and connect your account again.`,
    });
  const issuer = issuerOf(wanted.tokenEndpoint);
  const contradiction = issuer ? scopeMistake(wanted.oauthScope, issuer) : 'Its token endpoint is neither Entra ID’s nor Databricks’.';
  if (!issuer || contradiction)
    return wrong(`The workshop’s OAuth settings contradict each other. ${contradiction}`, {
      expected: 'a scope that fits the endpoints',
      found: `${wanted.oauthScope} for ${wanted.tokenEndpoint}`,
      remedy: 'Tell your facilitator: these are the workshop’s settings, not your mistake.',
    });
  if (!params.isOAuth) return differs('It does not sign in with OAuth.', 'OAuth', params.authType, 'Auth type to OAuth');
  if (params.clientId.toLowerCase() !== wanted.oauthClientId.toLowerCase())
    return differs('The client id is not the registered app’s.', wanted.oauthClientId, params.clientId, 'Client id');
  for (const [field, end, expected, found] of [
    ['OAuth authorization endpoint', 'authorize', wanted.authorizationEndpoint, params.authorizationEndpoint],
    ['OAuth token endpoint', 'token', wanted.tokenEndpoint, params.tokenEndpoint],
  ] as const)
    if (tidyUrl(found) !== tidyUrl(expected)) return differs(endpointMistake(field, end, found, expected), expected, found, field);
  return judgeScope(params.scope, wanted.oauthScope, issuer, differs);
}

/** @param scope null where DSS's definition has none: some versions may add it by themselves */
function judgeScope(
  scope: string | null,
  wanted: string,
  issuer: Issuer,
  differs: (message: string, expected: string, found: string, field: string) => Verdict,
): Verdict {
  if (scope === '') return differs('The scope is empty.', wanted, '', 'Scope');
  const mistake = scope === null ? null : scopeMistake(scope, issuer);
  if (mistake) return differs(mistake, wanted, scope ?? '', 'Scope');
  const advice =
    scope !== null && !isSameScope(scope, wanted) ? `The workshop uses the scope ${wanted}. Yours should work, too.` : undefined;
  return pass(`At the endpoints of ${issuer}.`, advice);
}

function endpointMistake(field: string, end: string, found: string, expected: string): string {
  const url = tidyUrl(found);
  if (url === tidyUrl(expected.replace('/v2.0/', '/'))) return `The ${field} is the first version’s; it needs /v2.0/ in it.`;
  const [theirs, ours] = [issuerOf(found), issuerOf(expected)];
  if (theirs && ours && theirs !== ours) return `The ${field} is one of ${theirs}; this workshop uses ${ours}.`;
  const isOtherTenant = /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/(authorize|token)$/.test(url);
  if (isOtherTenant && url.endsWith(end)) return `The ${field} is another tenant’s.`;
  return theirs === 'Databricks' && url.endsWith(end) ? `The ${field} is another account’s or workspace’s.` : `The ${field} is not right.`;
}

/** The connection signs in with OAuth through the app, at the workshop's endpoints, with a scope that fits them. */
export const connectionUsesOAuth = checkFor<AsksDss>()({
  needs: [...connectionNeeds, 'oauthClientId', 'authorizationEndpoint', 'tokenEndpoint', 'oauthScope'],
  uses: dssUses,
  ask: askConnection,
  judge: ofConnection((params, wanted: OAuth) => judgeOAuth(params, wanted)),
});
