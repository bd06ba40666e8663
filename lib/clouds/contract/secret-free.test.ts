// Answers in which people and services put secrets: none gets past the client that reads them.
import { afterAll, expect, test, vi } from 'vitest';
import { azure } from '../azure';
import { databricks } from '../databricks';
import { type Evidence, Run } from '../http';
import { access, answering } from './answering';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const secret = 'c2VjcmV0LXNlY3JldA==';
const at = { subscriptionId: '11111111-1111-1111-1111-111111111111', resourceGroup: 'rg', workspaceName: 'lab' };
const headers = { 'set-cookie': `session=${secret}`, 'x-ms-request-id': 'request-1', 'x-ms-correlation-request-id': 'correlation-1' };
const isPrivate = { keyVaultProperties: { keyName: secret } };
const workspace = {
  id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/lab',
  name: 'lab',
  location: 'uksouth',
  properties: { provisioningState: 'Succeeded', encryption: isPrivate, parameters: { storageKey: { value: secret } } },
};
const cluster = {
  cluster_id: 'c1',
  state: 'TERMINATED',
  spark_version: '16.4.x-scala2.12',
  spark_conf: { 'spark.master': 'local[*]', 'fs.azure.account.key.store.dfs.core.windows.net': secret, password: secret },
  spark_env_vars: { TOKEN: secret },
  termination_reason: { code: 'X', type: 'CLIENT_ERROR', parameters: { azure_error_code: 'Quota', instance_id: secret } },
};

test('of a workspace in Azure neither a header nor a key is kept, and that it has a key of its own is', async () => {
  server.answer(() => ({ headers, body: workspace }));
  const found = await azure.client(new Run(access), []).databricksWorkspace(at);
  expect(JSON.stringify({ ...found, headers: [...(found?.headers ?? [])] })).not.toContain(secret);
  expect(found?.body.properties.encryption).toBe(true);
});

test('of a cluster’s configuration only what is read is kept', async () => {
  server.answer(() => ({ body: { clusters: [cluster] } }));
  const { rows } = await databricks.client(new Run(access), [])('adb-5504218931760442.2.azuredatabricks.net').clusters();
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(rows).toMatchObject([
    { spark_conf: { 'spark.master': 'local[*]' }, termination_reason: { parameters: { azure_error_code: 'Quota' } } },
  ]);
});

test('a request is noted with both ids by which a vendor’s support finds it, and with no header besides', async () => {
  server.answer(() => ({ headers, body: workspace }));
  const evidence: Evidence[] = [];
  await azure.client(new Run(access), evidence).databricksWorkspace(at);
  expect(evidence).toMatchObject([{ requestId: 'request-1', correlationId: 'correlation-1', status: 200 }]);
  expect(JSON.stringify(evidence)).not.toContain(secret);
});

test('without one there is none', async () => {
  server.answer(() => ({ body: { clusters: [] } }));
  const evidence: Evidence[] = [];
  await databricks.client(new Run(access), evidence)('adb-5504218931760442.2.azuredatabricks.net').clusters();
  expect(evidence[0]).not.toHaveProperty('correlationId');
});
