// Dataiku DSS over HTTP, on the routes and in the shapes of its official Python client; what a call changes is read back.
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { practiceHands } from '@/e2e/hands';

const hands = await practiceHands();
const { practice } = hands;
const member = await hands.newcomer('Dora Dataiku');
const login = member.upn.split('@')[0] ?? '';
const base = 'https://dss.practice.example/dip/publicapi';
const connection = 'dora-lab-cluster';

async function ask(method: string, path: string, body?: unknown, as: string | null = login): Promise<{ status: number; body: Any }> {
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${hands.dssAdminKey}:`).toString('base64')}`,
      ...(as ? { 'x-dku-proxyuser': as } : {}),
    },
    ...(body instanceof FormData ? { body } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
}
// biome-ignore lint/suspicious/noExplicitAny: the practice cloud's answers; each test says what it expects of them
type Any = any;

/** The result of a future, polled as the client polls. */
async function future({ body }: { body: Any }): Promise<Any> {
  if (!body.jobId) return body.result ?? body;
  const polled = await ask('GET', `/futures/${body.jobId}?peek=false`);
  expect(polled.body).toMatchObject({ hasResult: true });
  return polled.body.result;
}

beforeAll(async () => {
  await practice('/rules', { jobSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, codeEnvSeconds: 0, importSeconds: 0 });
  await practice('/seed', { upn: member.upn, workspace: 'dora-lab', cluster: true, warehouse: true, dss: true });
});

test('who asks, who else there is, and keys of their own', async () => {
  expect((await ask('GET', '/instance-info')).body).toMatchObject({ nodeType: 'DESIGN' });
  expect((await ask('GET', '/auth/info')).body).toMatchObject({ authIdentifier: login });
  expect((await ask('GET', '/current-user')).body).toMatchObject({ login, email: member.upn });
  expect((await ask('GET', '/users')).body.map((u: Any) => u.login)).toContain(login);
  expect((await ask('GET', `/users/${login}`)).body).toMatchObject({ displayName: 'Dora Dataiku' });
  expect((await ask('GET', '/admin/users/')).status).toBe(403);
  expect((await ask('GET', '/admin/users/', undefined, null)).body.map((u: Any) => u.login)).toContain(login);
  expect((await ask('GET', '/admin/groups/', undefined, null)).body.map((g: Any) => g.name)).toContain('attendees');
  expect((await ask('GET', '/admin/groups/attendees', undefined, null)).body).toMatchObject({ admin: false });
  await ask('POST', '/admin/users/', { login: 'made.user', displayName: 'Made', email: 'made@practice.example' }, null);
  expect((await ask('GET', '/admin/users/made.user', undefined, null)).body).toMatchObject({ email: 'made@practice.example' });
  const { key } = (await ask('POST', '/personal-api-keys/', { label: 'mine' })).body;
  await ask('POST', '/admin/personal-api-keys/', { user: login, label: 'given' }, null);
  expect((await ask('GET', '/personal-api-keys/')).body.map((k: Any) => k.label)).toEqual(['mine', 'given']);
  const own = await fetch(`${base}/auth/info`, { headers: { authorization: `Bearer ${key}` } });
  expect(await own.json()).toMatchObject({ authIdentifier: login });
});

test('connections: by name, defined, changed, tested, deleted', async () => {
  expect((await ask('GET', '/connections/get-names?type=Databricks')).body).toContain(connection);
  expect((await ask('GET', `/connections/${connection}/test`)).body).toEqual({ connectionOK: true });
  expect((await ask('GET', `/connections/${connection}/info`, undefined, null)).body).toMatchObject({ type: 'Databricks' });
  await ask('POST', '/admin/connections/', { name: 'made', type: 'Azure', params: { container: 'a' } }, null);
  const { body: made } = await ask('GET', '/admin/connections/made', undefined, null);
  await ask('PUT', '/admin/connections/made', { ...made, params: { container: 'b' } }, null);
  expect((await ask('GET', '/admin/connections/', undefined, null)).body.made.params).toEqual({ container: 'b' });
  await ask('DELETE', '/admin/connections/made', undefined, null);
  expect((await ask('GET', '/connections/get-names?type=all', undefined, null)).body).not.toContain('made');
});

