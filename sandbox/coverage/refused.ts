const subscription = '/subscriptions/5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58';
const workspace = `${subscription}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces`;
const container = '/databricks-demo';
const arm = '?api-version=2026-01-01';
const resources = '?api-version=2021-04-01';

/**
 * What somebody might well ask for and the practice cloud does not do. It refuses everything else that it does not do in the same way;
 * these are listed in docs/practice-cloud.md, and a test asks for each. `HOST` is a workspace's or an account's.
 */
export const refused = {
  entra: [
    { method: 'GET', url: 'https://login.microsoftonline.com/common/adminconsent', what: 'admin consent by the older link' },
    { method: 'POST', url: 'https://login.microsoftonline.com/common/oauth2/v2.0/introspect', what: 'introspection' },
    { method: 'GET', url: 'https://login.microsoftonline.com/common/FederationMetadata/2007-06/FederationMetadata.xml', what: 'SAML' },
  ],
  graph: [
    { method: 'GET', url: 'https://graph.microsoft.com/v1.0/applications', what: 'applications' },
    { method: 'GET', url: 'https://graph.microsoft.com/v1.0/users', what: 'other people' },
    { method: 'GET', url: 'https://graph.microsoft.com/v1.0/me/ownedObjects', what: 'owned objects' },
  ],
  azure: [
    {
      method: 'DELETE',
      url: `https://management.azure.com${subscription}/resourcegroups/new${resources}`,
      what: 'deleting resource groups',
    },
    { method: 'GET', url: `https://management.azure.com${subscription}/resources${resources}`, what: 'resources of all kinds' },
    {
      method: 'GET',
      url: `https://management.azure.com${subscription}/providers/Microsoft.Authorization/roleAssignments${resources}`,
      what: 'role assignments',
    },
    {
      method: 'GET',
      url: `https://management.azure.com${subscription}/providers/Microsoft.Storage/storageAccounts${resources}`,
      what: 'storage accounts as resources, and their keys',
    },
    { method: 'GET', url: `https://management.azure.com${workspace}/x/virtualNetworkPeerings${arm}`, what: 'network peerings' },
    {
      method: 'GET',
      url: `https://management.azure.com${subscription}/providers/Microsoft.Databricks/accessConnectors${arm}`,
      what: 'access connectors',
    },
  ],
  blob: [
    { method: 'GET', url: 'https://HOST/?comp=list', what: 'operations on an account' },
    { method: 'PUT', url: `https://HOST${container}?restype=container`, what: 'creating and deleting containers' },
    { method: 'PUT', url: `https://HOST${container}/x?comp=lease`, what: 'leases' },
    { method: 'PUT', url: `https://HOST${container}/x?comp=snapshot`, what: 'snapshots and versions' },
    { method: 'PUT', url: `https://HOST${container}/x?comp=tags`, what: 'index tags' },
    { method: 'PUT', url: `https://HOST${container}/x?comp=appendblock`, what: 'append and page blobs' },
    { method: 'GET', url: `https://HOST${container}/x?comp=blocklist`, what: 'Get Block List' },
  ],
  dataLake: [
    { method: 'GET', url: 'https://HOST/?resource=account', what: 'operations on an account' },
    { method: 'PUT', url: `https://HOST${container}?resource=filesystem`, what: 'creating and deleting filesystems' },
    { method: 'HEAD', url: `https://HOST${container}/x?action=getAccessControl`, what: 'access control lists' },
    { method: 'POST', url: `https://HOST${container}/x`, what: 'leases' },
  ],
  databricks: [
    { method: 'GET', url: 'https://HOST/api/2.0/preview/scim/v2/Users', what: 'other users, groups, service principals' },
    { method: 'GET', url: 'https://HOST/api/2.1/jobs/list', what: 'jobs and runs of jobs' },
    { method: 'POST', url: 'https://HOST/api/2.1/clusters/resize', what: 'resizing and pinning clusters' },
    { method: 'GET', url: 'https://HOST/api/2.0/libraries/cluster-status', what: 'libraries' },
    { method: 'POST', url: 'https://HOST/api/2.0/sql/warehouses', what: 'creating and changing SQL warehouses' },
    {
      method: 'GET',
      url: 'https://HOST/api/2.1/unity-catalog/catalogs',
      what: 'Unity Catalog beyond tables: the samples, and what jobs have written',
    },
    { method: 'GET', url: 'https://HOST/api/2.0/secrets/scopes/list', what: 'secret scopes' },
    { method: 'POST', url: 'https://HOST/api/2.0/token/create', what: 'personal access tokens' },
    { method: 'GET', url: 'https://HOST/api/2.0/repos', what: 'Git folders' },
    { method: 'POST', url: 'https://HOST/api/2.0/mlflow/registered-models/create', what: 'the model registry' },
    { method: 'POST', url: 'https://HOST/api/2.0/mlflow/artifacts/create-multipart-upload', what: 'multipart uploads of artifacts' },
    { method: 'POST', url: 'https://HOST/api/3.0/mlflow/traces', what: 'traces' },
    { method: 'POST', url: 'https://HOST/oidc/v1/token', what: 'Databricks’ own OAuth' },
    { method: 'GET', url: 'https://HOST/oidc/v1/authorize', what: 'Databricks’ own OAuth' },
    { method: 'GET', url: 'https://HOST/api/2.0/ip-access-lists', what: 'IP access lists through the API' },
  ],
  dss: [
    { method: 'GET', url: 'https://HOST/public/api/projects/X/scenarios/', what: 'scenarios' },
    { method: 'GET', url: 'https://HOST/public/api/projects/X/variables/', what: 'variables' },
    { method: 'GET', url: 'https://HOST/public/api/projects/X/jupyter-notebooks/', what: 'notebooks' },
    { method: 'GET', url: 'https://HOST/public/api/projects/X/wiki/', what: 'wikis' },
    { method: 'GET', url: 'https://HOST/public/api/projects/X/flow/zones', what: 'flow zones' },
    { method: 'GET', url: 'https://HOST/public/api/projects/X/datasets/x/usages', what: 'usages' },
    { method: 'POST', url: 'https://HOST/public/api/projects/X/actions/renameDataset', what: 'renaming' },
    { method: 'DELETE', url: 'https://HOST/public/api/projects/X/datasets/x/data', what: 'clearing a dataset' },
    { method: 'POST', url: 'https://HOST/public/api/admin/groups/', what: 'making groups' },
    { method: 'GET', url: 'https://HOST/public/api/admin/licensing/status', what: 'the license' },
    { method: 'GET', url: 'https://HOST/dip/api/projects/list', what: 'DSS’s private API' },
  ],
} as const satisfies Record<string, readonly { method: string; url: string; what: string }[]>;
