// The vendors' own clients, unmodified, on the vendors' real https URLs, through the practice cloud as their proxy.
import https from 'node:https';
import { AzureDatabricksManagementClient } from '@azure/arm-databricks';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { practiceHands } from '@/e2e/hands';
import { authority, clientId, credentialOf } from './credential';

const hands = await practiceHands();
const { settings, practice } = hands;
const member = await hands.newcomer('Clara Client');

const azure = new AzureDatabricksManagementClient(credentialOf(member), settings.subscriptionId);
const group = settings.resourceGroup;

beforeAll(async () => {
  // The Databricks SDK's own https agent would bypass the proxy; Node's agent takes the proxy from the environment when told to.
  const { Agent } = https;
  https.Agent = class extends Agent {
    constructor(options: https.AgentOptions = {}) {
      super({ ...options, proxyEnv: process.env } as https.AgentOptions);
    }
  };
  await practice('/rules', { workspaceSeconds: 180, clusterSeconds: 300 });
});

test('msal redeems client credentials, and hears AADSTS7000215 for a wrong secret', async () => {
  const app = (clientSecret: string) => new ConfidentialClientApplication({ auth: { clientId, authority, clientSecret } });
  const result = await app(process.env['ENTRA_CLIENT_SECRET'] ?? '').acquireTokenByClientCredential({
    scopes: ['https://storage.azure.com/.default'],
  });
  expect(result?.accessToken.split('.')).toHaveLength(3);
  await expect(
    app('not-the-secret').acquireTokenByClientCredential({ scopes: ['https://storage.azure.com/.default'] }),
  ).rejects.toMatchObject({ errorCode: 'invalid_client', errorNo: 7000215 });
});

test('arm-databricks creates a workspace, polls until it is deployed, lists it, and deletes it', async () => {
  const deployed = azure.workspaces.createOrUpdate(
    group,
    'client-lab',
    {
      location: 'uksouth',
      sku: { name: 'premium' },
      managedResourceGroupId: `/subscriptions/${settings.subscriptionId}/resourceGroups/mrg`,
      computeMode: 'Hybrid',
    } as never,
    { updateIntervalInMs: 50 },
  );
  await deployed.submitted();
  const first = await azure.workspaces.get(group, 'client-lab');
  expect(['Accepted', 'Creating']).toContain(first.provisioningState);
  expect(first.workspaceUrl).toBeUndefined();
  await practice('/clock', { advanceSeconds: 180 });
  const workspace = await deployed;
  expect(workspace).toMatchObject({ provisioningState: 'Succeeded', location: 'uksouth', sku: { name: 'premium' } });
  expect(workspace.workspaceUrl).toMatch(/^adb-\d{16}\.\d+\.azuredatabricks\.net$/);

  const names: (string | undefined)[] = [];
  for await (const w of azure.workspaces.listByResourceGroup(group)) names.push(w.name);
  expect(names).toContain('client-lab');

  const gone = azure.workspaces.delete(group, 'client-lab', { updateIntervalInMs: 50 });
  await gone.submitted();
  await practice('/clock', { advanceSeconds: 60 });
  await gone;
  await expect(azure.workspaces.get(group, 'client-lab')).rejects.toMatchObject({ code: 'ResourceNotFound', statusCode: 404 });
});

test('arm-databricks follows the list’s pages', async () => {
  await hands.atOnce(async () => {
    for (let i = 0; i < 55; i++) await hands.createWorkspace(member, `many-${i}`, { group: 'databricks-playground' });
  });
  let seen = 0;
  for await (const _ of azure.workspaces.listByResourceGroup('databricks-playground')) seen++;
  expect(seen).toBe(55);
});

test('arm-databricks hears of a missing group, and of a subscription that is not there', async () => {
  await expect(azure.workspaces.get('nowhere', 'x')).rejects.toMatchObject({ code: 'ResourceGroupNotFound' });
  const elsewhere = new AzureDatabricksManagementClient(credentialOf(member), '00000000-0000-4000-8000-000000000000');
  await expect(elsewhere.workspaces.get(group, 'x')).rejects.toMatchObject({ code: 'SubscriptionNotFound' });
});

