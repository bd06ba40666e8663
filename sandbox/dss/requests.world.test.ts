// What the practice DSS does not simulate of a request's parameters it refuses; a log is an activity's, an imported table is there, and
// what was deleted while it was in use is missed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Any, askingAs, control, practice } from './asking.ts';

const dss = askingAs('rika.request');

const at = '/projects/RIKA';
const upn = 'rika.request@practice.example';
const connection = 'rika-lab-cluster';
const table = { connection, mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips' };
const items = (ref: string) => ({ main: { items: [{ ref }] } });

beforeAll(async () => {
  await control('/people', { name: 'Rika Request' });
  await control('/rules', { jobSeconds: 0, codeEnvSeconds: 0 });
  await control('/seed', { upn, workspace: 'rika-lab', cluster: true, dss: true });
  await dss('POST', '/projects/', { projectKey: 'RIKA', name: 'Rika' });
  const schema = { columns: [{ name: 'a', type: 'int' }] };
  await dss('POST', `${at}/datasets/`, { name: 'a', type: 'Databricks', params: table, schema });
  const recipePrototype = { type: 'sync', inputs: items('a'), outputs: items('b') };
  await dss('POST', `${at}/recipes/`, {
    recipePrototype,
    creationSettings: { createOutputDataset: true, outputDatasetSettings: { connectionId: connection } },
  });
});
afterAll(() => control('/rules', { jobSeconds: 30, codeEnvSeconds: 60 }));

describe('a parameter', () => {
  test.each([
    ['GET', '/projects/?includeLocation=true', 'includeLocation'],
    ['GET', '/admin/users/?includeSettings=True', 'includeSettings'],
    ['GET', '/auth/info?withSecrets=true', 'withSecrets'],
    ['GET', `/connections/${connection}/info?contextualProjectKey=RIKA`, 'contextualProjectKey'],
    ['GET', `${at}/datasets/?tags=a`, 'tags'],
    ['GET', `${at}/datasets/a/data/?format=tsv-excel-header&partitions=2026`, 'partitions'],
    ['GET', `${at}/jobs/?limit=1&offset=1`, 'offset'],
    ['DELETE', `${at}/recipes/compute_b?dropOutputs=true`, 'dropOutputs'],
    ['DELETE', `${at}?force=true`, 'force'],
  ])('of %s %s that is not simulated is refused, and nothing is done', async (method, path, name) => {
    const { status, body } = await dss(method, path, undefined, path.startsWith('/admin') ? null : 'rika.request');
    expect([status, body.errorType]).toEqual([501, 'com.dataiku.dip.exceptions.NotImplementedException']);
    expect(body.message).toContain(`does not simulate ${method} /public/api${path.split('?')[0]} with the parameter '${name}'`);
    expect((await dss('GET', `${at}/recipes/`)).body).toHaveLength(1);
  });

  test.each(['/projects/?includeLocation=False', '/auth/info?withSecrets=false', `${at}/timeline?itemCount=100`])(
    'that the official client sends with %s, where nobody asked for anything, is none',
    async (path) => {
      expect((await dss('GET', path)).status).toBe(200);
    },
  );

  test('is no answer to who asks for something else that is not there', async () => {
    expect((await dss('GET', `${at}/scenarios/?a=1`)).body.message).toContain(`does not simulate GET /public/api${at}/scenarios/.`);
    const unknown = await fetch(`${practice}/dss.practice.example/public/api/projects/?a=1`, { headers: { authorization: 'Bearer no' } });
    expect(unknown.status).toBe(401);
  });
});

test('a job’s log is its activity’s where one is named, and an activity that it does not have is refused', async () => {
  const { id } = (await dss('POST', `${at}/jobs/`, { outputs: [{ id: 'b' }] })).body;
  const job = `${at}/jobs/${encodeURIComponent(id)}`;
  const [activity] = Object.keys((await dss('GET', `${job}/`)).body.baseStatus.activities);
  const { body: whole } = await dss('GET', `${job}/log`);
  const { body: scoped } = await dss('GET', `${job}/log?activity=${activity}`);
  expect([/Starting job/.test(whole), /Starting job/.test(scoped), scoped.includes(`Run activity ${activity}`)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(await dss('GET', `${job}/log?activity=compute_z_NP`)).toMatchObject({
    status: 404,
    body: { message: expect.stringContaining('activity compute_z_NP of job') },
  });
});

describe('an import of tables', () => {
  const actions = `${at}/datasets/tables-import/actions`;
  const key = (name: string) => ({ connectionName: connection, catalog: 'samples', schema: 'nyctaxi', name });
  const names = async () => (await dss('GET', `${at}/datasets/`)).body.map((d: Any) => d.name);

  test('looks whether each is there before it begins, and imports all or none', async () => {
    const before = await names();
    const missed = { status: 500, body: { message: expect.stringContaining('`samples`.`nyctaxi`.`trip` cannot be found') } };
    expect(await dss('POST', `${actions}/prepare-from-keys`, { keys: [key('trips'), key('trip')] })).toMatchObject(missed);
    const candidates = [
      { key: key('trips'), datasetName: 'trips' },
      { key: key('trip'), datasetName: 'trip' },
    ];
    expect(await dss('POST', `${actions}/execute-from-candidates`, { sqlImportCandidates: candidates })).toMatchObject(missed);
    const taken = [candidates[0], { key: key('trips'), datasetName: 'a' }];
    expect((await dss('POST', `${actions}/execute-from-candidates`, { sqlImportCandidates: taken })).status).toBe(500);
    expect(await names()).toEqual(before);
    expect((await dss('POST', `${actions}/execute-from-candidates`, { sqlImportCandidates: [candidates[0]] })).status).toBe(200);
    expect(await names()).toEqual([...before, 'trips']);
  });
});

test('a code environment says what uses it, and is gone from there once it is deleted', async () => {
  const env = '/admin/code-envs/PYTHON/rika';
  await dss('POST', env, { deploymentMode: 'DESIGN_MANAGED' });
  expect((await dss('GET', `${env}/usages`)).body).toEqual([]);
  expect((await dss('DELETE', env, undefined, null)).status).toBe(200);
  expect((await dss('GET', `${env}/usages`)).status).toBe(500);
});

test('what used a connection fails once it is deleted, and one of its name that is made later is nobody’s yet', async () => {
  const { body: definition } = await dss('GET', `/admin/connections/${connection}`, undefined, null);
  const credentials = async () => Object.keys((await dss('GET', '/current-user')).body.credentials);
  expect(await credentials()).toContain(connection);
  expect((await dss('DELETE', `/admin/connections/${connection}`, undefined, null)).status).toBe(204);
  const gone = { status: 500, body: { message: `Connection ${connection} not found` } };
  expect(await dss('GET', `${at}/datasets/a/data/`)).toMatchObject(gone);
  expect(await dss('GET', `${at}/recipes/compute_b/status`)).toMatchObject(gone);
  expect(await dss('POST', `${at}/jobs/`, { outputs: [{ id: 'b' }] })).toMatchObject(gone);
  await control('/dss/connection', { upn, name: connection, params: definition.params });
  expect(await credentials()).not.toContain(connection);
  expect((await dss('GET', `/connections/${connection}/test`)).body.connectionErrorMsg).toContain('Connect your Databricks account');
});
