// The portal's clients against the practice cloud over HTTP: every method, and every fault as the trouble that it is.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import * as all from '.';
import type { TokenSource } from './access';
import { clientsOf } from './cloud';
import { type Evidence, Run } from './http';
import { UpstreamError } from './trouble';

const hands = await practiceHands();
const { settings, practice } = hands;
const member = await hands.newcomer('Ulla Upstream');
const audience = (scope: string) => scope.replace('/user_impersonation', '');
const tokens: TokenSource = (scope) => hands.token(member, audience(scope));
let host: string;

const at = { subscriptionId: settings.subscriptionId, resourceGroup: settings.resourceGroup, workspaceName: 'upstream-lab' };
function clouds(source: TokenSource = tokens, deadlineMs?: number) {
  const evidence: Evidence[] = [];
  return { evidence, ...clientsOf(all, new Run({ tokenFor: source }, deadlineMs === undefined ? {} : { deadlineMs }), evidence) };
}
const trouble = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`expected trouble, got ${error}`);
  return error.detail;
};

beforeAll(async () => {
  host = await hands.openWorkspace(member, at.workspaceName);
  await hands.atOnce(() => hands.createCluster(member, host, { cluster_name: 'upstream' }));
});
afterEach(() => practice('/faults/clear'));
afterAll(() => practice('/reset')); // a hundred clusters use up the cores that other tests' clusters need

describe('Azure', () => {
  test('a workspace, with the service’s own time', async () => {
    const found = await clouds().azure.databricksWorkspace(at);
    expect(found?.body).toMatchObject({
      name: 'upstream-lab',
      location: 'uksouth',
      sku: { name: 'premium' },
      properties: { provisioningState: 'Succeeded', workspaceUrl: host },
    });
    expect(Math.abs((found?.at ?? 0) - Date.now())).toBeLessThan(86_400_000);
  });
  test('a workspace that is not there is absent', async () => {
    expect(await clouds().azure.databricksWorkspace({ ...at, workspaceName: 'nobody-lab' })).toBeNull();
  });
  test('a missing resource group is trouble, not absence', async () => {
    expect(await trouble(clouds().azure.databricksWorkspace({ ...at, resourceGroup: 'nowhere' }))).toMatchObject({
      trouble: 'refused',
      code: 'ResourceGroupNotFound',
      status: 404,
    });
  });
  test('all workspaces of the subscription', async () => {
    const names = (await clouds().azure.databricksWorkspaces(at)).map((w) => w.name);
    expect(names).toContain('upstream-lab');
  });
  test('names are escaped, so that nobody reaches another path with them', async () => {
    const asked = clouds();
    await asked.azure.databricksWorkspace({ ...at, workspaceName: '../../x?y=z#' });
    expect(asked.evidence[0]?.path).toContain('/workspaces/..%2F..%2Fx%3Fy%3Dz%23?api-version=');
  });
  test('a role on the resource group is enough for its list; elsewhere it says which group is meant', async () => {
    await hands.practice('/rules', { azureRolesInGroupOnly: true });
    const azure = clouds().azure;
    expect((await azure.databricksWorkspacesIn(at)).map((w) => w.name)).toContain('upstream-lab');
    expect((await azure.databricksWorkspaces(at)).map((w) => w.name)).toContain('upstream-lab');
    expect(await trouble(clouds().azure.databricksWorkspace({ ...at, resourceGroup: 'databricks-playground' }))).toMatchObject({
      trouble: 'forbidden',
      words: { message: expect.stringContaining('no role on the resource group databricks-playground,') },
    });
    await hands.practice('/rules', { azureRolesInGroupOnly: false });
  });
  test('a workspace is not made by a role on its group alone: Azure makes a resource group along with it, and that is what is said', async () => {
    await hands.practice('/rules', { azureRolesInGroupOnly: true, mayCreateGroups: false });
    const run = new Run({ tokenFor: tokens }, { mayWrite: true });
    const wish = { location: 'uksouth', tier: 'premium', computeMode: 'Hybrid', managedResourceGroup: 'databricks-rg-denied' } as const;
    const make = () => all.azure.writer(run, []).createDatabricksWorkspace({ ...at, workspaceName: 'denied-lab' }, wish);
    expect(await trouble(make())).toMatchObject({
      trouble: 'forbidden',
      code: 'LinkedAuthorizationFailed',
      words: {
        message: 'Your account may not create the resource group that Azure makes along with a workspace.',
        remedy: expect.stringContaining('Contributor on one resource group isn’t enough'),
      },
    });
    await hands.practice('/rules', { mayCreateGroups: true, unregisteredProviders: ['Microsoft.Databricks'] });
    expect(await trouble(make())).toMatchObject({ words: { message: 'Nobody has registered Microsoft.Databricks in the subscription.' } });
    await hands.practice('/rules', { unregisteredProviders: [] });
    await make();
    await hands.practice('/rules', { azureRolesInGroupOnly: false });
  });
  test('without the role it says so', async () => {
    const stranger = await hands.newcomer('Nora Norole', { azureRole: 'none' });
    const source: TokenSource = (scope) => hands.token(stranger, audience(scope));
    expect(await trouble(clouds(source).azure.databricksWorkspace(at))).toMatchObject({
      cloud: 'Azure',
      trouble: 'forbidden',
      code: 'AuthorizationFailed',
      said: expect.stringContaining('nora.norole'),
    });
  });
});

