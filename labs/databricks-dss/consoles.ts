import { isWorkspaceHost } from '@/lib/clouds/databricks';
import type { NameOf } from '@/lib/lab/vocabulary';
import { isInCommon } from './ml-workspace';
import type { lab } from './vocabulary';

type Known = Partial<Record<NameOf<typeof lab.declared>, string>>;

const inWorkspace = (host: string | undefined, path: string) => (host && isWorkspaceHost(host) ? `https://${host}/${path}` : null);

/** The vendors' consoles that texts link to: `:console{to=workspace}`. */
export const consoles = {
  'azure-portal': { label: 'Azure portal', url: () => 'https://portal.azure.com/' },
  workspace: { label: 'your workspace', url: ({ workspaceUrl }) => inWorkspace(workspaceUrl, '') },
  'sql-warehouses': { label: 'SQL Warehouses', url: ({ workspaceUrl }) => inWorkspace(workspaceUrl, 'sql/warehouses') },
  'ml-workspace': {
    label: 'the workspace',
    url: (known) => inWorkspace(isInCommon(known) ? known.commonWorkspaceUrl : known.workspaceUrl, ''),
  },
  'common-workspace': { label: 'the common workspace', url: ({ commonWorkspaceUrl }) => inWorkspace(commonWorkspaceUrl, '') },
  'registered-app': {
    label: 'the registered app',
    url: ({ appClientId }) =>
      appClientId
        ? `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${appClientId}/isMSAApp~/false`
        : null,
  },
  container: {
    label: 'the container',
    url({ subscriptionId, resourceGroup, storageAccount, storageContainer }) {
      if (!subscriptionId || !storageAccount || !storageContainer) return null;
      const account = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Storage/storageAccounts/${storageAccount}`;
      return `https://portal.azure.com/#view/Microsoft_Azure_Storage/ContainerMenuBlade/~/overview/storageAccountId/${encodeURIComponent(account)}/path/${storageContainer}`;
    },
  },
  wiki: { label: 'the article on the connector', url: ({ wikiUrl }) => wikiUrl || null },
  dss: { label: 'DSS', url: ({ dssUrl }) => (dssUrl ? `${dssUrl}/` : null) },
  'dss-project': {
    label: 'your project',
    url: ({ dssUrl, projectKey }) => (dssUrl && projectKey ? `${dssUrl}/projects/${projectKey}/` : null),
  },
} satisfies Record<string, { label: string; url: (known: Known) => string | null }>;
