// What the practice DSS does not simulate of a body it refuses in DSS's own error shape, and does nothing of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Any, askingAs, control, practice } from './asking.ts';

const dss = askingAs('bodo.body');
const notPractised = {
  status: 501,
  body: { errorType: expect.stringContaining('NotImplemented'), message: expect.stringContaining('simulate') },
};

const at = '/projects/BODO';
const items = (...refs: string[]) => ({ main: { items: refs.map((ref) => ({ ref })) } });
const table = { connection: 'bodo-lab-cluster', mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips' };
const managed = { connectionId: 'bodo-lab-cluster', specificSettings: {} };
const script = 'dataiku.Dataset("b").write_with_schema(dataiku.Dataset("a").get_dataframe())';

beforeAll(async () => {
  await control('/people', { name: 'Bodo Body' });
  await control('/rules', { jobSeconds: 0, importSeconds: 0 });
  await control('/seed', { upn: 'bodo.body@practice.example', workspace: 'bodo-lab', cluster: true, dss: true });
  await dss('POST', '/projects/', { projectKey: 'BODO', name: 'Bodo' });
  const schema = { columns: [{ name: 'a', type: 'int' }], userModified: false };
  await dss('POST', `${at}/datasets/`, { name: 'a', type: 'Databricks', params: table, schema, formatParams: {} });
  await dss('POST', `${at}/datasets/managed`, { name: 'b', creationSettings: managed });
  await dss('POST', `${at}/managedfolders/`, { name: 'f', type: 'Azure', params: { connection: 'common-adls', path: '/bodo' } });
});
afterAll(() => control('/rules', { jobSeconds: 30, importSeconds: 10 }));

test.each<[string, string, Any]>([
  ['a project with settings', '/projects/', { projectKey: 'BODO2', name: 'x', settings: { variables: { a: 1 } } }],
  ['a project with tags', '/projects/', { projectKey: 'BODO2', name: 'x', tags: ['a'] }],
  ['a dataset of a query', `${at}/datasets/`, { name: 'q', type: 'Databricks', params: { ...table, mode: 'query', query: 'SELECT 1' } }],
  ['a dataset with partitions', `${at}/datasets/`, { name: 'q', type: 'Databricks', params: table, partitioning: { dimensions: [1] } }],
  [
    'a managed dataset with partitions',
    `${at}/datasets/managed`,
    { name: 'q', creationSettings: { ...managed, partitioningOptionId: 'copy:dataset:a' } },
  ],
  [
    'a folder of another container',
    `${at}/managedfolders/`,
    { name: 'g', params: { connection: 'common-adls', path: '/x', container: 'c' } },
  ],
  ['a saved model of another type', `${at}/savedmodels/`, { name: 'm', savedModelType: 'PROXY_MODEL', predictionType: 'REGRESSION' }],
  ['a saved model with a configuration', `${at}/savedmodels/`, { name: 'm', savedModelType: 'MLFLOW_PYFUNC', configuration: { a: 1 } }],
  ['a recursive job', `${at}/jobs/`, { type: 'RECURSIVE_BUILD', outputs: [{ id: 'b', type: 'DATASET' }] }],
  ['a job with two outputs', `${at}/jobs/`, { outputs: [{ id: 'b' }, { id: 'a' }] }],
  ['a job of a partition', `${at}/jobs/`, { outputs: [{ id: 'b', type: 'DATASET', partition: '2026' }] }],
  ['a job that updates schemas', `${at}/jobs/`, { outputs: [{ id: 'b' }], autoUpdateSchemaBeforeEachRecipeRun: true }],
  ['a key that is described', '/personal-api-keys/', { label: 'a', description: 'b' }],
  ['a project’s key with privileges', `${at}/apikeys/`, { label: 'a', projectPrivileges: { admin: true } }],
  ['a query with others before it', '/sql/queries/', { query: 'SELECT 1', connection: 'bodo-lab-cluster', preQueries: ['USE x'] }],
])('%s', async (_, path, body) => {
  const lists = ['/projects/', `${at}/datasets/`, `${at}/managedfolders/`, `${at}/savedmodels/`, `${at}/jobs/`];
  const before = await Promise.all(lists.map((list) => dss('GET', list)));
  expect(await dss('POST', path, body)).toMatchObject(notPractised);
  expect(await Promise.all(lists.map((list) => dss('GET', list)))).toEqual(before);
});

describe('a recipe', () => {
  const made = (recipePrototype: Any, creationSettings: Any = {}) => dss('POST', `${at}/recipes/`, { recipePrototype, creationSettings });
  const sync = { type: 'sync', inputs: items('a'), outputs: items('b') };
  const python = { ...sync, type: 'python' };
  const output = { createOutputDataset: true, outputDatasetSettings: managed };

  test.each<[string, Any, Any]>([
    ['of a type that is not here', { ...sync, type: 'join' }, {}],
    ['in Python with its output', { ...python, outputs: items('c') }, { ...output, script }],
    ['in Python without a script', python, {}],
    ['that is visual, with a script', sync, { script }],
    ['with a key to group by', { ...sync, type: 'grouping' }, { groupKey: 'a' }],
    ['with inputs that are virtual', sync, { virtualInputs: ['a'] }],
    ['made raw', sync, { rawCreation: true }],
    ['with a folder for its output', sync, { createOutputFolder: true }],
    ['that appends', { ...sync, outputs: { main: { items: [{ ref: 'b', appendMode: true }] } } }, {}],
    ['with another role', { ...sync, inputs: { ...items('a'), scriptDeps: items('b').main } }, {}],
    ['with two outputs', { ...sync, outputs: items('b', 'a') }, {}],
    ['with other parameters', { ...sync, params: { engineType: 'DSS', engineParams: { spark: 1 } } }, {}],
    ['with the engine elsewhere', { ...sync, type: 'sampling', params: { engineType: 'DSS' } }, {}],
    ['with partitions of another dataset', python, { script, partitioningOptionId: 'copy:dataset:z' }],
  ])('%s is not made', async (_, prototype, settings) => {
    expect(await made(prototype, settings)).toMatchObject(notPractised);
    expect((await dss('GET', `${at}/recipes/`)).body).toEqual([]);
    expect((await dss('GET', `${at}/datasets/`)).body).toHaveLength(2);
  });

  test.each([
    ['of a dataset that is not there', { ...sync, inputs: items('nowhere') }],
    ['of a name that cannot be', { ...sync, name: 'c d' }],
  ])('%s leaves nothing behind', async (_, prototype) => {
    expect((await made({ ...prototype, outputs: items('c') }, output)).status).toBe(500);
    expect((await dss('GET', `${at}/datasets/`)).body).toHaveLength(2);
  });

  test('as the official client makes one is made, and changed as a whole', async () => {
    const nothing = { createOutputFolder: null, outputFolderSettings: null };
    const code = { ...python, name: null, projectKey: 'BODO', outputs: { main: { items: [{ ref: 'b', appendMode: false }] } } };
    expect(await made(code, { script, partitioningOptionId: 'copy:dataset:a' })).toMatchObject({
      status: 200,
      body: { name: 'compute_b' },
    });
    expect((await dss('GET', `${at}/recipes/compute_b`)).body.payload).toBe(script);
    await dss('DELETE', `${at}/recipes/compute_b`);
    const option = {
      ...managed,
      typeOptionId: null,
      specificSettings: { formatOptionId: null, overrideSQLSchema: null },
      partitioningOptionId: null,
    };
    const visual = { ...sync, outputs: items('c') };
    expect((await made(visual, { ...nothing, createOutputDataset: true, outputDatasetSettings: option })).status).toBe(200);
    const { body: found } = await dss('GET', `${at}/recipes/compute_c`);
    const put = (recipe: Any, payload = found.payload) => dss('PUT', `${at}/recipes/compute_c`, { recipe, payload });
    expect((await put({ ...found.recipe, params: { engineType: 'DSS' } })).status).toBe(200);
    for (const [recipe, payload] of [
      [{ ...found.recipe, tags: ['a'] }],
      [{ ...found.recipe, params: { engineParams: { a: 1 } } }],
      [found.recipe, '{"keys":[{"column":"a"}]}'],
    ])
      expect(await put(recipe, payload)).toMatchObject(notPractised);
    expect((await put({ inputs: items('a'), outputs: items('c'), params: {} })).status).toBe(500); // the rest would be lost
    expect((await put({ ...found.recipe, outputs: items('nowhere') })).status).toBe(500);
    expect((await dss('GET', `${at}/recipes/compute_c`)).body.recipe.params).toEqual({ engineType: 'DSS' });
  });

  test('in Python that does something else fails, and says that it is not simulated', async () => {
    await made(python, { script: 'print("done")' });
    const { body: started } = await dss('POST', `${at}/jobs/`, {
      outputs: [{ type: 'DATASET', id: 'b', projectKey: null, partition: null }],
    });
    const { body: status } = await dss('GET', `${at}/jobs/${started.id}/`);
    const [activity] = Object.values<Any>(status.baseStatus.activities);
    expect([status.baseStatus.state, activity.firstFailure.message]).toEqual([
      'FAILED',
      expect.stringContaining('does not simulate Python'),
    ]);
  });
});

describe('a change', () => {
  const folder = async () => (await dss('GET', `${at}/managedfolders/`)).body[0];
  test.each<[string, number, (found: Any) => Any]>([
    ['that moves it to a connection that is not there', 500, (f) => ({ ...f, params: { ...f.params, connection: 'nowhere' } })],
    ['that moves it to a database', 500, (f) => ({ ...f, params: { ...f.params, connection: 'bodo-lab-cluster' } })],
    ['of its partitions', 501, (f) => ({ ...f, partitioning: { dimensions: [{ name: 'a' }] } })],
    ['of its id', 501, (f) => ({ ...f, id: 'abcdefgh' })],
    ['of a part of it', 500, (f) => ({ params: f.params })],
  ])('of a folder %s', async (_, status, change) => {
    const found = await folder();
    expect((await dss('PUT', `${at}/managedfolders/${found.id}`, change(found))).status).toBe(status);
    expect(await folder()).toEqual(found);
  });
  test.each<[string, number, (found: Any) => Any]>([
    ['of its name', 501, (d) => ({ ...d, name: 'z' })],
    ['that makes it managed', 501, (d) => ({ ...d, managed: true })],
    ['of its tags', 501, (d) => ({ ...d, tags: ['a'] })],
    ['of its connection to one that is not there', 500, (d) => ({ ...d, params: { ...d.params, connection: 'nowhere' } })],
    ['of a part of it', 500, (d) => ({ params: d.params })],
  ])('of a dataset %s', async (_, status, change) => {
    const { body: found } = await dss('GET', `${at}/datasets/a`);
    expect((await dss('PUT', `${at}/datasets/a`, change(found))).status).toBe(status);
    expect((await dss('GET', `${at}/datasets/a`)).body).toEqual(found);
  });
});

test('a version is imported by a form, from a folder, with an environment that is named', async () => {
  const { body: model } = await dss('POST', `${at}/savedmodels/`, { name: 'm', savedModelType: 'MLFLOW_PYFUNC', predictionType: null });
  const [{ id }] = (await dss('GET', `${at}/managedfolders/`)).body;
  const form = new FormData();
  form.set('file', '');
  const bring = (query: Record<string, string>, body?: FormData) =>
    dss('POST', `${at}/savedmodels/${model.id}/versions/0?${new URLSearchParams(query)}`, body);
  expect((await bring({ folderRef: id, path: 'model', codeEnvName: 'x' })).status).toBe(500);
  const strange: Record<string, string>[] = [{ codeEnvName: 'x' }, { folderRef: id, path: 'model', codeEnvName: 'INHERIT' }];
  for (const query of strange) expect(await bring(query, form)).toMatchObject(notPractised);
});

test('only its administrators delete a project, share it, or make keys of it; one of its keys does not', async () => {
  const { key } = (await dss('POST', `${at}/apikeys/`, { label: 'x' })).body;
  const ask = (method: string, path: string) =>
    fetch(`${practice}/dss.practice.example/public/api${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  expect((await ask('GET', `${at}/datasets/`)).status).toBe(200);
  for (const [method, path] of [
    ['DELETE', at],
    ['GET', `${at}/permissions`],
    ['POST', `${at}/apikeys/`],
  ] as const) {
    const answer = await ask(method, path);
    expect([answer.status, (await answer.json()).message]).toEqual([403, 'You may not administer project BODO']);
  }
  expect(await dss('DELETE', `${at}?clearJobAndScenarioLogs=false`)).toMatchObject(notPractised);
});

test('nobody gets a key who is not there, and rows are asked for as they are simulated', async () => {
  const administer = async (path: string, body: unknown) => {
    const headers = { authorization: 'Bearer practice-dss-admin-key' };
    return (await fetch(`${practice}/dss.practice.example/public/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
      .status;
  };
  expect(await administer('/admin/personal-api-keys/', { user: 'nobody', label: 'a' })).toBe(404);
  expect(await administer('/admin/users/', { login: 'bodo2', sourceType: 'LDAP' })).toBe(501);
  expect(await dss('GET', `${at}/datasets/a/data/?format=tsv-excel-header&partitions=2026`)).toMatchObject(notPractised);
});
