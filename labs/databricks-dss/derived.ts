import type { Derived, Known } from '@/lib/lab/vocabulary';

/** Where the OAuth endpoints begin that a connection signs people in at. */
function endpointsAt({ oauthEndpoints, tenantId, databricksAccountId, workspaceUrl, clusterHost }: Known): string | undefined {
  switch (oauthEndpoints) {
    case 'databricks-account':
      return databricksAccountId && `https://accounts.azuredatabricks.net/oidc/accounts/${databricksAccountId}/v1`;
    case 'databricks-workspace': {
      const host = workspaceUrl || clusterHost;
      return host && `https://${host}/oidc/v1`;
    }
    default:
      return tenantId && `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;
  }
}
function endpointsFollow({ oauthEndpoints }: Known): string[] {
  switch (oauthEndpoints) {
    case 'databricks-account':
      return ['databricksAccountId'];
    case 'databricks-workspace':
      return ['workspaceUrl']; // the cluster's host would do, too, and comes with it
    default:
      return ['tenantId'];
  }
}
const endpoint =
  (end: 'authorize' | 'token') =>
  (known: Known): string | undefined => {
    const at = endpointsAt(known);
    return at && `${at}/${end}`;
  };

/** What follows from the workshop's settings and the attendee's values. */
export const derives = {
  authorizationEndpoint: { label: 'OAuth authorization endpoint', from: endpoint('authorize'), follows: endpointsFollow },
  tokenEndpoint: { label: 'OAuth token endpoint', from: endpoint('token'), follows: endpointsFollow },
  oauthClientId: {
    label: 'Client id of the connection',
    from: ({ oauthEndpoints, databricksClientId, appClientId }) =>
      oauthEndpoints?.startsWith('databricks') ? databricksClientId || appClientId : appClientId,
    follows: () => ['appClientId'],
  },
} satisfies Record<string, Derived>;
