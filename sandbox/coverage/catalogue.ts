import type { Hono } from 'hono';
import { azure } from '../azure/api.ts';
import { databricksApi } from '../databricks/api.ts';
import { dssApi } from '../dss/api.ts';
import { entra } from '../entra/api.ts';
import { graph } from '../entra/graph.ts';
import type { Practice } from '../practice.ts';
import { blob } from '../storage/blob.ts';
import { dataLake } from '../storage/data-lake.ts';
import { operationOf } from './operation.ts';
import { refused } from './refused.ts';

/** The operations of a service, in the order in which it declares them. */
export const operationsOf = (app: { routes: { method: string; path: string }[] }): string[] => [
  ...new Set(app.routes.filter((r) => r.method !== 'ALL' && !r.path.includes('.well-known/*')).map((r) => operationOf(r.method, r.path))),
];

export interface Vendor {
  id: string;
  title: string;
  operations: string[];
  /** What the shapes were read from, by the beginning of a path. The first that fits counts. */
  sources: [prefix: string, source: string][];
  /** What an operation does, where its path does not say. */
  notes: Record<string, string>;
  refused: readonly { method: string; url: string; what: string }[];
}

const vendor = <V extends object>(
  id: keyof typeof refused,
  title: string,
  app: Hono<Practice<V>>,
  sources: Vendor['sources'],
  notes: Vendor['notes'] = {},
): Vendor => ({ id, title, operations: operationsOf(app), sources, notes, refused: refused[id] });

const dku = 'dataiku-api-client-python';
const sdk = 'databricks-sdk-py';
const mlflow = 'mlflow, protos/service.proto';

/** Every service of the practice cloud that answers programs, with what its answers were made from. */
export const vendors: Vendor[] = [
  vendor(
    'entra',
    'Entra ID (`login.microsoftonline.com`)',
    entra,
    [
      ['/practice', 'a page of the practice cloud’s own'],
      ['/common/discovery', 'msal-common, AuthorityMetadata'],
      ['/:tenant/:realm', 'msal for Python, authority.py'],
      ['/:tenant/v2.0/adminconsent', 'entra-docs, identity-platform/v2-admin-consent.md'],
      ['', 'learn.microsoft.com, identity-platform; RFC 6749, 7636, 8628'],
    ],
    {
      'POST /:tenant/oauth2/v2.0/token': 'authorization code, refresh token, client credentials, password, device code',
      'POST /:tenant/oauth2/token': 'the same by resource',
      'GET /:tenant/v2.0/adminconsent': 'an administrator’s consent for everybody',
    },
  ),
  vendor('graph', 'Microsoft Graph (`graph.microsoft.com`)', graph, [['', 'learn.microsoft.com, graph/api/user-get']]),
  vendor(
    'azure',
    'Azure Resource Manager (`management.azure.com`)',
    azure,
    [
      ['/subscriptions/:subscription/providers/microsoft.databricks', 'azure-rest-api-specs, databricks 2026-01-01'],
      ['/subscriptions/:subscription/resourcegroups/:group/providers', 'azure-rest-api-specs, databricks 2026-01-01'],
      ['', 'azure-rest-api-specs, resources'],
    ],
    {
      'GET /subscriptions/:subscription/resourcegroups/:group': 'HEAD, too: 204 or 404',
      'GET /subscriptions/:subscription/providers/:namespace': 'of Microsoft.Databricks and Microsoft.Compute, as is registering them',
      'GET /subscriptions/:subscription/resourcegroups/:group/providers/microsoft.databricks/workspaces/:name': 'HEAD, too: 204 or 404',
      'PUT /subscriptions/:subscription/resourcegroups/:group/providers/microsoft.databricks/workspaces/:name':
        'creates; of what exists changes tags, tier and public network access',
    },
  ),
  vendor('blob', 'Blob Storage (`*.blob.core.windows.net`)', blob, [['', 'learn.microsoft.com, rest/api/storageservices']], {
    'GET /:container': 'List Blobs, Get Container Properties',
    'GET /:container/*': 'Get Blob, Get Blob Properties, Get Blob Metadata',
    'PUT /:container/*': 'Put Blob, Put Block, Put Block List, Set Blob Metadata, Set Blob Properties',
    'DELETE /:container/*': 'Delete Blob',
  }),
  vendor(
    'dataLake',
    'Data Lake Storage (`*.dfs.core.windows.net`)',
    dataLake,
    [['', 'learn.microsoft.com, rest/api/storageservices/data-lake-storage-gen2']],
    {
      'GET /:filesystem': 'Path - List, Filesystem - Get Properties',
      'GET /:filesystem/*': 'Path - Read, Path - Get Properties',
      'PUT /:filesystem/*': 'Path - Create: a file, a directory, or a rename',
      'PATCH /:filesystem/*': 'Path - Update: append, flush, setProperties',
      'DELETE /:filesystem/*': 'Path - Delete',
    },
  ),
  vendor('databricks', 'Databricks (`adb-*.azuredatabricks.net`)', databricksApi, [
    ['/api/2.0/mlflow/artifacts/credentials', 'mlflow, databricks_artifact_repo_resources.py'],
    ['/api/2.0/mlflow', mlflow],
    ['/dbfs', 'mlflow, dbfs_artifact_repo.py'],
    ['/api/1.2', 'terraform-provider-databricks, commands/commands.go'],
    ['/api/2.x/clusters', `${sdk}, compute.py`],
    ['/api/2.0/policies', `${sdk}, compute.py`],
    ['/api/2.0/preview/scim', `${sdk}, iam.py`],
    ['/api/2.0/workspace', `${sdk}, workspace.py`],
    ['/api/2.0/sql', `${sdk}, sql.py`],
    ['/api/2.1/unity-catalog', `${sdk}, catalog.py`],
    ['/api/2.0/dbfs', `${sdk}, files.py`],
    ['/api/2.0/settings', `${sdk}, settings.py`],
  ]),
  vendor('dss', 'Dataiku DSS (`dss.practice.example`)', dssApi, [
    ['/public/api/admin/code-envs', `${dku}, dss/admin.py`],
    ['/public/api/admin', `${dku}, dss/admin.py`],
    ['/public/api/connections', `${dku}, dss/admin.py`],
    ['/public/api/sql', `${dku}, dss/sqlquery.py`],
    ['/public/api/futures', `${dku}, dss/future.py`],
    ['/public/api/projects/:key/datasets', `${dku}, dss/dataset.py, project.py`],
    ['/public/api/projects/:key/recipes', `${dku}, dss/recipe.py`],
    ['/public/api/projects/:key/jobs', `${dku}, dss/job.py`],
    ['/public/api/projects/:key/managedfolders', `${dku}, dss/managedfolder.py`],
    ['/public/api/projects/:key/savedmodels', `${dku}, dss/savedmodel.py`],
    ['/public/api/projects', `${dku}, dss/project.py`],
    ['', `${dku}, dssclient.py`],
  ]),
];

export const sourceOf = ({ sources }: Vendor, operation: string): string => {
  const path = operation.slice(operation.indexOf(' ') + 1);
  return sources.find(([prefix]) => path.startsWith(prefix))?.[1] ?? '';
};
