import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { readParams } from './assumed';
import { type ConnectionView, noConnection, ofConnection } from './connection';
import { judgeExists } from './connection-exists';
import { judgePerUser } from './connection-is-per-user';
import { judgePlace } from './connection-leads-to';
import { judgeOAuth } from './connection-uses-oauth';
import { judgeFastWrite } from './connection-writes-fast';

const tenantId = '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803';
const base = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;
const host = 'adb-5504218931760442.2.azuredatabricks.net';
const clusterPath = 'sql/protocolv1/o/5504218931760442/1123-065929-beg8r64x';
const warehousePath = '/sql/1.0/warehouses/0123456789abcdef';
const right = {
  host,
  port: '443',
  httpPath: clusterPath,
  authType: 'OAUTH2_APP',
  appId: 'app',
  authorizationEndpoint: `${base}/authorize`,
  tokenEndpoint: `${base}/token`,
  scope: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default offline_access',
  useAutoFastWrite: true,
  autoFastWriteConnection: 'common-adls',
  autoFastWritePath: 'databricks_tmp',
};
const databricksId = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
const oauth = {
  oauthClientId: 'app',
  authorizationEndpoint: `${base}/authorize`,
  tokenEndpoint: `${base}/token`,
  oauthScope: `${databricksId}/.default offline_access`,
};
const recorded = {
  cluster: { host, port: '443', httpPath: clusterPath },
  warehouse: { host, port: '443', httpPath: warehousePath },
};
const storage = {
  cluster: { storageConnection: 'common-adls', fastWritePath: 'databricks_tmp' },
  warehouse: { storageConnection: 'common-adls', laterConnection: 'common-adls-sas', fastWritePath: 'databricks_tmp' },
};
const view = (more: Partial<ConnectionView> = {}): ConnectionView => ({
  name: 'mine',
  login: 'ada',
  isUsable: true,
  connection: { type: 'Databricks', params: right, credentialsMode: 'PER_USER', creationTag: { lastModifiedBy: { login: 'ada' } } },
  ...more,
});
const connection = view().connection ?? { type: '', params: {}, credentialsMode: '' };
const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['right', view(), /^pass/],
  ['absent', view({ connection: null }), /^missing: DSS has no connection named mine/],
  ['of another type', view({ connection: { ...connection, type: 'Snowflake' } }), /^wrong: .*something else/],
  [
    'made by somebody else',
    view({ connection: { ...connection, creationTag: { lastModifiedBy: { login: 'bo' } } } }),
    /^wrong: .*somebody else/,
  ],
  ['not mine to use', view({ isUsable: false }), /^wrong: .*somebody else/],
  ['nothing said of who made it', view({ connection: { ...connection, creationTag: null } }), /^pass/],
])('exists: %s', (_, answer, expected) => {
  expect(said(judgeExists(answer))).toMatch(expected);
});

describe('leads there', () => {
  test.each([
    ['right', 'cluster', {}, /^pass: Host, port and HTTP path match/],
    ['a slash before, another case', 'cluster', { httpPath: `/${clusterPath.toUpperCase()}/`, host: `https://${host}/` }, /^pass/],
    [
      'the warehouse’s path',
      'cluster',
      { httpPath: warehousePath },
      /^wrong: This is the HTTP path of a SQL warehouse, not of your cluster/,
    ],
    ['the cluster’s path for the warehouse', 'warehouse', {}, /^wrong: This is the HTTP path of a cluster, not of your warehouse/],
    ['right for the warehouse', 'warehouse', { httpPath: warehousePath }, /^pass: Host, port and HTTP path match/],
    ['another cluster', 'cluster', { httpPath: clusterPath.replace('beg8', 'xxxx') }, /^wrong: The HTTP path is not your cluster’s/],
    ['another host', 'cluster', { host: host.replace('2.azure', '3.azure') }, /^wrong: The server hostname/],
    ['another port', 'cluster', { port: '10000' }, /^wrong: The port/],
    ['nothing in it', 'cluster', { host: '', port: '', httpPath: '' }, /^wrong: The HTTP path/],
  ] as const)('%s', (_, endpoint, more, expected) => {
    expect(said(judgePlace(readParams({ ...right, ...more }), recorded[endpoint], { endpoint, recordedIn: 'step 1' }))).toMatch(expected);
  });
  test('what differs is shown', () => {
    expect(
      judgePlace(readParams({ ...right, httpPath: warehousePath }), recorded.cluster, { endpoint: 'cluster', recordedIn: 'step 1' }),
    ).toMatchObject({
      expected: clusterPath,
      found: warehousePath,
      remedy: 'Edit the connection: set HTTP path to what you recorded in step 1.',
    });
  });
});

