import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { allSteps } from '@/lib/lab/lab';
import { runChecks } from '@/lib/lab/run';
import { lab } from '../../vocabulary';
import step from './step';

// the services are a server of the test's own, which the real clients ask over HTTP
const services = vi.hoisted(() => ({ origin: '' }));
vi.mock('@/lib/clouds/address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${services.origin}/`) }));

const host = 'adb-5504218931760442.2.azuredatabricks.net';
const commonHost = 'adb-7777218931760442.3.azuredatabricks.net';
const dss = 'https://dss.example.com';
const own = {
  track: 'whole',
  userName: 'ada@practice.example',
  subscriptionId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58',
  resourceGroup: 'lab',
  workspaceName: 'ada-lab',
  workspaceUrl: host,
  clusterHttpPath: 'sql/protocolv1/o/5504218931760442/1123-065929-beg8r64x',
  warehouseHttpPath: '/sql/1.0/warehouses/0123456789abcdef',
  mountName: 'ada_mount',
  dssUrl: dss,
  clusterConnection: 'ada-cluster',
  warehouseConnection: 'ada-warehouse',
  projectKey: 'ADA_LAB',
  codeEnvName: 'ada-env',
};

interface Reply {
  status: number;
  body: unknown;
}
const ok = (body: unknown): Reply => ({ status: 200, body });
const connection = { type: 'Databricks', params: {}, credentialsMode: 'PER_USER' };
const deleted: Reply = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'not found' } } };
const workspace = (provisioningState: string) =>
  ok({
    id: `/subscriptions/x/resourceGroups/lab/providers/Microsoft.Databricks/workspaces/ada-lab`,
    name: 'ada-lab',
    location: 'uksouth',
    sku: { name: 'premium' },
    properties: { provisioningState, workspaceUrl: host },
  });

