// Input that does not fit its schema, or cannot be parsed at all, is refused in each vendor's own error shape.
import { beforeAll, describe, expect, test } from 'vitest';

const practice = process.env['CLOUD_ORIGIN'] ?? '';
const upn = 'vera.validator@practice.example';
const about = await (await fetch(`${practice}/_practice/about`)).json();

const control = async (path: string, body: unknown) =>
  (
    await fetch(`${practice}/_practice${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

async function tokenFor(resource: string): Promise<string> {
  const response = await fetch(`${practice}/login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: about.portalClientId,
      username: upn,
      password: about.password,
      scope: `${resource}/.default`,
    }),
  });
  return (await response.json()).access_token;
}

let workspace = '';
let tokens: { arm: string; databricks: string; storage: string };
beforeAll(async () => {
  await control('/people', { name: 'Vera Validator', storageRole: 'Contributor' });
  ({ host: workspace } = await control('/seed', { upn, workspace: 'vera-lab' }));
  const [arm = '', databricks = '', storage = ''] = await Promise.all(
    ['https://management.azure.com', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d', 'https://storage.azure.com'].map(tokenFor),
  );
  tokens = { arm, databricks, storage };
});

async function send(method: string, url: string, token: string, body?: string, type?: string) {
  const headers = { authorization: `Bearer ${token}`, 'x-ms-version': '2023-11-03', ...(type ? { 'content-type': type } : {}) };
  const response = await fetch(`${practice}/${url}`, {
    method,
    headers,
    ...(body ? { body: new TextEncoder().encode(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type') ?? '', text };
}

const resource = () =>
  `management.azure.com/subscriptions/${about.subscription.id}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces`;
const version = 'api-version=2024-05-01';

describe.each([
  ['of another shape', '{"name": 5}'],
  ['that is no JSON', '{'],
  [
    'with lists in one another without an end',
    `{"name": "deep", "projectKey": "DEEP", "more": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ],
])('a body %s', (_, body) => {
  test('is refused by Resource Manager', async () => {
    const { status, text } = await send('PUT', `${resource()}/vera-two?${version}`, tokens.arm, body, 'application/json');
    expect([status, JSON.parse(text)]).toEqual([400, { error: { code: 'InvalidRequestContent', message: expect.any(String) } }]);
  });
  test.each(['/api/2.1/clusters/create', '/api/2.0/mlflow/experiments/create', '/api/2.0/dbfs/put', '/api/1.2/commands/execute'])(
    'is refused by Databricks at %s',
    async (path) => {
      const { status, text } = await send('POST', workspace + path, tokens.databricks, body, 'application/json');
      expect([status, JSON.parse(text)]).toEqual([400, { error_code: 'INVALID_PARAMETER_VALUE', message: expect.any(String) }]);
    },
  );
  test('is refused by DSS', async () => {
    const { status, text } = await send('POST', 'dss.practice.example/public/api/projects/', about.dssAdminKey, body, 'application/json');
    expect([status, JSON.parse(text)]).toMatchObject([
      500,
      { errorType: 'java.lang.IllegalArgumentException', message: expect.any(String), detailedMessage: expect.any(String) },
    ]);
  });
});

test('what is kept of a body can be written down, and settings in a text of its own are refused likewise', async () => {
  const dss = (method: string, path: string, body: string) =>
    send(method, `dss.practice.example/public/api/projects/${path}`, about.dssAdminKey, body, 'application/json');
  await dss('POST', '', '{"projectKey": "VERADEEP", "name": "Vera"}');
  const deep = (n: number) => `{"a":${'['.repeat(n)}${']'.repeat(n)}}`;
  expect((await dss('PUT', 'VERADEEP/metadata', deep(100_000))).status).toBe(500);
  expect((await dss('PUT', 'VERADEEP/metadata', deep(20))).status).toBe(200);
  const add = (name: string, connection: string) =>
    dss('POST', 'VERADEEP/datasets/managed', JSON.stringify({ name, creationSettings: { connectionId: connection } }));
  await add('from', 'common-adls');
  await add('to', 'common-adls');
  const items = (ref: string) => ({ main: { items: [{ ref }] } });
  const recipePrototype = { type: 'sync', name: 'r', inputs: items('from'), outputs: items('to') };
  expect((await dss('POST', 'VERADEEP/recipes/', JSON.stringify({ recipePrototype }))).status).toBe(200);
  const { recipe } = JSON.parse((await dss('GET', 'VERADEEP/recipes/r', '')).text);
  const { status, text } = await dss('PUT', 'VERADEEP/recipes/r', JSON.stringify({ recipe, payload: deep(100_000) }));
  expect([status, JSON.parse(text).message]).toEqual([501, expect.stringContaining('does not simulate settings of recipes')]);
});

test('a body is JSON whatever its Content-Type says, as the official Python client of DSS relies on', async () => {
  const body = JSON.stringify({ projectKey: 'VERA', name: 'Vera' });
  expect((await send('POST', 'dss.practice.example/public/api/projects/', about.dssAdminKey, body)).status).toBe(200);
  const curl = 'application/x-www-form-urlencoded'; // what `curl -d` sends
  const experiment = JSON.stringify({ name: `/Users/${upn}/curl` });
  expect((await send('POST', `${workspace}/api/2.0/mlflow/experiments/create`, tokens.databricks, experiment, curl)).status).toBe(200);
});

describe('a query of another shape', () => {
  test('is refused by Resource Manager', async () => {
    const { status, text } = await send('GET', `${resource()}?${version}&$skiptoken=soon`, tokens.arm);
    expect([status, JSON.parse(text)]).toMatchObject([400, { error: { code: 'InvalidParameter' } }]);
  });
  test('is refused by Databricks', async () => {
    const { status, text } = await send('GET', `${workspace}/api/2.1/clusters/list?page_size=many`, tokens.databricks);
    expect([status, JSON.parse(text)]).toMatchObject([400, { error_code: 'INVALID_PARAMETER_VALUE' }]);
  });
  test('is refused by Data Lake in JSON, and by Blob in XML', async () => {
    const dataLake = await send(
      'GET',
      'databricksdemodss.dfs.core.windows.net/databricks-demo?resource=filesystem&recursive=maybe',
      tokens.storage,
    );
    expect([dataLake.status, JSON.parse(dataLake.text)]).toMatchObject([400, { error: { code: 'InvalidQueryParameterValue' } }]);
    const blob = await send('PUT', 'databricksdemodss.blob.core.windows.net/databricks-demo/x?comp=nonsense', tokens.storage, 'x');
    expect([blob.status, blob.type]).toEqual([400, 'application/xml']);
    expect(blob.text).toContain('<Code>InvalidQueryParameterValue</Code>');
  });
});

test('a parameter that is given twice is refused by Entra', async () => {
  const body = 'grant_type=client_credentials&grant_type=password';
  const token = await send(
    'POST',
    `login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`,
    'none',
    body,
    'application/x-www-form-urlencoded',
  );
  expect([token.status, JSON.parse(token.text)]).toMatchObject([
    400,
    { error: 'invalid_request', error_codes: [9000411], error_description: expect.stringMatching(/^AADSTS9000411: /) },
  ]);
  const page = await send('GET', `login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/authorize?state=a&state=b`, 'none');
  expect(page.status).toBe(400);
  expect(page.text).toContain('AADSTS9000411');
});
