// Azure Resource Manager, over HTTP as its clients in any language use it; what a status says has to show in what is there.
import { AzureDatabricksManagementClient } from '@azure/arm-databricks';
import { expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { credentialOf } from './credential';

const hands = await practiceHands();
const { settings, practice } = hands;
const member = await hands.newcomer('Rory Resource');
const group = settings.resourceGroup;
const azure = new AzureDatabricksManagementClient(credentialOf(member), settings.subscriptionId);
const token = await hands.token(member, 'https://management.azure.com');

const path = (name: string) =>
  `/subscriptions/${settings.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Databricks/workspaces/${name}`;
async function ask(method: string, at: string, body?: unknown, version = '2026-01-01') {
  const response = await fetch(`https://management.azure.com${at}?api-version=${version}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}
const made = (name: string) => hands.atOnce(() => hands.createWorkspace(member, name));

test('a path minds no case, and a name keeps the case it was made with', async () => {
  await made('Case-Lab');
  const { status, body } = await ask('GET', path('case-LAB').replace('resourceGroups', 'RESOURCEGROUPS').replace('Microsoft', 'MICROSOFT'));
  expect([status, body.name]).toEqual([200, 'Case-Lab']);
});

test('HEAD says whether a group or a workspace exists, without a body', async () => {
  await made('head-lab');
  const groups = `/subscriptions/${settings.subscriptionId}/resourcegroups`;
  expect((await ask('HEAD', path('head-lab'))).status).toBe(204);
  expect((await ask('HEAD', path('nothing'))).status).toBe(404);
  expect((await ask('HEAD', `${groups}/${group}`, undefined, '2021-04-01')).status).toBe(204);
  expect((await ask('HEAD', `${groups}/nowhere`, undefined, '2021-04-01')).status).toBe(404);
  expect((await ask('HEAD', groups, undefined, '2021-04-01')).status).toBe(405);
});

test('PATCH changes the tags, PUT of what exists tags and tier, and neither makes a second workspace', async () => {
  await hands.atOnce(() => hands.createWorkspace(member, 'tags-lab', { sku: 'trial' }));
  const { workspaceUrl } = await azure.workspaces.get(group, 'tags-lab');
  await azure.workspaces.update(group, 'tags-lab', { tags: { a: '1' } });
  expect(await azure.workspaces.get(group, 'tags-lab')).toMatchObject({ tags: { a: '1' }, sku: { name: 'trial' } });
  const wanted = { location: 'uksouth', sku: { name: 'premium' }, tags: { b: '2' }, computeMode: 'Hybrid' } as never; // the client wants a managed group
  await azure.workspaces.createOrUpdate(group, 'tags-lab', wanted, { updateIntervalInMs: 50 });
  expect(await azure.workspaces.get(group, 'tags-lab')).toMatchObject({ tags: { b: '2' }, sku: { name: 'premium' }, workspaceUrl });
});

test.each([
  ['another region', { location: 'westeurope', properties: {} }, 409, 'InvalidResourceLocation'],
  [
    'another network',
    { location: 'uksouth', properties: { parameters: { customVirtualNetworkId: { value: '/x' } } } },
    501,
    'NotPractised',
  ],
  ['the standard tier', { location: 'uksouth', sku: { name: 'standard' }, properties: {} }, 400, 'StandardTierNotSupported'],
  ['an unknown tier', { location: 'uksouth', sku: { name: 'gold' }, properties: {} }, 400, 'InvalidSku'],
])('PUT of what exists in %s is refused and changes nothing', async (_, body, status, code) => {
  await made('fixed-lab');
  const before = (await ask('GET', path('fixed-lab'))).body;
  expect(await ask('PUT', path('fixed-lab'), body)).toMatchObject({ status, body: { error: { code } } });
  expect((await ask('GET', path('fixed-lab'))).body).toEqual(before);
});

test('an operation is polled where its headers say, no sooner than Retry-After asks', async () => {
  const { status, headers } = await ask('PUT', path('poll-lab'), { location: 'uksouth', properties: {} });
  expect([status, headers.get('retry-after')]).toEqual([201, '1']);
  const poll = async () => {
    const url = new URL(headers.get('azure-asyncoperation') ?? '');
    return ask('GET', url.pathname);
  };
  expect(await poll()).toMatchObject({ body: { status: 'InProgress' }, headers: expect.any(Headers) });
  expect((await ask('PUT', path('poll-lab'), { location: 'uksouth', properties: {} })).body.error.code).toBe('ApplicationUpdateFail');
  await practice('/clock', { advanceSeconds: 180 });
  expect((await poll()).body).toMatchObject({ status: 'Succeeded', resourceId: path('poll-lab') });
});

test.each([
  ['DELETE', `/subscriptions/${settings.subscriptionId}/resourcegroups/${group}`],
  ['POST', `${path('x')}/listKeys`],
  ['GET', `/subscriptions/${settings.subscriptionId}/providers/Microsoft.Network/virtualNetworks`],
])('%s %s is refused as not simulated, in the shape of Azure’s errors', async (method, at) => {
  expect(await ask(method, at, method === 'GET' ? undefined : {}, at.includes('Databricks') ? '2026-01-01' : '2021-04-01')).toMatchObject({
    status: 501,
    body: { error: { code: 'NotPractised', message: expect.stringContaining('does not simulate') } },
  });
});

test('the tenant, the subscription and its groups are listed, and a group’s tags change', async () => {
  const at = `/subscriptions/${settings.subscriptionId}`;
  expect((await ask('GET', '/tenants', undefined, '2022-12-01')).body.value).toMatchObject([{ tenantId: settings.tenantId }]);
  expect((await ask('GET', at, undefined, '2022-12-01')).body).toMatchObject({ state: 'Enabled' });
  await ask('PATCH', `${at}/resourcegroups/databricks-playground`, { tags: { a: 'b' } }, '2021-04-01');
  const { body } = await ask('GET', `${at}/resourcegroups`, undefined, '2021-04-01');
  expect(body.value.find((g: { name: string }) => g.name === 'databricks-playground')).toMatchObject({ tags: { a: 'b' } });
  const names = [];
  for await (const w of azure.workspaces.listBySubscription()) names.push(w.name);
  expect(names).toContain('databricks-demo-common');
});

test('a resource group is made, and a provider says whether it is registered', async () => {
  const at = `/subscriptions/${settings.subscriptionId}`;
  const group = `${at}/resourcegroups/rory-group`;
  expect((await ask('PUT', group, { location: 'UK South', tags: { a: 'b' } }, '2021-04-01')).status).toBe(201);
  expect((await ask('GET', group, undefined, '2021-04-01')).body).toMatchObject({ location: 'uksouth', tags: { a: 'b' } });
  expect((await ask('POST', `${at}/providers/microsoft.compute/register`, {}, '2021-04-01')).status).toBe(200);
  expect((await ask('GET', `${at}/providers/Microsoft.Compute`, undefined, '2021-04-01')).body).toMatchObject({
    namespace: 'Microsoft.Compute',
    registrationState: 'Registered',
  });
});

test('the result of an operation is where its Location says, once it is over', async () => {
  const { headers } = await ask('PUT', path('result-lab'), { location: 'uksouth', properties: {} });
  const at = new URL(headers.get('location') ?? '').pathname;
  expect((await ask('GET', at)).status).toBe(202);
  await practice('/clock', { advanceSeconds: 180 });
  expect(await ask('GET', at)).toMatchObject({ status: 200, body: { name: 'result-lab' } });
});
