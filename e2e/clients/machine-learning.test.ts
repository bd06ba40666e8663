// MLflow, DBFS, notebooks' cells and command execution of the practice workspace, over HTTP as outside clients use them.
import { beforeAll, describe, expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';

const hands = await practiceHands();
const { practice } = hands;
const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
const member = await hands.newcomer('Mona Mlflow');
let host = '';
let cluster = '';

const ask = (method: string, path: string, body?: unknown) =>
  hands.call(member, databricks, method, `https://${host}${path}`, body) as Promise<Record<string, never>>; // our own practice cloud's shapes
const refusal = (method: string, path: string, body?: unknown) =>
  ask(method, path, body).then(
    () => 'no refusal',
    (error: Error) => error.message,
  );

/** Runs one cell after another in one context, as a notebook would. */
async function run(...cells: string[]): Promise<{ resultType: string; data?: string; cause?: string }[]> {
  const { id: contextId } = await ask('POST', '/api/1.2/contexts/create', { clusterId: cluster, language: 'python' });
  const results = [];
  for (const command of cells) {
    const { id } = await ask('POST', '/api/1.2/commands/execute', { clusterId: cluster, contextId, language: 'python', command });
    results.push(
      (await ask('GET', `/api/1.2/commands/status?clusterId=${cluster}&contextId=${contextId}&commandId=${id}`))['results'] ?? {
        resultType: '',
      },
    );
  }
  await ask('POST', '/api/1.2/contexts/destroy', { clusterId: cluster, contextId });
  expect(await refusal('GET', `/api/1.2/contexts/status?clusterId=${cluster}&contextId=${contextId}`)).toContain('ContextNotFound');
  return results;
}

const mountCell = (name: string, more: { secret?: string; container?: string; endpoint?: string } = {}) => `dbutils.fs.mount(
  source='abfss://${more.container ?? 'databricks-demo'}@databricksdemodss.dfs.core.windows.net/',
  mount_point='/mnt/${name}',
  extra_configs={
    "fs.azure.account.auth.type": "OAuth",
    "fs.azure.account.oauth2.client.id": "${hands.settings.appClientId}",
    "fs.azure.account.oauth2.client.secret": "${more.secret ?? ''}",
    "fs.azure.account.oauth2.client.endpoint": "https://login.microsoftonline.com/${hands.settings.tenantId}${more.endpoint ?? '/oauth2/token'}"
  }
)`;

/** As much of the lab's first cell as makes a difference. */
const definition = `from sklearn.datasets import load_diabetes
data = load_diabetes(as_frame=True).frame

def train_diabetes(data, alpha, l1_ratio, experiment):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="model")`;

beforeAll(async () => {
  host = await hands.openWorkspace(member, 'mona-lab');
  cluster = await hands.atOnce(() => hands.createCluster(member, host, { spark_version: '16.4.x-scala2.12' }));
});

describe('mounting', () => {
  test.each([
    ['a wrong secret', { secret: 'x' }, 'AADSTS7000215'],
    ['the second version’s endpoint', { endpoint: '/oauth2/v2.0/token' }, 'v1'],
  ])('%s is refused as in a real notebook', async (_, more, said) => {
    expect(await run(mountCell('mona', more))).toMatchObject([{ resultType: 'error', cause: expect.stringContaining(said) }]);
  });
  test('a right one is there for mounts(), DBFS and the next attempt', async () => {
    const { value: secret } = await hands.dss.clientSecret(member);
    const [done, mounts, again, elsewhere] = await run(
      mountCell('mona', { secret }),
      'import json\nprint(json.dumps([(m.mountPoint, m.source) for m in dbutils.fs.mounts()]))',
      mountCell('mona', { secret }),
      mountCell('other', { secret, container: 'nothing' }),
    );
    expect(done).toEqual({ resultType: 'text', data: 'True' });
    expect(JSON.parse(mounts?.data ?? '')).toContainEqual({
      mountPoint: '/mnt/mona',
      source: 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/',
    });
    expect(again?.cause).toContain('Directory already mounted: /mnt/mona');
    expect(elsewhere?.cause).toContain('FilesystemNotFound');
    expect(await ask('GET', '/api/2.0/dbfs/list?path=/mnt')).toEqual({
      files: [{ path: '/mnt/mona', is_dir: true, file_size: 0, modification_time: 0 }],
    });
  });
});

describe('training', () => {
  const experiment = () => `/Users/${member.upn}/diabetes`;
  test('before it is defined, or into no place at all, it fails', async () => {
    const [undefinedYet, , nowhere] = await run(
      'train_diabetes(data, 0.01, 0.01, "/x")',
      definition,
      'train_diabetes(data, 0.01, 0.01, "diabetes")',
    );
    expect(undefinedYet?.cause).toContain("name 'train_diabetes' is not defined");
    expect(nowhere?.cause).toContain('must be an absolute path');
  });
  test('on MLflow 2 the model is an artifact of its run, in the storage account', async () => {
    await ask('POST', '/api/2.0/mlflow/experiments/create', { name: experiment(), artifact_location: 'dbfs:/mnt/mona/mona/mlflow' });
    const { experiment: found } = await ask(
      'GET',
      `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(experiment())}`,
    );
    const { experiment_id: id } = found as unknown as { experiment_id: string }; // as above
    await run(definition, `train_diabetes(data, 0.01, 0.01, "${experiment()}")`);
    const { runs } = (await ask('POST', '/api/2.0/mlflow/runs/search', { experiment_ids: [id] })) as unknown as {
      runs: { info: { run_id: string } }[];
    }; // as above
    expect(runs).toMatchObject([
      {
        info: { status: 'FINISHED', user_id: member.upn },
        data: {
          params: expect.arrayContaining([{ key: 'alpha', value: '0.01' }]),
          metrics: expect.arrayContaining([expect.objectContaining({ key: 'rmse' })]),
        },
      },
    ]);
    const runId = runs[0]?.info.run_id;
    expect(await ask('GET', `/api/2.0/mlflow/artifacts/list?run_id=${runId}&path=model`)).toMatchObject({
      files: expect.arrayContaining([expect.objectContaining({ path: 'model/MLmodel' })]),
    });
    expect(await ask('GET', `/api/2.0/dbfs/list?path=/mnt/mona/mona/mlflow/${runId}/artifacts`)).toMatchObject({
      files: [{ is_dir: true }],
    });
  });
  test('on MLflow 3 it is a logged model with a place of its own', async () => {
    const three = await hands.atOnce(() => hands.createCluster(member, host, { spark_version: '17.3.x-cpu-ml-scala2.13' }));
    const before = cluster;
    cluster = three;
    await run(definition, `train_diabetes(data, 0.01, 0.01, "${experiment()}")`);
    cluster = before;
    const { experiment: found } = await ask(
      'GET',
      `/api/2.0/mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(experiment())}`,
    );
    const { experiment_id: id } = found as unknown as { experiment_id: string }; // as above
    const { models } = (await ask('POST', '/api/2.0/mlflow/logged-models/search', { experiment_ids: [id] })) as unknown as {
      models: { info: { artifact_uri: string } }[];
    }; // as above
    expect(models).toMatchObject([
      { info: { status: 'LOGGED_MODEL_READY', artifact_uri: expect.stringMatching(/^dbfs:\/mnt\/mona\/mona\/mlflow\/models\/m-/) } },
    ]);
    expect(await ask('GET', `/api/2.0/dbfs/list?path=${models[0]?.info.artifact_uri.slice(5)}`)).toMatchObject({
      files: expect.arrayContaining([expect.objectContaining({ is_dir: false })]),
    });
  });
});

test('DBFS: a file in blocks is read back, and a file that is there is not overwritten by chance', async () => {
  const { handle } = await ask('POST', '/api/2.0/dbfs/create', { path: '/tmp/a.txt' });
  for (const block of ['hello ', 'world'])
    await ask('POST', '/api/2.0/dbfs/add-block', { handle, data: Buffer.from(block).toString('base64') });
  await ask('POST', '/api/2.0/dbfs/close', { handle });
  const { data } = await ask('GET', '/api/2.0/dbfs/read?path=/tmp/a.txt');
  expect(Buffer.from(String(data), 'base64').toString()).toBe('hello world');
  expect(await refusal('POST', '/api/2.0/dbfs/put', { path: '/tmp/a.txt', contents: '' })).toContain('RESOURCE_ALREADY_EXISTS');
  expect(await refusal('GET', '/api/2.0/dbfs/list?path=/nowhere')).toContain('RESOURCE_DOES_NOT_EXIST');
});

test('a notebook is imported, listed and exported as source', async () => {
  const path = `/Users/${member.upn}/lab`;
  const content = Buffer.from('# Databricks notebook source\nprint("a")\n\n# COMMAND ----------\n\nprint("b")').toString('base64');
  await ask('POST', '/api/2.0/workspace/import', { path, content, language: 'PYTHON' });
  expect(await ask('GET', `/api/2.0/workspace/list?path=/Users/${member.upn}`)).toMatchObject({
    objects: [{ path, object_type: 'NOTEBOOK', language: 'PYTHON' }],
  });
  const exported = await ask('GET', `/api/2.0/workspace/export?path=${encodeURIComponent(path)}&format=SOURCE`);
  expect(Buffer.from(String(exported['content']), 'base64').toString()).toContain('# COMMAND ----------');
});

test('nobody else’s cells run on a single-user cluster, and none on one that is off', async () => {
  const other = await hands.newcomer('Nils Notme');
  await hands.launch(other, host);
  const create = (who: typeof member) =>
    hands.call(who, databricks, 'POST', `https://${host}/api/1.2/contexts/create`, { clusterId: cluster, language: 'python' });
  await expect(create(other)).rejects.toThrow('Single-user check failed');
  await practice('/rules', { clusterSeconds: 300 });
  const cold = await hands.createCluster(member, host);
  expect(await refusal('POST', '/api/1.2/contexts/create', { clusterId: cold, language: 'python' })).toContain('INVALID_STATE');
});
