import { afterAll, expect, test, vi } from 'vitest';
import { databricks } from '../databricks';
import { Run } from '../http';
import { access, answering, isCall, troubleOf } from './answering';
import { answers, refusals } from './databricks';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const asOf = (more = {}) =>
  databricks.client(new Run({ ...access, ...more }, { deadlineMs: 2000 }), [])('adb-1234567890.1.azuredatabricks.net');
const exampleOf = (asked: Parameters<typeof isCall>[1]) => answers.find(({ call }) => isCall(call, asked)) ?? { status: 404, body: '' };

test('clusters, in states and with fields of several ages', async () => {
  server.answer(exampleOf);
  expect((await asOf().clusters()).rows).toMatchObject([
    {
      cluster_id: '1234-567890-reef123',
      state: 'TERMINATED',
      termination_reason: { code: 'INACTIVITY', type: 'SUCCESS' },
      num_workers: 30,
    },
    { effective_spark_version: '16.4.x-cpu-ml-scala2.12', autoscale: { min_workers: 1 }, is_single_node: true },
  ]);
  expect(server.asked).toHaveLength(1); // "" ends the pages
});

test('who, versions, machines and warehouses', async () => {
  server.answer(exampleOf);
  const asked = asOf();
  expect(await asked.currentUser()).toMatchObject({ userName: 'someone@example.com' });
  expect(await asked.sparkVersions()).toEqual([{ key: '16.4.x-cpu-ml-scala2.12', name: expect.stringContaining('LTS ML') }]);
  expect(await asked.nodeTypes()).toMatchObject([
    { num_gpus: 0 },
    { node_info: { status: ['NotEnabledOnSubscription', expect.any(String)] } },
  ]);
  expect((await asked.warehouses()).rows).toMatchObject([{ state: 'STOPPED', odbc_params: { port: 443 }, health: { status: 'HEALTHY' } }]);
});

test('DBFS and the setting that switches it off', async () => {
  server.answer(exampleOf);
  expect(await asOf().mountNames()).toEqual(['ada']);
  expect(await asOf().isLegacyDbfsDisabled()).toBe(true);
});

test('experiments, runs, artifacts and logged models', async () => {
  server.answer(exampleOf);
  const asked = asOf();
  expect(await asked.experiment('/Users/someone@example.com/lab')).toMatchObject({
    experiment_id: '1234567890',
    lifecycle_stage: 'active',
  });
  expect(await asked.runs('1234567890')).toMatchObject([
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'able-ant-1',
      status: 'FINISHED',
      params: { n_estimators: '10' },
      metrics: { auc: 0.9 },
    },
    { status: 'RUNNING', params: {}, metrics: {} },
  ]);
  expect(await asked.hasArtifact('x', 'model', 'MLmodel')).toBe(true);
  expect(await asked.loggedModels('1234567890', 'x')).toMatchObject([{ model_id: 'm-0123456789abcdef', status: 'LOGGED_MODEL_READY' }]);
});

test('an empty list is left out of its answer', async () => {
  server.answer((asked) => (asked.path.endsWith('/Me') ? exampleOf(asked) : { body: {} }));
  expect((await asOf().clusters()).rows).toEqual([]);
  expect(await asOf().mountNames()).toEqual([]);
});

test.each(refusals)('a refusal: $status, $means ($source)', async ({ means: { words, ...means }, ...spoken }) => {
  server.answer((asked) => (asked.path.endsWith('/Me') ? exampleOf(asked) : spoken));
  const detail = await troubleOf(asOf().clusters());
  expect(detail).toMatchObject({ cloud: 'Databricks', status: spoken.status, ...means });
  if (words) expect(detail.words?.message).toMatch(words);
});

test.each(refusals.filter(({ means }) => means.words && !means.words.test('lacks a permission')))(
  'nobody is told that they never opened the workspace for $source',
  async ({ means, ...spoken }) => {
    server.answer(() => spoken);
    expect((await troubleOf(asOf().currentUser())).words?.message).toMatch(means.words ?? '');
  },
);

test('what is not there', async () => {
  const absent = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "Node named '/Users/x/y' does not exist" };
  server.answer(() => ({ status: 404, body: absent }));
  expect(await asOf().experiment('/Users/x/y')).toBeNull();
  expect(await asOf().mountNames()).toEqual([]);
});