/** What is there, by a part of the path that asks for it. */
const everything: Record<string, Reply> = {
  '/Microsoft.Databricks/workspaces/': workspace('Succeeded'),
  '/scim/v2/Me': ok({ userName: own.userName }),
  '/clusters/list': ok({ clusters: [{ cluster_id: '1123-065929-beg8r64x', state: 'RUNNING', spark_version: '15.4.x' }] }),
  '/sql/warehouses': ok({ warehouses: [{ id: '0123456789abcdef', name: 'Starter Warehouse', state: 'RUNNING' }] }),
  '/dbfs/list': ok({ files: [{ path: '/mnt/ada_mount' }] }),
  '/admin/users/': ok([{ login: 'ada', email: own.userName, groups: ['attendees'] }]),
  '/admin/groups/': ok([{ name: 'attendees', admin: false }]),
  '/admin/connections/ada': ok(connection),
  '/admin/connections/': ok({ 'ada-cluster': connection, 'ada-warehouse': connection }),
  '/connections/get-names': ok(['ada-cluster', 'ada-warehouse']),
  '/public/api/projects/ADA_LAB/': ok([]),
  '/public/api/projects/': ok([{ projectKey: 'ADA_LAB', name: '', ownerLogin: 'ada' }]),
  '/admin/code-envs/PYTHON/': ok({ envName: 'ada-env', specPackageList: '', desc: { pythonInterpreter: 'PYTHON39' } }),
  '/admin/code-envs/': ok([{ envName: 'ada-env' }]),
};
const nothing: Record<string, Reply> = {
  ...everything,
  '/clusters/list': ok({}),
  '/sql/warehouses': ok({}),
  '/dbfs/list': { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No file or directory exists on path /mnt.' } },
  '/admin/connections/ada': { status: 500, body: { errorType: 'IllegalArgumentException', message: 'Connection not found' } },
  '/admin/connections/': ok({}),
  '/connections/get-names': ok([]),
  '/public/api/projects/ADA_LAB/': { status: 404, body: { errorType: 'NotFoundException', message: 'Project ADA_LAB does not exist' } },
  '/public/api/projects/': ok([]),
  '/admin/code-envs/PYTHON/': { status: 500, body: { errorType: 'CodedException', message: 'Code env ada-env does not exist' } },
  '/admin/code-envs/': ok([]),
};

let world = everything;
let asked: string[] = [];
const server = createServer((request, response) => {
  const url = request.url ?? '';
  asked.push(url);
  const [, reply] = Object.entries(world).find(([part]) => url.includes(part)) ?? [];
  response
    .writeHead(reply?.status ?? 404, { 'content-type': 'application/json' })
    .end(typeof reply?.body === 'string' ? reply.body : JSON.stringify(reply ? reply.body : {}));
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  services.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(() => server.close());
beforeEach(() => {
  world = everything;
  asked = [];
});

const cleanUp = lab.lab({
  id: 'x',
  folder: '',
  title: '',
  summary: '',
  goals: [],
  sections: [{ title: '', steps: { 'clean-up': step } }],
});
const access = {
  tokenFor: async () => 'token',
  credentialFor: async () => ({ origin: dss, key: 'key', whose: 'workshop' as const }),
};

/** The outcomes by check, as `status: message`. */
async function cleanedUp(known: Record<string, string | undefined> = own): Promise<Record<string, string>> {
  const [here] = allSteps(cleanUp);
  if (!here) throw new Error('The lab has no step.');
  const { findings } = await runChecks(cleanUp, here, access, known);
  return Object.fromEntries(
    findings.map(({ checkId, outcome }) => [
      checkId.replace('cleanup.', ''),
      `${outcome.status}: ${outcome.status === 'waiting' ? outcome.on : outcome.message}`,
    ]),
  );
}
const every = (outcome: string) => Object.fromEntries(step.checks.map(({ id }) => [id.replace('cleanup.', ''), outcome]));

test('what is there is named', async () => {
  expect(await cleanedUp()).toEqual({
    'cluster-is-off': 'missing: Your cluster is still there.',
    'warehouse-is-off': 'missing: Your SQL warehouse is still there.',
    'mount-is-gone': 'missing: Your mount is still there.',
    'workspace-is-gone': 'missing: Your workspace is still there.',
    'cluster-connection-is-gone': 'missing: That connection is still there.',
    'warehouse-connection-is-gone': 'missing: That connection is still there.',
    'project-is-gone': 'missing: Your project is still there.',
    'code-env-is-gone': 'missing: Your code environment is still there.',
  });
});

test('what is gone passes, and a workspace may stay until last', async () => {
  world = nothing;
  expect(await cleanedUp()).toEqual({
    ...every('pass: Nothing is left to clean up.'),
    'workspace-is-gone': 'missing: Your workspace is still there.',
  });
});

test('with the workspace goes all that is in it, and nobody asks for it there', async () => {
  world = { ...nothing, '/Microsoft.Databricks/workspaces/': deleted };
  expect(await cleanedUp()).toEqual(every('pass: Nothing is left to clean up.'));
  expect(asked.filter((url) => url.includes(host))).toEqual([]);
});

test('a workspace that is being deleted is waited for', async () => {
  world = { ...nothing, '/Microsoft.Databricks/workspaces/': workspace('Deleting') };
  expect(await cleanedUp()).toMatchObject({
    'workspace-is-gone': 'waiting: Your workspace is being deleted',
    'cluster-is-off': 'waiting: Your cluster is being deleted',
    'mount-is-gone': 'waiting: Your mount is being deleted',
  });
});

test.each(['TERMINATED', 'TERMINATING'])('a cluster that is %s is off', async (state) => {
  world = { ...everything, '/clusters/list': ok({ clusters: [{ cluster_id: '1123-065929-beg8r64x', state, spark_version: '15.4.x' }] }) };
  expect(await cleanedUp()).toMatchObject({ 'cluster-is-off': 'pass: Nothing is left to clean up.' });
});

test('compute whose path was never recorded is still seen to run', async () => {
  const known = { ...own, clusterHttpPath: undefined, warehouseHttpPath: undefined, mountName: undefined };
  expect(await cleanedUp(known)).toMatchObject({
    'cluster-is-off': 'missing: Your cluster is still there.',
    'warehouse-is-off': 'missing: Your SQL warehouse is still there.',
    'mount-is-gone': 'pass: There was none.',
  });
});

test('what was never recorded was never there', async () => {
  expect(await cleanedUp({ track: 'whole', userName: own.userName, dssUrl: dss })).toEqual(every('pass: There was none.'));
});

test('on the model track only the mount in the common workspace is one’s own', async () => {
  const known = { ...own, track: 'model', commonWorkspaceUrl: commonHost };
  expect(await cleanedUp(known)).toMatchObject({
    'cluster-is-off': 'pass: There was none.',
    'warehouse-is-off': 'pass: There was none.',
    'workspace-is-gone': 'pass: There was none.',
    'mount-is-gone': 'missing: Your mount is still there.',
  });
  expect(asked.some((url) => url.includes(commonHost))).toBe(true);
  expect(asked.some((url) => url.includes(host))).toBe(false);
  expect(await cleanedUp({ ...known, commonWorkspaceUrl: '' })).toMatchObject({ 'mount-is-gone': 'pass: Nothing is left to clean up.' });
});

test('whose mount is in the common workspace still has it when their own workspace is gone', async () => {
  const known = { ...own, commonWorkspaceUrl: commonHost, mlWorkspaceUrl: commonHost };
  world = { ...everything, '/Microsoft.Databricks/workspaces/': deleted };
  expect(await cleanedUp(known)).toMatchObject({
    'workspace-is-gone': 'pass: Nothing is left to clean up.',
    'cluster-is-off': 'pass: Nothing is left to clean up.',
    'mount-is-gone': 'missing: Your mount is still there.',
  });
  expect(asked.some((url) => url.includes(commonHost))).toBe(true);
  world = { ...nothing, '/Microsoft.Databricks/workspaces/': deleted };
  expect(await cleanedUp(known)).toMatchObject({ 'mount-is-gone': 'pass: Nothing is left to clean up.' });
});

test.each([
  ['/Microsoft.Databricks/workspaces/', 'workspace-is-gone'],
  ['/clusters/list', 'cluster-is-off'],
  ['/sql/warehouses', 'warehouse-is-off'],
  ['/dbfs/list', 'mount-is-gone'],
  ['/admin/connections/ada', 'cluster-connection-is-gone'],
  ['/connections/get-names', 'warehouse-connection-is-gone'],
  ['/public/api/projects/', 'project-is-gone'],
  ['/admin/code-envs/PYTHON/', 'code-env-is-gone'],
])('a refusal at %s is not taken for gone', async (part, check) => {
  const refusals = [
    { error: { code: 'AuthorizationFailed', message: 'no' } },
    { error_code: 'PERMISSION_DENIED', message: 'no' },
    { errorType: 'UnauthorizedException', message: 'no' },
  ];
  const body = Object.assign({}, ...refusals);
  for (const status of [401, 403]) {
    world = { ...everything, [part]: { status, body } };
    expect((await cleanedUp())[check]).toMatch(/^unreachable/);
  }
});

test.each([
  // a sign-in that has ended looks the same as one that the workspace has never seen
  [401, 'unreachable: The workspace rejected your sign-in.'],
  [403, 'unreachable: You haven’t opened the workspace yet.'],
])('a workspace that answers a stranger’s every request with %i does not count as gone', async (status, said) => {
  const no: Reply = { status, body: { error_code: status, message: 'no' } };
  world = { ...everything, '/scim/v2/Me': no, '/clusters/list': no, '/sql/warehouses': no, '/dbfs/list': no };
  expect(await cleanedUp()).toMatchObject({ 'cluster-is-off': said, 'warehouse-is-off': said, 'mount-is-gone': said });
});

const stranger: Reply = { status: 403, body: { error_code: 403, message: 'no' } };

test('who has never been in the common workspace has no mount there to clean up, whatever name the page suggests', async () => {
  const known = { ...own, commonWorkspaceUrl: commonHost, sectionFourIn: 'common' };
  world = { ...everything, '/scim/v2/Me': stranger, '/dbfs/list': stranger };
  for (const track of ['whole', 'model'])
    expect(await cleanedUp({ ...known, track })).toMatchObject({ 'mount-is-gone': 'pass: There was none.' });
});

test('whose mount was found in the common workspace has one, though it no longer lets them in', async () => {
  const known = { ...own, commonWorkspaceUrl: commonHost, sectionFourIn: 'common', mlWorkspaceUrl: commonHost };
  world = { ...everything, '/scim/v2/Me': stranger, '/dbfs/list': stranger };
  expect((await cleanedUp(known))['mount-is-gone']).toMatch(/^unreachable/);
});

/** What a gateway or a captive portal answers on a service's behalf; none of it comes from the service. */
const notTheirs: [string, number, unknown][] = [
  ['an API gateway’s 403', 403, { message: 'Forbidden' }],
  ['an API gateway’s 404', 404, { message: 'not found' }],
  ['a gateway’s 404 with a number for a code', 404, { error: { code: 404, message: 'Not Found' } }],
  ['a mesh’s 404', 404, { errorType: 'NotFound', message: 'does not exist' }],
  ['{}', 200, {}],
  ['[]', 200, []],
  ['null', 200, null],
  ['an empty page', 200, undefined],
  ['a page', 200, '<html>Sign in to the guest network</html>'],
  ['a page as a 404', 404, '<html>not found</html>'],
];
test.each(notTheirs)('%s for everything of a service is never taken for gone', async (_, status, body) => {
  const other = (parts: string[]) => Object.fromEntries(parts.map((part) => [part, { status, body }]));
  const parts = Object.keys(everything);
  for (const [name, is] of [
    ['azure', (part: string) => part.includes('Microsoft')],
    ['databricks', (part: string) => ['/scim/v2/Me', '/clusters/list', '/sql/warehouses', '/dbfs/list'].includes(part)],
    ['dss', (part: string) => /admin|projects|get-names/.test(part)],
  ] as const) {
    world = { ...nothing, ...other(parts.filter(is)) };
    const outcomes = Object.values(await cleanedUp());
    expect([name, outcomes.filter((o) => o.startsWith('unreachable')).length]).toEqual([name, { azure: 4, databricks: 3, dss: 4 }[name]]);
  }
});

test.each(notTheirs.filter(([what]) => what !== '[]'))('%s for one question of DSS is never taken for gone', async (_, status, body) => {
  for (const part of ['/admin/connections/ada', '/connections/get-names', '/public/api/projects/', '/admin/code-envs/PYTHON/']) {
    world = { ...everything, [part]: { status, body } };
    const { 'cluster-connection-is-gone': one, 'project-is-gone': two, 'code-env-is-gone': three } = await cleanedUp();
    expect([part, [one, two, three].filter((o) => o?.startsWith('pass'))]).toEqual([part, []]);
  }
});

test.each([
  ['403', 403, 'com.dataiku.dip.exceptions.UnauthorizedException', 'Action forbidden'],
  ['404', 404, 'com.dataiku.dip.server.controllers.NotFoundException', 'not found'],
  ['500 that says “not found”', 500, 'java.lang.IllegalArgumentException', 'Connection not found'],
])('DSS’s own %s is not taken for gone while its list has the thing', async (_, status, errorType, message) => {
  for (const part of ['/admin/connections/ada', '/admin/code-envs/PYTHON/']) {
    world = { ...everything, [part]: { status, body: { errorType, message } } };
    const outcomes = await cleanedUp();
    expect(outcomes[part.includes('code-envs') ? 'code-env-is-gone' : 'cluster-connection-is-gone']).toMatch(/^unreachable/);
  }
});

test('nor is a list of projects without one that DSS shows under its key', async () => {
  world = { ...everything, '/public/api/projects/': ok([]), '/public/api/projects/ADA_LAB/': ok([]) };
  expect((await cleanedUp())['project-is-gone']).toMatch(/^unreachable/);
});

test('nor is a list of connections that has lost the attendee’s own', async () => {
  world = {
    ...everything,
    '/connections/get-names': ok([]),
    '/admin/connections/ada': ok({ ...connection, creationTag: { lastModifiedBy: { login: 'ada' } } }),
  };
  expect((await cleanedUp())['cluster-connection-is-gone']).toMatch(/^unreachable/);
});
