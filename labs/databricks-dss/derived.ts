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
const endpoint =
  (end: 'authorize' | 'token') =>
  (known: Known): string | undefined => {
    const at = endpointsAt(known);
    return at && `${at}/${end}`;
  };

/** What follows from the workshop's settings and the attendee's values. */
export const derives = {
  authorizationEndpoint: { label: 'OAuth authorization endpoint', from: endpoint('authorize') },
  tokenEndpoint: { label: 'OAuth token endpoint', from: endpoint('token') },
  oauthClientId: {
    label: 'Client id of the connection',
    from: ({ oauthEndpoints, databricksClientId, appClientId }) =>
      oauthEndpoints?.startsWith('databricks') ? databricksClientId || appClientId : appClientId,
  },
} satisfies Record<string, Derived>;
