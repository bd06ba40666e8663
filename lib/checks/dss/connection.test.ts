import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/checks/outcome';
import { readParams } from './assumed';
import { type ConnectionView, judgeExists, judgeFastWrite, judgeOAuth, judgePerUser, judgePlace } from './connection';
import { judgeAnswer } from './connection-checks';

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
  useAutoFastWrite: true,
  autoFastWriteConnection: 'common-adls',
  autoFastWritePath: 'databricks_tmp',
};
const known = {
  tenantId,
  appClientId: 'app',
  adlsConnection: 'common-adls',
  adlsSasConnection: 'common-adls-sas',
  fastWritePath: 'databricks_tmp',
  clusterHost: host,
  clusterPort: '443',
  clusterHttpPath: clusterPath,
  warehouseHost: host,
  warehousePort: '443',
  warehouseHttpPath: warehousePath,
};
const view = (more: Partial<ConnectionView> = {}): ConnectionView => ({
  name: 'mine',
  login: 'ada',
  isUsable: true,
  connection: { type: 'Databricks', params: right, credentialsMode: 'PER_USER', creationTag: { lastModifiedBy: { login: 'ada' } } },
  ...more,
});
const connection = view().connection ?? { type: '', params: {} };
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
    ['right', 'cluster', {}, /^pass: Leads to your cluster/],
    ['a slash before, another case', 'cluster', { httpPath: `/${clusterPath.toUpperCase()}/`, host: `https://${host}/` }, /^pass/],
    [
      'the warehouse’s path',
      'cluster',
      { httpPath: warehousePath },
      /^wrong: This is the HTTP path of a SQL warehouse, not of your cluster/,
    ],
    ['the cluster’s path for the warehouse', 'warehouse', {}, /^wrong: This is the HTTP path of a cluster, not of your warehouse/],
    ['right for the warehouse', 'warehouse', { httpPath: warehousePath }, /^pass: Leads to your SQL warehouse/],
    ['another cluster', 'cluster', { httpPath: clusterPath.replace('beg8', 'xxxx') }, /^wrong: The HTTP path is not your cluster’s/],
    ['another host', 'cluster', { host: host.replace('2.azure', '3.azure') }, /^wrong: The server hostname/],
    ['another port', 'cluster', { port: '10000' }, /^wrong: The port/],
    ['nothing in it', 'cluster', { host: '', port: '', httpPath: '' }, /^wrong: The HTTP path/],
  ] as const)('%s', (_, endpoint, more, expected) => {
    expect(said(judgePlace(endpoint, readParams({ ...right, ...more }), known))).toMatch(expected);
  });
  test('what differs is shown', () => {
    expect(judgePlace('cluster', readParams({ ...right, httpPath: warehousePath }), known)).toMatchObject({
      expected: clusterPath,
      found: warehousePath,
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
  ['Databricks’ own', { tokenEndpoint: `https://${host}/oidc/v1/token` }, /^wrong: The OAuth token endpoint is not right/],
])('OAuth: %s', (_, more, expected) => {
  expect(said(judgeOAuth(readParams({ ...right, ...more }), known))).toMatch(expected);
});

test.each([
  ['right', 'cluster', {}, /^pass/],
  ['with slashes around the path', 'cluster', { autoFastWritePath: '/databricks_tmp/' }, /^pass/],
  ['unticked', 'cluster', { useAutoFastWrite: false }, /^wrong: Automatic fast-write is off/],
  ['another connection', 'cluster', { autoFastWriteConnection: 'mine-adls' }, /^wrong: Fast-write goes through another connection/],
  ['no connection', 'cluster', { autoFastWriteConnection: '' }, /^wrong/],
  ['the SAS one on the cluster', 'cluster', { autoFastWriteConnection: 'common-adls-sas' }, /^wrong/],
  [
    'the SAS one on the warehouse, as 3.2 has it',
    'warehouse',
    { autoFastWriteConnection: 'common-adls-sas' },
    /^pass: Through common-adls-sas/,
  ],
  ['another path', 'cluster', { autoFastWritePath: 'tmp' }, /^wrong: Fast-write puts its files/],
  ['no path', 'cluster', { autoFastWritePath: '' }, /^wrong: Fast-write puts its files/],
] as const)('fast-write: %s', (_, endpoint, more, expected) => {
  expect(said(judgeFastWrite(endpoint, readParams({ ...right, ...more }), known))).toMatch(expected);
});

test.each([
  ['PER_USER', 'pass'],
  ['GLOBAL', 'wrong'],
  [null, 'wrong'],
])('credentials mode %s', (credentialsMode, status) => {
  expect(judgePerUser({ ...connection, credentialsMode }).status).toBe(status);
});

test.each([
  ['it answers', { ok: true }, /^pass/],
  [
    'no credential',
    { ok: false, said: 'User ada has no credential for connection mine. Connect your account in your profile.' },
    /^missing: You have no credential/,
  ],
  ['a wrong secret', { ok: false, said: 'OAuth2 token request failed: AADSTS7000215: Invalid client secret' }, /^wrong/],
  ['a refused token', { ok: false, said: '[Databricks] HTTP Response code: 403, Error message: Invalid access token.' }, /^wrong/],
] as const)('answers: %s', (_, queried, expected) => {
  expect(said(judgeAnswer({ view: view(), endpointState: null, queried }))).toMatch(expected);
});
test.each([
  ['AADSTS7000215: x', 'not its id'],
  ['AADSTS7000222: x', 'has expired'],
  ['HTTP Response code: 403', 'v2.0'],
  ['HTTP Response code: 404', 'HTTP path'],
  ['UnknownHostException', 'Mend what it says'],
])('what to do about %s', (refusal, remedy) => {
  expect(judgeAnswer({ view: view(), endpointState: null, queried: { ok: false, said: refusal } })).toMatchObject({
    remedy: expect.stringContaining(remedy),
  });
});
test('what the endpoint is up to comes before any query', () => {
  expect(judgeAnswer({ view: view(), endpointState: { status: 'waiting', on: 'starting' }, queried: null })).toEqual({
    status: 'waiting',
    on: 'starting',
  });
});
test('without a connection nothing is asked', () => {
  expect(judgeAnswer({ view: view({ connection: null }), endpointState: null, queried: null }).status).toBe('missing');
});