test('the Databricks SDK says who I am, creates a cluster, watches it start, and finds the warehouse', async () => {
  const { WorkspaceClient } = await import('@databricks/sdk-experimental');
  const host = await hands.openWorkspace(member, 'sdk-lab');
  const databricks = new WorkspaceClient({
    host: `https://${host}`,
    token: await hands.token(member, '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'),
    authType: 'pat',
  });

  expect((await databricks.currentUser.me()).userName).toBe(member.upn);
  const waiter = await databricks.clusters.create({
    cluster_name: 'sdk',
    spark_version: '16.4.x-cpu-ml-scala2.12',
    node_type_id: 'Standard_D4ds_v5',
    num_workers: 0,
    autotermination_minutes: 120,
    data_security_mode: 'SINGLE_USER',
    single_user_name: member.upn,
  });
  const id = waiter.cluster_id ?? '';
  expect((await databricks.clusters.get({ cluster_id: id })).state).toBe('PENDING');
  await practice('/clock', { advanceSeconds: 300 });
  const listed = [];
  for await (const cluster of databricks.clusters.list({})) listed.push(cluster);
  expect(listed).toMatchObject([{ cluster_id: id, state: 'RUNNING', creator_user_name: member.upn }]);
  const events = [];
  for await (const event of databricks.clusters.events({ cluster_id: id })) events.push(event.type);
  expect(events).toContain('CREATING');

  const versions = await databricks.clusters.sparkVersions();
  expect(versions.versions?.map((v) => v.key)).toContain('18.x-cpu-ml-scala2.13');
  const types = await databricks.clusters.listNodeTypes();
  expect(types.node_types?.length).toBeGreaterThan(3);

  const warehouses = [];
  for await (const warehouse of databricks.warehouses.list({})) warehouses.push(warehouse);
  const [starter] = z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })).parse(warehouses);
  expect(starter).toMatchObject({ name: 'Serverless Starter Warehouse', state: 'STOPPED' });
  const asked = await databricks.statementExecution.executeStatement({ warehouse_id: starter?.id ?? '', statement: 'SELECT 1' });
  expect(asked.status?.state).toBe('PENDING');
  await practice('/clock', { advanceSeconds: 120 });
  const answered = await databricks.statementExecution.getStatement({ statement_id: asked.statement_id ?? '' });
  expect(answered).toMatchObject({ status: { state: 'SUCCEEDED' }, result: { data_array: [['1']] } });

  await databricks.clusters.delete({ cluster_id: id });
  expect(await databricks.clusters.get({ cluster_id: id })).toMatchObject({
    state: 'TERMINATED',
    termination_reason: { code: 'USER_REQUEST' },
  });
});

test('the Databricks SDK starts what is off, stops what is on, and reads the sample table', async () => {
  const { WorkspaceClient } = await import('@databricks/sdk-experimental');
  const host = await hands.openWorkspace(member, 'sdk-states-lab');
  const token = await hands.token(member, '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d');
  const { clusters, clusterPolicies, warehouses, statementExecution } = new WorkspaceClient({
    host: `https://${host}`,
    token,
    authType: 'pat',
  });
  const skip = (advanceSeconds: number) => practice('/clock', { advanceSeconds });

  const cluster_id = await hands.createCluster(member, host, { cluster_name: 'states' });
  await skip(300);
  await clusters.delete({ cluster_id });
  await skip(60);
  expect(await clusters.get({ cluster_id })).toMatchObject({ state: 'TERMINATED' });
  await clusters.start({ cluster_id });
  expect(await clusters.get({ cluster_id })).toMatchObject({ state: 'PENDING' });
  await skip(300);
  expect(await clusters.get({ cluster_id })).toMatchObject({ state: 'RUNNING' });

  const policies = [];
  for await (const policy of clusterPolicies.list({})) policies.push(policy.name);
  expect(policies).toContain('Personal Compute');

  let id = '';
  for await (const warehouse of warehouses.list({})) id = warehouse.id ?? '';
  await warehouses.start({ id });
  await skip(120);
  expect(await warehouses.get({ id })).toMatchObject({
    state: 'RUNNING',
    odbc_params: { hostname: host, path: `/sql/1.0/warehouses/${id}` },
  });
  const read = await statementExecution.executeStatement({ warehouse_id: id, statement: 'SELECT * FROM samples.nyctaxi.trips LIMIT 3' });
  expect(read.status?.state).toBe('SUCCEEDED');
  expect(read.manifest?.schema?.columns?.map((c) => c.name)).toContain('fare_amount');
  expect(read.result?.data_array).toHaveLength(3);
  await warehouses.stop({ id });
  await skip(60);
  expect(await warehouses.get({ id })).toMatchObject({ state: 'STOPPED' });
});