describe('Databricks', () => {
  test('who I am', async () => {
    expect(await clouds().databricks(host).currentUser()).toEqual({ id: expect.stringMatching(/^\d+$/), userName: member.upn });
  });
  test('somebody who never opened the workspace is nobody there', async () => {
    const stranger = await hands.newcomer('Sten Stranger');
    const source: TokenSource = (scope) => hands.token(stranger, audience(scope));
    expect(await clouds(source).databricks(host).currentUser()).toBeNull();
  });
  test('to a stranger whatever it refuses is because they are one; to a member it is not', async () => {
    const stranger = await hands.newcomer('Stella Stranger');
    const denied = { error_code: 'PERMISSION_DENIED', message: 'You lack CAN_MANAGE.' };
    const as = clouds((scope) => hands.token(stranger, audience(scope)));
    expect(await trouble(as.databricks(host).clusters())).toMatchObject({
      cloud: 'Databricks',
      trouble: 'stranger',
      code: 'PERMISSION_DENIED',
    });
    expect(await trouble(as.databricks(host).mountNames())).toMatchObject({ trouble: 'stranger' });
    await practice('/faults', { host, path: 'clusters/list', status: 403, body: denied });
    expect(await trouble(clouds().databricks(host).clusters())).toMatchObject({ trouble: 'forbidden' });
    await practice('/faults', { host, path: 'dbfs/list', status: 403, body: denied });
    expect(await trouble(clouds().databricks(host).mountNames())).toMatchObject({ trouble: 'forbidden' });
  });
  test('clusters, versions, machines and warehouses', async () => {
    const databricks = clouds().databricks(host);
    expect((await databricks.clusters()).rows).toMatchObject([
      { cluster_name: 'upstream', state: 'RUNNING', effective_spark_version: '16.4.x-cpu-ml-scala2.12', single_user_name: member.upn },
    ]);
    expect((await databricks.sparkVersions()).map((v) => v.key)).toContain('18.x-cpu-ml-scala2.13');
    expect((await databricks.nodeTypes()).map((n) => n.node_type_id)).toContain('Standard_D4ds_v5');
    expect((await databricks.warehouses()).rows).toMatchObject([
      { name: 'Serverless Starter Warehouse', state: 'STOPPED', odbc_params: { hostname: host, port: 443 } },
    ]);
  });
  test('a list of more than a page is read to its end', async () => {
    await hands.atOnce(async () => {
      for (let i = 0; i < 104; i++) await hands.createCluster(member, host, { cluster_name: `c${i}` });
    });
    expect((await clouds().databricks(host).clusters()).rows).toHaveLength(105);
  });
  test('a workspace that is gone answers with a web page: garbled, not absent', async () => {
    expect(await trouble(clouds().databricks('adb-1111111111111111.1.azuredatabricks.net').currentUser())).toMatchObject({
      trouble: 'garbled',
      status: 404,
    });
  });
});

