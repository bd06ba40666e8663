import { env } from '@/lib/env';

/** Where a vendor URL is really asked: itself, or in practice the same host and path under CLOUD_ORIGIN. */
export function cloudUrl(vendorUrl: string): string {
  const origin = env().CLOUD_ORIGIN;
  if (!origin) return vendorUrl;
  const { host, pathname, search, hash } = new URL(vendorUrl);
  return `${origin.replace(/\/$/, '')}/${host}${pathname}${search}${hash}`;
}

/** The APIs for which an attendee's token is asked, and the only hosts that may be sent it. */
export const resources = {
  arm: { scope: 'https://management.azure.com/user_impersonation', hosts: /^management\.azure\.com$/ },
  // the application id of AzureDatabricks, the same in every cloud (databricks-sdk-py, environments.py)
  databricks: { scope: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/user_impersonation', hosts: /^adb-\d{5,20}\.\d{1,3}\.azuredatabricks\.net$/ },
  storage: { scope: 'https://storage.azure.com/user_impersonation', hosts: /^[a-z0-9]{3,24}\.dfs\.core\.windows\.net$/ },
} as const;
export type Resource = keyof typeof resources;

export const isWorkspaceHost = (host: string): boolean => resources.databricks.hosts.test(host);