test('a token for one service is refused by another', async () => {
  const host = await hands.openWorkspace(member, 'audience-lab');
  const ask = (url: string, token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const [arm, databricks] = [
    await hands.token(member, 'https://management.azure.com'),
    await hands.token(member, '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'),
  ];
  const me = `https://${host}/api/2.0/preview/scim/v2/Me`;
  const subscriptions = 'https://management.azure.com/subscriptions?api-version=2022-12-01';
  expect([(await ask(me, databricks)).status, (await ask(me, arm)).status]).toEqual([200, 401]);
  expect([(await ask(subscriptions, arm)).status, (await ask(subscriptions, databricks)).status]).toEqual([200, 401]);
});

test('the Databricks SDK keeps files on DBFS, notebooks, and an experiment with its runs', async () => {
  const { WorkspaceClient } = await import('@databricks/sdk-experimental');
  const host = await hands.openWorkspace(member, 'sdk-ml-lab');
  await practice('/mount', { host, mountPoint: '/mnt/sdk', source: 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/' });
  const token = await hands.token(member, '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d');
  const { dbfs, experiments, workspace } = new WorkspaceClient({ host: `https://${host}`, token, authType: 'pat' });

  await dbfs.put({ path: '/mnt/sdk/sdk/hello.txt', contents: Buffer.from('hello').toString('base64') });
  const files = [];
  for await (const file of dbfs.list({ path: '/mnt/sdk/sdk' })) files.push(file.path);
  expect(files).toEqual(['/mnt/sdk/sdk/hello.txt']);
  expect(Buffer.from((await dbfs.read({ path: '/mnt/sdk/sdk/hello.txt' })).data ?? '', 'base64').toString()).toBe('hello');

  const path = `/Users/${member.upn}/sdk`;
  await workspace.import({ path, content: Buffer.from('print("a")').toString('base64'), language: 'PYTHON', format: 'SOURCE' });
  expect(await workspace.getStatus({ path })).toMatchObject({ object_type: 'NOTEBOOK' });

  const { experiment_id = '' } = await experiments.createExperiment({ name: `${path}-experiment`, artifact_location: 'dbfs:/mnt/sdk/sdk' });
  const { run } = await experiments.createRun({ experiment_id });
  const run_id = run?.info?.run_id ?? '';
  await experiments.logBatch({
    run_id,
    params: [{ key: 'alpha', value: '0.01' }],
    metrics: [{ key: 'rmse', value: 71, timestamp: 1, step: 0 }],
  });
  await experiments.updateRun({ run_id, status: 'FINISHED' });
  const runs = [];
  for await (const found of experiments.searchRuns({ experiment_ids: [experiment_id] })) runs.push(found);
  expect(runs).toMatchObject([
    { info: { run_id, status: 'FINISHED', artifact_uri: `dbfs:/mnt/sdk/sdk/${run_id}/artifacts` }, data: { params: [{ key: 'alpha' }] } },
  ]);
});