describe('what Databricks refuses, in each of its shapes', () => {
  const scim = 'urn:ietf:params:scim:api:messages:2.0:Error';
  const ip = 'Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: 1 [ReqId: 2]';
  const none = 'This API is disabled for users without the databricks-sql-access or workspace-access entitlements.';
  test.each([
    ['a number for a code', { error_code: 403, message: 'no' }, { code: '403', said: 'no' }, /lacks a permission/],
    ['a number in a text', { error_code: '403', message: 'no' }, { code: '403' }, /lacks a permission/],
    ['a code', { error_code: 'PERMISSION_DENIED', message: 'no' }, { code: 'PERMISSION_DENIED' }, /lacks a permission/],
    ['SCIM’s own', { schemas: [scim], detail: 'no', status: '403' }, { code: '403', said: 'no' }, /lacks a permission/],
    ['command execution’s', { error: 'ContextNotFound: no' }, { code: 'ContextNotFound' }, /lacks a permission/],
    ['an IP access list', { error_code: 403, message: ip }, { code: '403', said: ip }, /IP access list blocks Guidepost/],
    ['a missing entitlement', { error_code: 'PERMISSION_DENIED', message: none }, { said: none }, /lacks an entitlement/],
  ])('%s', async (_, body, expected, words) => {
    await practice('/faults', { host, path: 'clusters/list', status: 403, body });
    const detail = await trouble(clouds().databricks(host).clusters());
    expect(detail).toMatchObject({ trouble: 'forbidden', status: 403, ...expected });
    expect(detail.words?.message).toMatch(words);
  });
  test('an IP access list and a missing entitlement are told as such, not as never having opened the workspace', async () => {
    for (const message of [ip, none]) {
      await practice('/faults', { host, status: 403, times: 2, body: { error_code: 403, message } });
      expect(await trouble(clouds().databricks(host).currentUser())).toMatchObject({ trouble: 'forbidden', said: message });
      expect(await trouble(clouds().databricks(host).clusters())).toMatchObject({ trouble: 'forbidden', said: message });
    }
  });
  test('the address to allow is named', async () => {
    await practice('/faults', { host, status: 403, body: { error_code: 403, message: ip } });
    expect((await trouble(clouds().databricks(host).currentUser())).words?.remedy).toContain('203.0.113.7');
  });
  test('whoever never opened it is told so, whichever way it says it', async () => {
    for (const body of [
      { error_code: 403, message: 'no' },
      { schemas: [scim], detail: 'no', status: '403' },
    ]) {
      await practice('/faults', { host, path: 'Me$', status: 403, body });
      expect(await clouds().databricks(host).currentUser()).toBeNull();
    }
  });
  test('a 401 may be a sign-in that has ended, so it is no answer', async () => {
    await practice('/faults', { host, status: 401, times: 2, body: { error_code: 401, message: 'Invalid token.' } });
    const detail = await trouble(clouds().databricks(host).currentUser());
    expect(detail).toMatchObject({ trouble: 'stranger', words: { message: 'The workspace rejected your sign-in.' } });
  });
  test.each([
    ['a gateway’s JSON', { message: 'Forbidden' }],
    ['another service’s error', { error: { code: 'AuthorizationFailed', message: 'no' } }],
    ['a page', '<html>Forbidden</html>'],
  ])('%s is not Databricks', async (_, body) => {
    await practice('/faults', { host, status: 403, times: 2, body });
    expect(await trouble(clouds().databricks(host).currentUser())).toMatchObject({ trouble: 'garbled', status: 403 });
    expect(await trouble(clouds().databricks(host).clusters())).toMatchObject({ trouble: 'garbled', status: 403 });
  });
  test('an empty list is one only where the workspace answers as itself', async () => {
    await practice('/faults', { host, path: 'clusters/list', status: 200, body: {} });
    expect((await clouds().databricks(host).clusters()).rows).toEqual([]);
    await practice('/faults', { host, status: 200, times: 2, body: {} });
    expect(await trouble(clouds().databricks(host).clusters())).toMatchObject({ trouble: 'garbled' });
  });
});

