// Databricks' REST API through its own JavaScript client where that has the call, and over HTTP where only MLflow has it.
import https from 'node:https';
import { WorkspaceClient } from '@databricks/sdk-experimental';
import { beforeAll, describe, expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';

const hands = await practiceHands();
const { practice } = hands;
const member = await hands.newcomer('Dario Databricks');
const host = await hands.openWorkspace(member, 'dario-lab');
const resource = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
const token = await hands.token(member, resource);
const { Agent } = https;
https.Agent = class extends Agent {
  constructor(options: https.AgentOptions = {}) {
    super({ ...options, proxyEnv: process.env } as https.AgentOptions); // its own agent would bypass the proxy
  }
};
const client = new WorkspaceClient({ host: `https://${host}`, token, authType: 'pat' });
const { clusters, clusterPolicies, experiments, workspace, dbfs, statementExecution, warehouses } = client;

// biome-ignore lint/suspicious/noExplicitAny: the practice cloud's answers; each test says what it expects of them
type Any = any;
async function ask(method: string, path: string, body?: unknown): Promise<Any> {
  const response = await fetch(`https://${host}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return text.startsWith('{') ? { status: response.status, ...JSON.parse(text) } : { status: response.status, text };
}
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const home = `/Users/${member.upn}`;

test('a cluster is edited, restarted and removed, its events come page by page, and what it cannot have is refused', async () => {
  const specification = {
    spark_version: '16.4.x-scala2.12',
    node_type_id: 'Standard_D4ds_v5',
    num_workers: 0,
    autotermination_minutes: 60,
  };
  const { cluster_id = '' } = await clusters.create({ ...specification, cluster_name: 'edits', spark_env_vars: { A: 'b' } });
  await practice('/clock', { advanceSeconds: 300 });
  expect(await clusters.get({ cluster_id })).toMatchObject({ state: 'RUNNING', spark_env_vars: { A: 'b' } });
  await clusters.edit({ ...specification, cluster_id, cluster_name: 'edited' });
  expect(await clusters.get({ cluster_id })).toMatchObject({ cluster_name: 'edited', state: 'PENDING' });
  await practice('/clock', { advanceSeconds: 300 });
  await clusters.restart({ cluster_id });
  expect((await clusters.get({ cluster_id })).state).toBe('PENDING');
  const events = await all(clusters.events({ cluster_id, limit: 1, order: 'ASC' }));
  expect(events.map((e) => e.type)).toEqual(['CREATING', 'EDITED', 'RESTARTING', 'RESTARTING']);
  expect(await all(clusters.events({ cluster_id, event_types: ['EDITED'] }))).toHaveLength(1);
  await expect(
    clusters.create({ ...specification, cluster_name: 'x', autoscale: { min_workers: 1, max_workers: 2 } }),
  ).rejects.toMatchObject({
    errorCode: 'NOT_IMPLEMENTED',
  });
  await clusters.permanentDelete({ cluster_id });
  expect(await all(clusters.list({}))).toEqual([]);
  const [policy] = await all(clusterPolicies.list({}));
  expect(await clusterPolicies.get({ policy_id: policy?.policy_id ?? '' })).toMatchObject({ name: 'Personal Compute' });
});

test('a list of clusters comes page by page', async () => {
  await hands.atOnce(async () => {
    for (let i = 0; i < 5; i++) await hands.createCluster(member, host, { cluster_name: `page-${i}` });
  });
  expect(await all(clusters.list({ page_size: 2 }))).toHaveLength(5);
  expect(await all(clusters.list({ filter_by: { cluster_states: ['TERMINATED'] } }))).toEqual([]);
});

describe('statements', () => {
  let warehouse_id = '';
  beforeAll(async () => {
    [{ id: warehouse_id = '' } = {}] = await all(warehouses.list({}));
  });
  const run = (statement: string, more: object = {}) => statementExecution.executeStatement({ warehouse_id, statement, ...more });

  test('wait for the warehouse, unless they are cancelled', async () => {
    const { statement_id = '' } = await run('SELECT 1');
    await statementExecution.cancelExecution({ statement_id });
    expect((await statementExecution.getStatement({ statement_id })).status?.state).toBe('CANCELED');
    expect((await run('SELECT 1', { on_wait_timeout: 'CANCEL' })).status?.state).toBe('CANCELED');
    await practice('/clock', { advanceSeconds: 120 });
    expect((await statementExecution.getStatement({ statement_id })).status?.state).toBe('CANCELED');
  });

  test('answer the columns they ask for, cut where they are told to, and in chunks', async () => {
    const { statement_id = '', ...answer } = await run('select fare_amount as fare, pickup_zip from trips', {
      catalog: 'samples',
      schema: 'nyctaxi',
      row_limit: 2,
    });
    expect(answer.manifest?.schema?.columns?.map((c) => c.name)).toEqual(['fare', 'pickup_zip']);
    expect(answer).toMatchObject({
      manifest: { truncated: true },
      result: {
        data_array: [
          ['19.0', '10282'],
          ['3.5', '10110'],
        ],
      },
    });
    const chunk = await statementExecution.getStatementResultChunkN({ statement_id, chunk_index: 0 });
    expect(chunk.data_array).toHaveLength(2);
    expect((await run('select nothing from samples.nyctaxi.trips')).status).toMatchObject({ state: 'FAILED' });
    await expect(run('SELECT 1', { disposition: 'EXTERNAL_LINKS' })).rejects.toMatchObject({ errorCode: 'NOT_IMPLEMENTED' });
  });

  test('read a table that Unity Catalog knows', async () => {
    expect(await ask('GET', '/api/2.1/unity-catalog/tables/samples.nyctaxi.trips')).toMatchObject({ table_type: 'MANAGED' });
    expect(await ask('GET', '/api/2.1/unity-catalog/tables/samples.nyctaxi.other/exists')).toMatchObject({ table_exists: false });
    expect((await ask('GET', '/api/2.1/unity-catalog/tables/samples.nyctaxi.other')).status).toBe(404);
  });
});

test('DBFS has directories, moves, and deletes what is full only when told to', async () => {
  await dbfs.mkdirs({ path: '/tmp/dario/empty' });
  expect(await dbfs.getStatus({ path: '/tmp/dario/empty' })).toMatchObject({ is_dir: true });
  expect((await all(dbfs.list({ path: '/tmp/dario' }))).map((f) => f.path)).toEqual(['/tmp/dario/empty']);
  for (const [method, name] of [
    ['PUT', 'a.txt'],
    ['POST', 'b.txt'],
  ] as const)
    await ask(method, `/dbfs/tmp/dario/${name}`, name);
  expect((await ask('GET', '/dbfs/tmp/dario/a.txt')).text).toBe('a.txt');
  await dbfs.move({ source_path: '/tmp/dario/a.txt', destination_path: '/tmp/dario/empty/c.txt' });
  expect((await ask('GET', '/dbfs/tmp/dario/a.txt')).status).toBe(404);
  expect((await ask('GET', '/dbfs/tmp/dario/empty/c.txt')).text).toBe('a.txt');
  await expect(dbfs.move({ source_path: '/tmp/dario/b.txt', destination_path: '/tmp/dario/empty' })).rejects.toThrow();
  await expect(dbfs.delete({ path: '/tmp/dario' })).rejects.toThrow();
  expect((await ask('GET', '/dbfs/tmp/dario/b.txt')).text).toBe('b.txt');
  await dbfs.delete({ path: '/tmp/dario', recursive: true });
  await expect(dbfs.getStatus({ path: '/tmp/dario' })).rejects.toThrow();
  const setting = await ask('GET', '/api/2.0/settings/types/disable_legacy_dbfs/names/default');
  expect(setting).toMatchObject({ disable_legacy_dbfs: { value: false } });
  const catalog = await ask('GET', '/api/2.0/settings/types/default_namespace_ws/names/default');
  expect(catalog).toMatchObject({ namespace: { value: 'hive_metastore' } });
});

test('the workspace has folders, and a notebook of either format', async () => {
  await workspace.mkdirs({ path: `${home}/folder` });
  const notebook = {
    cells: [
      { cell_type: 'markdown', source: ['# x'] },
      { cell_type: 'code', source: ['a = 1\n', 'b'] },
    ],
    nbformat: 4,
  };
  const content = Buffer.from(JSON.stringify(notebook)).toString('base64');
  const path = `${home}/folder/imported`;
  await workspace.import({ path, content, format: 'JUPYTER' });
  await expect(workspace.import({ path, content, format: 'JUPYTER' })).rejects.toThrow();
  await expect(workspace.import({ path: `${path}2`, content, format: 'DBC' })).rejects.toMatchObject({ errorCode: 'NOT_IMPLEMENTED' });
  await expect(workspace.import({ path: `${path}2`, content, language: 'SCALA' })).rejects.toMatchObject({ errorCode: 'NOT_IMPLEMENTED' });
  const source = await workspace.export({ path, format: 'SOURCE' });
  expect(Buffer.from(source.content ?? '', 'base64').toString()).toBe('# Databricks notebook source\na = 1\nb\n');
  expect((await workspace.export({ path, format: 'JUPYTER' })).file_type).toBe('ipynb');
  expect((await all(workspace.list({ path: home }))).map((o) => [o.path, o.object_type])).toContainEqual([`${home}/folder`, 'DIRECTORY']);
  await expect(workspace.delete({ path: `${home}/folder` })).rejects.toMatchObject({ errorCode: 'DIRECTORY_NOT_EMPTY' });
  await workspace.delete({ path: `${home}/folder`, recursive: true });
  await expect(workspace.getStatus({ path })).rejects.toMatchObject({ errorCode: 'RESOURCE_DOES_NOT_EXIST' });
});

test('an imported notebook is run in the console, up to the cell that is not understood', async () => {
  await hands.atOnce(() => hands.createCluster(member, host, { cluster_name: 'for-cells' }));
  const path = `${home}/to-run`;
  const cells = ['print("first")', 'spark.sql("drop table x")', 'print("third")'].join('\n\n# COMMAND ----------\n\n');
  await workspace.import({ path, content: Buffer.from(cells).toString('base64'), language: 'PYTHON', format: 'SOURCE' });
  const page = `https://${host}/notebook?path=${encodeURIComponent(path)}`;
  const headers = { accept: 'text/html', cookie: `practice_who=${encodeURIComponent(member.upn)}` };
  expect(await (await fetch(page, { headers })).text()).toContain('Not run yet.');
  await fetch(page, { method: 'POST', body: new URLSearchParams({ all: '1' }), headers, redirect: 'manual' });
  const text = await (await fetch(page, { headers })).text();
  expect(text).toContain('<code>first</code>');
  expect(text).toContain('NotImplementedError');
  expect(text).not.toContain('<code>third</code>');
});

test('a context runs commands, is asked how it is, and a command that is over is cancelled in vain', async () => {
  const clusterId = await hands.atOnce(() => hands.createCluster(member, host, { cluster_name: 'for-commands' }));
  const { id: contextId } = await ask('POST', '/api/1.2/contexts/create', { clusterId, language: 'python' });
  const where = `clusterId=${clusterId}&contextId=${contextId}`;
  expect(await ask('GET', `/api/1.2/contexts/status?${where}`)).toMatchObject({ status: 'Running' });
  const { id: commandId } = await ask('POST', '/api/1.2/commands/execute', {
    clusterId,
    contextId,
    language: 'python',
    command: 'x = open("y")',
  });
  const status = await ask('GET', `/api/1.2/commands/status?${where}&commandId=${commandId}`);
  expect(status.results).toMatchObject({ resultType: 'error', cause: expect.stringContaining('does not simulate') });
  expect((await ask('POST', '/api/1.2/commands/cancel', { clusterId, contextId, commandId })).status).toBe(200);
  expect((await ask('POST', '/api/1.2/commands/cancel', { clusterId, contextId, commandId: 'x' })).status).toBe(404);
  expect((await ask('POST', '/api/1.2/contexts/create', { clusterId, language: 'scala' })).status).toBe(501);
});

describe('an experiment', () => {
  let experiment_id = '';
  beforeAll(async () => {
    ({ experiment_id = '' } = await experiments.createExperiment({ name: `${home}/searched` }));
  });
  const start = async (alpha: string, rmse: number) => {
    const { run } = await experiments.createRun({ experiment_id, tags: [{ key: 'mlflow.user', value: 'root' }] });
    const run_id = run?.info?.run_id ?? '';
    await experiments.logParam({ run_id, key: 'alpha', value: alpha });
    for (const [step, value] of [rmse + 1, rmse].entries())
      await experiments.logMetric({ run_id, key: 'rmse', value, timestamp: step, step });
    return run_id;
  };
  const found = async (search: object) => {
    const runs = await all(experiments.searchRuns({ experiment_ids: [experiment_id], ...search }));
    return runs.map((r) => r.data?.params?.[0]?.value);
  };

  test('is searched by filter, in order and page by page', async () => {
    for (const [alpha, rmse] of [
      ['0.1', 3],
      ['0.2', 1],
      ['0.3', 2],
    ] as const)
      await start(alpha, rmse);
    expect(await found({ filter: 'metrics.rmse < 3', order_by: ['metrics.rmse ASC'] })).toEqual(['0.2', '0.3']);
    expect(await found({ filter: "params.alpha = '0.1'" })).toEqual(['0.1']);
    expect(await found({ order_by: ['metrics.rmse DESC'], max_results: 2 })).toEqual(['0.1', '0.3', '0.2']);
    await expect(found({ filter: 'nonsense' })).rejects.toMatchObject({ errorCode: 'INVALID_PARAMETER_VALUE' });
  });

  test('has runs that keep a metric’s history, and are whose the token was, whatever the tag says', async () => {
    const run_id = await start('0.4', 5);
    const { run } = await experiments.getRun({ run_id });
    expect(run?.data?.metrics).toMatchObject([{ key: 'rmse', value: 5 }]);
    expect((await all(experiments.getHistory({ run_id, metric_key: 'rmse', max_results: 1 }))).map((m) => m.value)).toEqual([6, 5]);
    expect([run?.info?.user_id, run?.data?.tags?.find((t) => t.key === 'mlflow.user')?.value]).toEqual([member.upn, 'root']);
    await expect(experiments.logParam({ run_id, key: 'alpha', value: '9' })).rejects.toMatchObject({
      errorCode: 'INVALID_PARAMETER_VALUE',
    });
  });

  test('is tagged, renamed, deleted with its runs and brought back', async () => {
    const run_id = await start('0.5', 7);
    await experiments.setTag({ run_id, key: 'a', value: '1' });
    await experiments.deleteTag({ run_id, key: 'a' });
    await expect(experiments.deleteTag({ run_id, key: 'a' })).rejects.toMatchObject({ errorCode: 'RESOURCE_DOES_NOT_EXIST' });
    await experiments.logModel({ run_id, model_json: '{"x":1}' });
    await experiments.logInputs({ run_id, datasets: [{ dataset: { name: 'd', digest: '1', source_type: 't', source: 's' } }] });
    const { run } = await experiments.getRun({ run_id });
    expect(run?.inputs?.dataset_inputs).toHaveLength(1);
    expect(run?.data?.tags?.find((t) => t.key === 'mlflow.log-model.history')?.value).toBe('[{"x":1}]');
    await experiments.deleteRun({ run_id });
    await expect(experiments.logParam({ run_id, key: 'b', value: '1' })).rejects.toThrow();
    expect(await found({ run_view_type: 'DELETED_ONLY' })).toEqual(['0.5']);
    await experiments.restoreRun({ run_id });
    expect(await found({ filter: "params.alpha = '0.5'" })).toEqual(['0.5']);

    await experiments.setExperimentTag({ experiment_id, key: 'team', value: 'a' });
    await experiments.updateExperiment({ experiment_id, new_name: `${home}/renamed` });
    const { experiment } = await experiments.getExperiment({ experiment_id });
    expect(experiment).toMatchObject({ name: `${home}/renamed`, tags: expect.arrayContaining([{ key: 'team', value: 'a' }]) });
    expect(await all(experiments.searchExperiments({ filter: "name LIKE '%renamed'" }))).toHaveLength(1);
    expect(await all(experiments.searchExperiments({ filter: "tags.team = 'b'" }))).toEqual([]);
    await experiments.deleteExperiment({ experiment_id });
    expect(await found({})).toEqual([]);
    await experiments.restoreExperiment({ experiment_id });
    expect(await found({})).toHaveLength(5);
  });
});

test('MLflow 3 writes a model into the default location by signed URLs, and nothing but it', async () => {
  const at = '/api/2.0/mlflow';
  const { experiment_id } = await ask('POST', `${at}/experiments/create`, { name: `${home}/default-location` });
  const { run } = await ask('POST', `${at}/runs/create`, { experiment_id });
  const { run_id } = run.info;
  const { model } = await ask('POST', `${at}/logged-models`, {
    experiment_id,
    name: 'model',
    source_run_id: run_id,
    model_type: 'sklearn',
  });
  const { model_id, artifact_uri } = model.info;
  expect(artifact_uri).toMatch(/^dbfs:\/databricks\/mlflow-tracking\/\d+\/logged_models\/m-/);
  const one = `${at}/logged-models/${model_id}`;
  const { credentials } = await ask('POST', `${one}/artifacts/credentials-for-upload`, { paths: ['MLmodel'] });
  const { signed_uri, type } = credentials[0].credential_info;
  expect(type).toBe('AZURE_SAS_URI');
  const put = (url: string) => fetch(url, { method: 'PUT', body: 'flavors: {}', headers: { 'x-ms-blob-type': 'BlockBlob' } });
  expect((await put(signed_uri)).status).toBe(201);
  expect((await put(signed_uri.replace('MLmodel', 'other'))).status).toBe(403);
  expect((await fetch(signed_uri)).status).toBe(403); // it writes, and does not read
  const read = await ask('POST', `${one}/artifacts/credentials-for-download`, { paths: ['MLmodel'] });
  expect(await (await fetch(read.credentials[0].credential_info.signed_uri)).text()).toBe('flavors: {}');
  expect(await ask('GET', `${one}/artifacts/directories`)).toMatchObject({ files: [{ path: 'MLmodel', is_dir: false, file_size: 11 }] });

  const written = await ask('POST', `${at}/artifacts/credentials-for-write`, { run_id, path: ['notes/a.txt'] });
  await put(written.credential_infos[0].signed_uri);
  expect(await ask('GET', `${at}/artifacts/list?run_id=${run_id}&path=notes`)).toMatchObject({ files: [{ path: 'notes/a.txt' }] });
  const back = await ask('POST', `${at}/artifacts/credentials-for-read`, { run_id, path: ['notes/a.txt'] });
  expect((await fetch(back.credential_infos[0].signed_uri)).status).toBe(200);
  expect((await ask('POST', `${at}/artifacts/credentials-for-write`, { run_id, path: ['../x'] })).status).toBe(400);

  await ask('PATCH', one, { model_id, status: 'LOGGED_MODEL_READY' });
  await ask('POST', `${one}/params`, { params: [{ key: 'alpha', value: '1' }] });
  await ask('PATCH', `${one}/tags`, {
    tags: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
  });
  await ask('DELETE', `${one}/tags/a`);
  await ask('POST', `${at}/runs/outputs`, { run_id, models: [{ model_id, step: 0 }] });
  await ask('POST', `${at}/runs/log-metric`, { run_id, key: 'rmse', value: 3, timestamp: 1, model_id });
  const whole = await ask('GET', one);
  expect(whole.model).toMatchObject({
    info: { status: 'LOGGED_MODEL_READY', tags: [{ key: 'b', value: '2' }] },
    data: { params: [{ key: 'alpha', value: '1' }], metrics: [{ key: 'rmse', value: 3 }] },
  });
  const search = (filter: string) => ask('POST', `${at}/logged-models/search`, { experiment_ids: [experiment_id], filter });
  expect((await search(`source_run_id = '${run_id}' AND metrics.rmse < 4`)).models).toHaveLength(1);
  expect((await search("name = 'other'")).models).toEqual([]);
  await ask('DELETE', one);
  expect((await ask('GET', one)).status).toBe(404);
});
