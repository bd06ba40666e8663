/** The APIs of the practice tenant, and the names by which a scope may refer to them. */
export const resources = {
  arm: {
    audience: 'https://management.azure.com',
    names: ['https://management.azure.com', 'https://management.core.windows.net', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    title: 'Azure Service Management',
  },
  databricks: {
    audience: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d',
    names: ['2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'],
    title: 'AzureDatabricks',
  },
  storage: {
    audience: 'https://storage.azure.com',
    names: ['https://storage.azure.com', 'e406a681-f3d4-42a8-90b6-c2b029497af1'],
    title: 'Azure Storage',
  },
  graph: {
    audience: 'https://graph.microsoft.com',
    names: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
    title: 'Microsoft Graph',
  },
} as const;
export type ResourceName = keyof typeof resources;

export const oidcScopes = new Set(['openid', 'profile', 'offline_access', 'email']);

/** The resource of a scope; without one it is Graph, as in Entra. @returns null for an unknown resource, and for no scope of Graph's */
export function resourceOfScope(scope: string): ResourceName | null {
  const cut = scope.lastIndexOf('/');
  const prefix = cut > 0 ? scope.slice(0, cut).replace(/\/$/, '') : '';
  if (!prefix) return /^(\/?\.default$|\w+\.\w)/.test(scope) ? 'graph' : null; // such as User.Read
  for (const [name, resource] of Object.entries(resources)) {
    if (resource.names.some((n) => n.toLowerCase() === prefix.toLowerCase())) return name as ResourceName; // a key of `resources`
  }
  return null;
}

/** The resources of a space-separated scope parameter, without OpenID Connect's own scopes. */
export function resourcesOf(scope: string): (ResourceName | null)[] {
  const wanted = scope.split(/\s+/).filter((s) => s && !oidcScopes.has(s));
  return [...new Set(wanted.map(resourceOfScope))];
}