describe('every fault is the trouble that it is', () => {
  test.each([
    ['429 without an end', { status: 429, retryAfter: 30, times: 9 }, { trouble: 'throttled', status: 429, retryAfterSeconds: 30 }],
    ['503 for long', { status: 503, retryAfter: 60, times: 9 }, { trouble: 'unavailable', status: 503, retryAfterSeconds: 60 }],
    ['503 without a hint', { status: 503 }, { trouble: 'unavailable' }],
    ['500', { status: 500 }, { trouble: 'unavailable', code: 'PracticeFault' }],
    [
      '404 that says nothing of the thing asked for',
      { status: 404, body: { error: { code: 'Gone', message: 'It is.' } } },
      { trouble: 'refused', code: 'Gone' },
    ],
    ['403', { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } }, { trouble: 'forbidden', said: 'no' }],
    [
      '401 twice',
      { status: 401, times: 2, body: { error: { code: 'ExpiredAuthenticationToken', message: 'It is.' } } },
      { trouble: 'signed-out', code: 'ExpiredAuthenticationToken' },
    ],
    ['a cut connection', { mode: 'cut', times: 9 }, { trouble: 'no-connection' }],
    ['a web page', { mode: 'html' }, { trouble: 'garbled' }],
    ['a web page as a 404', { mode: 'html', status: 404 }, { trouble: 'garbled' }],
    ['half of the JSON', { mode: 'truncate' }, { trouble: 'garbled' }],
    ['JSON of another shape', { status: 418, body: '[]' }, { trouble: 'garbled', status: 418 }],
    ['a gateway’s refusal', { status: 403, body: { message: 'Forbidden' } }, { trouble: 'garbled', status: 403 }],
    ['a gateway’s “not found”', { status: 404, body: { message: 'ResourceNotFound' } }, { trouble: 'garbled', status: 404 }],
  ])('%s', async (_, fault, expected) => {
    await practice('/faults', { host: 'management', ...fault });
    expect(await trouble(clouds().azure.databricksWorkspace(at))).toMatchObject({ cloud: 'Azure', ...expected });
  });

  test('no answer in time', async () => {
    await practice('/faults', { host: 'management', delayMs: 5000 });
    expect(await trouble(clouds(tokens, 300).azure.databricksWorkspace(at))).toMatchObject({ trouble: 'slow' });
  });

  test('a 429 that passes within the deadline is waited for, as long as it asks', async () => {
    await practice('/faults', { host: 'management', status: 429, retryAfter: 1, times: 2 });
    const asked = clouds();
    expect((await asked.azure.databricksWorkspace(at))?.body.name).toBe('upstream-lab');
    expect(asked.evidence.map((e) => e.status)).toEqual([429, 429, 200]);
  });

  test('Retry-After as a date is understood', async () => {
    await practice('/faults', { host: 'management', status: 503, retryAfter: new Date(Date.now() + 90_000).toUTCString(), times: 9 });
    const { retryAfterSeconds = 0 } = await trouble(clouds().azure.databricksWorkspace(at));
    expect(retryAfterSeconds).toBeGreaterThan(60);
  });

  test('a revoked token is requested again, once', async () => {
    await practice('/faults', { host: 'management', status: 401, times: 1 });
    const asked: boolean[] = [];
    const source: TokenSource = (scope, { fresh = false } = {}) => {
      asked.push(fresh);
      return tokens(scope);
    };
    expect((await clouds(source).azure.databricksWorkspace(at))?.body.name).toBe('upstream-lab');
    expect(asked).toEqual([false, true]);
  });
});

describe('who may be sent a token', () => {
  test.each([
    'evil.example',
    'adb-1234567890.1.azuredatabricks.net.evil.example',
    'management.azure.com',
    'adb-1234567890.1.azuredatabricks.net:8443',
  ])('not %s as a workspace', async (name) => {
    let asked = 0;
    const source: TokenSource = async () => {
      asked++;
      return 'token';
    };
    expect(await trouble(clouds(source).databricks(name).currentUser())).toMatchObject({ trouble: 'refused', code: 'HostNotAllowed' });
    expect(asked).toBe(0);
  });
  test('the allow-list is anchored', () => {
    const lists = Object.values(all).flatMap(({ identity }) => ('hosts' in identity ? [identity.hosts.source] : []));
    expect(lists.length).toBeGreaterThan(3);
    for (const source of lists) expect([source.at(0), source.at(-1)]).toEqual(['^', '$']);
  });
});

test('within a run the same thing is asked once, and every asker has it in evidence', async () => {
  const run = new Run({ tokenFor: tokens });
  const [a, b]: [Evidence[], Evidence[]] = [[], []];
  await Promise.all([clientsOf(all, run, a).azure.databricksWorkspace(at), clientsOf(all, run, b).azure.databricksWorkspace(at)]);
  expect(a).toHaveLength(1);
  expect(b[0]).toBe(a[0]);
  expect(a[0]).toMatchObject({
    method: 'GET',
    host: 'management.azure.com',
    status: 200,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(JSON.stringify(a)).not.toMatch(/Bearer|eyJ/);
});