test('a query answers the columns that it asks for', async () => {
  const { body } = await ask('POST', '/sql/queries/', { query: 'select fare_amount from samples.nyctaxi.trips limit 2', connection });
  expect(body.schema).toMatchObject([{ name: 'fare_amount' }]);
  expect((await ask('GET', `/sql/queries/${body.queryId}/stream?format=tsv-excel-noheader`)).body).toBe('19.0\n3.5\n');
  expect((await ask('GET', `/sql/queries/${body.queryId}/finish-streaming`)).status).toBe(200);
});

describe('a project', () => {
  const at = '/projects/DORA';
  const dataset = `${at}/datasets`;
  beforeAll(() => ask('POST', '/projects/', { projectKey: 'DORA', name: 'Dora', owner: login }));

  test('has a summary, settings, a timeline, metadata and permissions', async () => {
    expect((await ask('GET', '/projects/')).body.map((p: Any) => p.projectKey)).toContain('DORA');
    for (const path of [at, `${at}/`]) expect((await ask('GET', path)).body).toMatchObject({ ownerLogin: login });
    expect((await ask('GET', `${at}/settings`)).body).toMatchObject({ projectKey: 'DORA' });
    expect((await ask('GET', `${at}/timeline`)).body).toMatchObject({ createdBy: { login } });
    const { body: metadata } = await ask('GET', `${at}/metadata`);
    await ask('PUT', `${at}/metadata`, { ...metadata, tags: ['lab'] });
    expect((await ask('GET', `${at}/metadata`)).body).toMatchObject({ tags: ['lab'], label: 'Dora' });
    const { body: permissions } = await ask('GET', `${at}/permissions`);
    await ask('PUT', `${at}/permissions`, { ...permissions, permissions: [{ group: 'attendees', readProjectContent: true }] });
    expect((await ask('GET', `${at}/permissions`)).body.permissions).toHaveLength(1);
    const { key } = (await ask('POST', `${at}/apikeys/`, { label: 'of the project' })).body;
    const own = await fetch(`${base}${at}`, { headers: { authorization: `Bearer ${key}` } });
    expect(own.status).toBe(200);
  });

  test('imports a table, which exists from then on, with its schema when that is detected', async () => {
    const tables = `${dataset}/tables-import/actions`;
    expect((await ask('GET', `${tables}/list-schemas?connectionName=${connection}`)).body).toEqual(['nyctaxi', 'tpch']);
    const listed = await future(await ask('GET', `${tables}/list-tables?connectionName=${connection}&schemaName=nyctaxi`));
    expect(listed.tables).toMatchObject([{ table: 'trips' }]);
    expect((await future(await ask('GET', `${tables}/list-tables?connectionName=${connection}&schemaName=x`))).tables).toEqual([]);
    expect((await ask('GET', `${dataset}/trips/metadata`)).status).toBe(404);
    const keys = [{ connectionName: connection, catalog: 'samples', schema: 'nyctaxi', name: 'trips' }];
    const prepared = await future(await ask('POST', `${tables}/prepare-from-keys`, { keys }));
    await future(await ask('POST', `${tables}/execute-from-candidates`, prepared));
    expect((await ask('GET', `${dataset}/trips/metadata`)).status).toBe(200); // the client's `exists`
    expect((await ask('GET', `${dataset}/trips`)).body).toMatchObject({ params: { table: 'trips' }, managed: false });
    const { body } = await ask('POST', `${dataset}/trips/actions/testAndDetectSettings/externalSQL`);
    await ask('PUT', `${dataset}/trips/schema`, body.schemaDetection.newSchema);
    expect((await ask('GET', `${dataset}/trips/schema`)).body.columns).toHaveLength(6);
    expect((await ask('GET', `${dataset}/trips/data/?format=tsv-excel-header&limit=1`)).body.split('\n')).toHaveLength(3);
    expect((await ask('GET', `${dataset}/trips/finish-streaming/`)).status).toBe(200);
    await ask('PUT', `${dataset}/trips/metadata`, { tags: ['sample'] });
    expect((await ask('GET', `${dataset}/`)).body).toMatchObject([{ name: 'trips', tags: ['sample'] }]);
  });

  test('has datasets of its own, and a recipe between them that is built', async () => {
    const params = { connection, mode: 'table', schema: 's', table: 'plain' };
    await ask('POST', `${dataset}/`, { name: 'plain', type: 'Databricks', params });
    await ask('PUT', `${dataset}/plain`, { ...(await ask('GET', `${dataset}/plain`)).body, params: { ...params, table: 'other' } });
    expect((await ask('GET', `${dataset}/plain`)).body.params.table).toBe('other');
    await ask('POST', `${dataset}/managed`, { name: 'copy', creationSettings: { connectionId: connection } });
    const items = (ref: string) => ({ main: { items: [{ ref }] } });
    const prototype = { type: 'sync', name: 'compute_copy', projectKey: 'DORA', inputs: items('trips'), outputs: items('copy') };
    await ask('POST', `${at}/recipes/`, { recipePrototype: prototype, creationSettings: {} });
    const { body: recipe } = await ask('GET', `${at}/recipes/compute_copy`);
    await ask('PUT', `${at}/recipes/compute_copy`, { ...recipe, recipe: { ...recipe.recipe, params: { engineType: 'DSS' } } });
    expect((await ask('GET', `${at}/recipes/compute_copy/status`)).body.selectedEngine).toMatchObject({ type: 'DSS' });
    expect((await ask('GET', `${at}/recipes/`)).body).toMatchObject([{ name: 'compute_copy', params: { engineType: 'DSS' } }]);
    expect((await ask('GET', `${at}/flow/graph/`)).body.nodes).toHaveProperty('compute_copy');
    const { body: started } = await ask('POST', `${at}/jobs/`, { outputs: [{ type: 'DATASET', id: 'copy' }] });
    const job = `${at}/jobs/${encodeURIComponent(started.id)}`;
    expect((await ask('GET', `${job}/`)).body).toMatchObject({ baseStatus: { state: 'DONE' } });
    expect((await ask('GET', `${job}/log`)).body).toContain('Starting job');
    const { body: scoped } = await ask('GET', `${job}/log?activity=compute_copy_NP`);
    expect([scoped.includes('Run activity compute_copy_NP'), scoped.includes('Starting job')]).toEqual([true, false]);
    expect((await ask('POST', `${job}/abort`)).status).toBe(200);
    expect((await ask('GET', `${at}/jobs/?limit=1`)).body).toMatchObject([{ state: 'DONE' }]);
    expect((await ask('GET', `${dataset}/copy/info`)).body).toMatchObject({ lastBuild: { buildSuccess: true } });
    await ask('DELETE', `${at}/recipes/compute_copy`);
    expect((await ask('GET', `${at}/recipes/`)).body).toEqual([]);
    await ask('DELETE', `${dataset}/plain`);
    expect((await ask('GET', `${dataset}/plain/metadata`)).status).toBe(404);
  });

  test('keeps files in a folder, and imports a model from there under a code environment', async () => {
    const folders = `${at}/managedfolders`;
    const params = { connection: 'common-adls', path: '/dora/folder' };
    const { id } = (await ask('POST', `${folders}/`, { name: 'f', projectKey: 'DORA', type: 'Azure', params })).body;
    const folder = `${folders}/${id}`;
    await ask('PUT', folder, { ...(await ask('GET', folder)).body, params: { ...params, path: '/dora/other' } });
    expect((await ask('GET', folder)).body.params.path).toBe('/dora/other');
    expect((await ask('GET', `${folders}/`)).body).toMatchObject([{ name: 'f' }]);
    for (const path of ['model/MLmodel', 'gone.txt']) {
      const form = new FormData();
      form.set('file', new Blob(['flavors: {}']), 'file');
      await ask('POST', `${folder}/contents/${path}`, form);
    }
    expect((await ask('GET', `${folder}/contents/model/MLmodel`)).body).toContain('flavors');
    await ask('DELETE', `${folder}/contents/gone.txt`);
    for (const path of [`${folder}/contents`, `${folder}/contents/`])
      expect((await ask('GET', path)).body.items.map((i: Any) => i.path)).toEqual(['/model/MLmodel']);

    const env = '/admin/code-envs/PYTHON/dora';
    await future(await ask('POST', env, { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: 'PYTHON39' }));
    const { body: settings } = await ask('GET', env);
    await ask('PUT', env, { ...settings, specPackageList: 'mlflow==2.17.2' });
    await future(await ask('POST', `${env}/jupyter?active=false`));
    await future(await ask('POST', `${env}/packages?forceRebuildEnv=false&wait=false`));
    expect((await ask('GET', env)).body.actualPackageList).toContain('mlflow==2.17.2');
    const { jobId } = (await ask('POST', `${env}/packages?wait=false`)).body;
    expect((await ask('DELETE', `/futures/${jobId}`)).status).toBe(204);
    expect((await ask('GET', `${env}/usages`)).body).toEqual([]);
    expect((await ask('GET', `${env}/logs`)).body).toEqual([{ name: 'update.log' }]);
    expect((await ask('GET', `${env}/logs/update.log`)).body).toContain('Successfully installed');
    expect((await ask('GET', '/admin/code-envs/')).body).toMatchObject([{ envName: 'dora' }]);

    const models = `${at}/savedmodels`;
    const model = `${models}/${(await ask('POST', `${models}/`, { name: 'm', savedModelType: 'MLFLOW_PYFUNC' })).body.id}`;
    for (const version of ['0', '1']) {
      const form = new FormData();
      form.set('file', new Blob(['']), 'dummy');
      await ask('POST', `${model}/versions/${version}?folderRef=DORA.${id}&path=model&codeEnvName=dora&setActive=true`, form);
    }
    const active = async () => (await ask('GET', `${model}/versions`)).body.filter((v: Any) => v.active).map((v: Any) => v.id);
    expect(await active()).toEqual(['1']);
    await ask('POST', `${model}/versions/0/actions/setActive`);
    expect(await active()).toEqual(['0']);
    for (const part of ['details', 'snippet', 'external-ml/metadata'])
      expect((await ask('GET', `${model}/versions/0/${part}`)).body).toMatchObject({ codeEnvName: 'dora' });
    expect((await ask('POST', `${model}/actions/delete-versions`, { versions: ['0'] })).status).toBe(500);
    await ask('POST', `${model}/actions/delete-versions`, { versions: ['1'] });
    expect((await ask('GET', `${model}/versions`)).body).toHaveLength(1);
    expect((await ask('GET', model)).body).toMatchObject({ savedModelType: 'MLFLOW_PYFUNC' });

    expect((await ask('GET', `${env}/usages`)).body).toMatchObject([{ envUsage: 'SAVED_MODEL', projectKey: 'DORA' }]);

    await ask('DELETE', model);
    expect((await ask('GET', `${models}/`)).body).toEqual([]);
    await ask('DELETE', folder);
    expect((await ask('GET', `${folders}/`)).body).toEqual([]);
    expect((await ask('DELETE', env)).status).toBe(403); // that takes the right to manage all of them
    await future(await ask('DELETE', env, undefined, null));
    expect((await ask('GET', '/admin/code-envs/')).body).toEqual([]);
  });

  test('is deleted with an answer that the client can read, and is gone', async () => {
    const { body } = await ask('DELETE', `${at}?wait=true`);
    expect(body).toMatchObject({ hasResult: true, success: true });
    expect((await ask('GET', '/projects/')).body.map((p: Any) => p.projectKey)).not.toContain('DORA');
    await ask('POST', '/projects/', { projectKey: 'DORA', name: 'Dora', owner: login });
    const started = await ask('DELETE', `${at}?wait=false`);
    expect(started.body.jobId).toBeTruthy();
    expect((await ask('GET', `/futures/${started.body.jobId}?peek=true`)).body).toMatchObject({ hasResult: true });
    expect(await future(started)).toMatchObject({ success: true });
    expect((await ask('GET', `/futures/${started.body.jobId}`)).status).toBe(404); // its result was handed out
  });
});

test('a list’s address ends in a slash, and what DSS can do and this cannot is refused', async () => {
  expect((await ask('GET', '/projects')).status).toBe(404);
  expect(z.object({ errorType: z.string() }).parse((await ask('GET', '/projects/X/scenarios/')).body).errorType).toContain(
    'NotImplemented',
  );
});