test.each([
  ['right', {}, /^pass/],
  ['with a slash at the end', { tokenEndpoint: `${base}/token/` }, /^pass/],
  ['a token instead', { authType: 'PERSONAL_ACCESS_TOKEN' }, /^wrong: It does not sign in with OAuth/],
  ['another app', { appId: 'other' }, /^wrong: The client id/],
  ['no client id', { appId: '' }, /^wrong: The client id/],
  [
    'the first version’s token endpoint',
    { tokenEndpoint: `${base.replace('/v2.0', '')}/token` },
    /^wrong: The OAuth token endpoint is the first version’s/,
  ],
  [
    'the first version’s authorization endpoint',
    { authorizationEndpoint: `${base.replace('/v2.0', '')}/authorize` },
    /^wrong: The OAuth authorization endpoint is the first version’s/,
  ],
  [
    'another tenant',
    { tokenEndpoint: `${base.replace(tenantId, 'common')}/token` },
    /^wrong: The OAuth token endpoint is another tenant’s/,
  ],
  [
    'swapped',
    { authorizationEndpoint: `${base}/token`, tokenEndpoint: `${base}/authorize` },
    /^wrong: The OAuth authorization endpoint is not right/,
  ],
  [
    'Databricks’ own',
    { tokenEndpoint: `https://${host}/oidc/v1/token` },
    /^wrong: The OAuth token endpoint is one of Databricks; this workshop uses Entra ID/,
  ],
  ['no scope told', { scope: undefined }, /^pass: At the endpoints of Entra ID/],
  ['an empty scope', { scope: '' }, /^wrong: The scope is empty/],
  ['with a plus, as in an address', { scope: `${databricksId}/.default+offline_access` }, /^pass/],
  ['the other way round', { scope: `offline_access ${databricksId}/.default` }, /^pass/],
  ['the permission by its name', { scope: `${databricksId}/user_impersonation offline_access` }, /^pass/],
  ['no offline_access', { scope: `${databricksId}/.default` }, /^wrong: The scope lacks offline_access/],
  ['only offline_access', { scope: 'offline_access' }, /^wrong: The scope asks for nothing of Databricks/],
  ['the scope of Databricks’ own endpoints', { scope: 'sql offline_access' }, /^wrong: The scope is for Databricks’ own endpoints/],
  ['another resource', { scope: 'https://storage.azure.com/.default offline_access' }, /^wrong: The scope is not Azure Databricks’/],
])('OAuth: %s', (_, more, expected) => {
  expect(said(judgeOAuth(readParams({ ...right, ...more }), oauth))).toMatch(expected);
});
test('another scope that works is told, and not held against anybody', () => {
  const scope = `${databricksId}/user_impersonation offline_access`;
  expect(judgeOAuth(readParams({ ...right, scope }), oauth)).toMatchObject({ advice: expect.stringContaining('should work') });
});

describe('OAuth at Databricks’ own endpoints', () => {
  const account = 'https://accounts.azuredatabricks.net/oidc/accounts/5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58/v1';
  const own = (at: string) => ({ authorizationEndpoint: `${at}/authorize`, tokenEndpoint: `${at}/token` });
  test.each([
    ['of the account', account, {}, /^pass: At the endpoints of Databricks/],
    ['of the workspace', `https://${host}/oidc/v1`, {}, /^pass/],
    ['as DSS’s documents write the scope', account, { scope: 'sql+offline_access' }, /^pass/],
    ['with a wider scope', account, { scope: 'all-apis offline_access' }, /^pass/],
    ['without offline_access', account, { scope: 'sql' }, /^wrong: The scope lacks offline_access/],
    ['without sql', account, { scope: 'clusters offline_access' }, /^wrong: The scope lacks sql/],
    ['with Entra ID’s scope', account, { scope: right.scope }, /^wrong: The scope is for Entra ID’s endpoints/],
    ['with Entra ID’s endpoints', account, own(base), /^wrong: .*is one of Entra ID; this workshop uses Databricks/],
    ['of another account', account, own(account.replace('5b9d', '0000')), /^wrong: .*another account’s or workspace’s/],
  ])('%s', (_, at, more, expected) => {
    const params = readParams({ ...right, ...own(at), scope: 'sql offline_access', ...more });
    expect(said(judgeOAuth(params, { ...oauth, ...own(at), oauthScope: 'sql offline_access' }))).toMatch(expected);
  });
  test.each([
    ['Entra ID’s scope', own(account)],
    ['no known endpoints', own('https://example.com')],
  ])('a workshop with %s contradicts itself, which is nobody’s mistake here', (_, endpoints) => {
    expect(judgeOAuth(readParams(right), { ...oauth, ...endpoints })).toMatchObject({
      status: 'wrong',
      message: expect.stringContaining('contradict each other'),
      remedy: expect.stringContaining('Tell your facilitator'),
    });
  });
});

test.each([
  ['right', 'cluster', {}, /^pass/],
  ['with slashes around the path', 'cluster', { autoFastWritePath: '/databricks_tmp/' }, /^pass/],
  ['unticked', 'cluster', { useAutoFastWrite: false }, /^wrong: Automatic fast-write is off/],
  ['another connection', 'cluster', { autoFastWriteConnection: 'mine-adls' }, /^wrong: Fast-write goes through another connection/],
  ['no connection', 'cluster', { autoFastWriteConnection: '' }, /^wrong/],
  ['the SAS one on the cluster', 'cluster', { autoFastWriteConnection: 'common-adls-sas' }, /^wrong/],
  [
    'the SAS one on the warehouse, as the lab has it later',
    'warehouse',
    { autoFastWriteConnection: 'common-adls-sas' },
    /^pass: common-adls-sas$/,
  ],
  ['another path', 'cluster', { autoFastWritePath: 'tmp' }, /^wrong: Fast-write puts its files/],
  ['no path', 'cluster', { autoFastWritePath: '' }, /^wrong: Fast-write puts its files/],
] as const)('fast-write: %s', (_, endpoint, more, expected) => {
  expect(said(judgeFastWrite(readParams({ ...right, ...more }), storage[endpoint]))).toMatch(expected);
});

test.each([
  ['PER_USER', 'pass'],
  ['GLOBAL', 'wrong'],
  ['', 'wrong'],
])('credentials mode %s', (credentialsMode, status) => {
  expect(judgePerUser({ ...connection, credentialsMode }).status).toBe(status);
});

test('the settings of a connection that is not there are not judged', () => {
  const judge = ofConnection(() => ({ status: 'pass', message: 'judged' }));
  expect(judge(view({ connection: null }), {})).toEqual(noConnection());
  expect(judge(view(), {})).toEqual({ status: 'pass', message: 'judged' });
});
