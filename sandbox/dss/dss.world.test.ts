// The practice DSS as an outside client sees it: keys and rights, error shapes, and the rules of section 3.
import { beforeAll, describe, expect, test } from 'vitest';
import { fastBack, fastOut } from './engines.ts';

const practice = process.env['CLOUD_ORIGIN'] ?? '';
const adminKey = 'practice-dss-admin-key';
const upn = 'petra.probe@practice.example';
const basic = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const post = async (path: string, body: unknown) =>
  (
    await fetch(`${practice}/_practice${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

async function ask(method: string, path: string, more: { auth?: string; as?: string; body?: unknown; base?: string } = {}) {
  const response = await fetch(`${practice}/dss.practice.example${more.base ?? '/public/api'}${path}`, {
    method,
    headers: {
      ...(more.auth === '' ? {} : { authorization: more.auth ?? `Bearer ${adminKey}` }),
      ...(more.as ? { 'x-dku-proxyuser': more.as } : {}),
      'content-type': 'application/json',
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null,
  };
}
const petra = (method: string, path: string, body?: unknown) =>
  ask(method, path, { as: 'petra.probe', ...(body === undefined ? {} : { body }) });

let place: { host: string; cluster: string; warehouse: string };

beforeAll(async () => {
  await post('/people', { name: 'Petra Probe' });
  await post('/dss/sign-in', { upn });
  const { host } = await post('/seed', { upn, workspace: 'petra-lab', cluster: true, warehouse: true });
  const { world } = await (await fetch(`${practice}/_practice/state`)).json();
  const workspaceId = /\d+/.exec(host)?.[0] ?? '';
  const room = world.databricks[workspaceId];
  place = {
    host,
    cluster: `sql/protocolv1/o/${workspaceId}/${room.clusters[0].id}`,
    warehouse: `/sql/1.0/warehouses/${room.warehouses[0].id}`,
  };
  await petra('POST', '/projects/', { projectKey: 'PETRA', name: 'Petra' });
});

describe('keys', () => {
  test.each([
    ['Bearer', `Bearer ${adminKey}`],
    ['Basic, the key as user', basic(adminKey)],
    ['Basic, the key as password', basic('', adminKey)],
  ])('%s', async (_, auth) => {
    const { status, json, headers } = await ask('GET', '/auth/info', { auth });
    expect([status, json.authIdentifier, headers.get('dss-version')]).toEqual([200, 'api:workshop', expect.stringMatching(/^\d+\./)]);
  });
  test.each([
    ['none', ''],
    ['an unknown one', 'Bearer nope'],
  ])('%s is refused', async (_, auth) => {
    const { status, json } = await ask('GET', '/auth/info', { auth });
    expect([status, json.errorType]).toEqual([401, 'com.dataiku.dip.exceptions.NotAuthenticatedException']);
    expect(json.detailedMessage).toBe(json.message);
  });
  test('a personal key is its user, and no administrator', async () => {
    const { json } = await petra('POST', '/personal-api-keys/', { label: 'mine' });
    const auth = `Bearer ${json.key}`;
    expect((await ask('GET', '/current-user', { auth })).json).toMatchObject({ login: 'petra.probe', email: upn });
    expect((await ask('GET', '/admin/connections/', { auth })).status).toBe(403);
    expect((await ask('GET', '/projects/', { auth, as: 'admin' })).status).toBe(403);
  });
  test('on behalf of a user that is not there', async () => {
    expect(await ask('GET', '/projects/', { as: 'nobody' })).toMatchObject({
      status: 404,
      json: { message: 'User nobody does not exist' },
    });
  });
  test('both bases answer, and a missing slash does not', async () => {
    expect((await ask('GET', '/projects/', { base: '/dip/publicapi' })).status).toBe(200);
    expect((await ask('GET', '/projects')).status).toBe(404);
  });
});

describe('rights', () => {
  test('a project is its owner’s until it is shared; a stranger is not told whether it exists', async () => {
    await post('/people', { name: 'Sixten Stranger' });
    await post('/dss/sign-in', { upn: 'sixten.stranger@practice.example' });
    const sixten = (path: string) => ask('GET', path, { as: 'sixten.stranger' });
    expect((await sixten('/projects/PETRA/datasets/')).status).toBe(403);
    expect((await sixten('/projects/NOTHING/datasets/')).status).toBe(403);
    expect((await ask('GET', '/projects/NOTHING/datasets/')).status).toBe(404);
    await petra('PUT', '/projects/PETRA/permissions', { permissions: [{ group: 'attendees', readProjectContent: true }] });
    expect((await sixten('/projects/PETRA/datasets/')).status).toBe(200);
    await petra('PUT', '/projects/PETRA/permissions', { permissions: [] });
  });
  test('a query needs somebody whose credential it is run with', async () => {
    const { status, json } = await ask('POST', '/sql/queries/', { body: { query: 'SELECT 1', connection: 'common-adls' } });
    expect([status, json.errorType]).toEqual([500, 'java.lang.IllegalArgumentException']);
    await post('/dss/connection', { upn, name: 'petra_other', params: { ...place, httpPath: place.cluster } });
    expect((await ask('POST', '/sql/queries/', { body: { query: 'SELECT 1', connection: 'petra_other' } })).json.message).toContain(
      'No associated user',
    );
  });
});

describe('never says of something that it was done when it was not', () => {
  const path = '/projects/PETRA/permissions';
  const read = async (at: string) => (await ask('GET', at)).json;

  test.each<[string, number, Record<string, unknown>]>([
    ['permissions of a user', 501, { permissions: [{ user: 'nightly', readProjectContent: true }] }],
    ['a group that is not there', 404, { permissions: [{ group: 'nobodies', readProjectContent: true }] }],
    ['a group that is not everybody', 501, { permissions: [{ group: 'services', readProjectContent: true }] }],
    ['another right', 501, { permissions: [{ group: 'attendees', readProjectContent: true, writeProjectContent: true }] }],
    ['an owner that is not there', 404, { owner: 'nobody', permissions: [] }],
    ['dashboard users', 501, { permissions: [], additionalDashboardUsers: { users: [{ login: 'nightly' }] } }],
    ['another field', 501, { permissions: [], projectVisibility: 'PUBLIC' }],
  ])('a project’s permissions with %s', async (_, status, wanted) => {
    const before = await read(path);
    const answer = await petra('PUT', path, { owner: 'petra.probe', ...wanted });
    expect([answer.status, answer.json.detailedMessage]).toEqual([status, answer.json.message]);
    expect(await read(path)).toEqual(before);
  });

  test('a project gets another owner, and permissions as they were read are written', async () => {
    await petra('POST', '/projects/', { projectKey: 'GIVEN', name: 'Given' });
    const before = await read('/projects/GIVEN/permissions');
    expect((await petra('PUT', '/projects/GIVEN/permissions', { ...before, owner: 'nightly' })).status).toBe(200);
    expect(await read('/projects/GIVEN/permissions')).toEqual({ ...before, owner: 'nightly' });
    expect((await petra('GET', '/projects/GIVEN')).status).toBe(403);
  });

  test('a project for somebody who does not exist is not made', async () => {
    const body = { projectKey: 'NOBODYS', name: 'x', owner: 'nobody' };
    expect(await ask('POST', '/projects/', { body })).toMatchObject({ status: 404, json: { message: 'User nobody does not exist' } });
    expect((await ask('GET', '/projects/NOBODYS')).status).toBe(404);
  });

  test.each([
    ['allowWrite', false],
    ['allowedGroups', ['services']],
    ['description', 'for the workshop'],
    ['maxActivities', 3],
    ['name', 'another'],
  ])('a connection with another %s', async (field, value) => {
    const at = '/admin/connections/common-adls';
    const before = await read(at);
    const refused = { status: 501, json: { message: expect.stringContaining(`does not simulate connections with another '${field}'`) } };
    expect(await ask('PUT', at, { body: { ...before, [field]: value } })).toMatchObject(refused);
    expect(await read(at)).toEqual(before);
    expect((await ask('PUT', at, { body: before })).status).toBe(200);
    if (field !== 'name')
      expect(await ask('POST', '/admin/connections/', { body: { name: 'fresh', type: 'Azure', [field]: value } })).toMatchObject(refused);
  });
});

async function connect(name: string, httpPath: string, more: Record<string, unknown> = {}) {
  const { tenantId, dssClientId } = await (await fetch(`${practice}/_practice/about`)).json();
  const { value } = await post('/secret', { upn });
  const base = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;
  const params = {
    host: place.host,
    httpPath,
    authType: 'OAUTH2_APP',
    appId: dssClientId,
    appSecret: value,
    authorizationEndpoint: `${base}/authorize`,
    tokenEndpoint: `${base}/token`,
    useAutoFastWrite: true,
    autoFastWriteConnection: 'common-adls',
    autoFastWritePath: 'databricks_tmp',
    ...more,
  };
  await post('/dss/connection', { upn, name, params });
  return post('/dss/connect', { upn, connection: name });
}

describe('a connection opens as the real one would', () => {
  const query = (connection: string) => petra('POST', '/sql/queries/', { query: 'SELECT 1', connection, type: 'sql' });
  test('with everything right', async () => {
    expect(await connect('petra_right', place.cluster)).toEqual({ ok: true });
    const { json } = await query('petra_right');
    expect(json).toMatchObject({ hasResults: true, schema: [{ type: 'int' }] });
    expect((await petra('GET', `/sql/queries/${json.queryId}/stream?format=tsv-excel-noheader`)).text).toBe('1\n');
    expect(await petra('GET', `/sql/queries/${json.queryId}/finish-streaming`)).toMatchObject({ status: 200, text: '' });
  });
  test.each([
    ['a secret that Entra does not know', { appSecret: 'x' }, 'AADSTS7000215'],
    ['an app that is not there', { appId: 'x' }, 'AADSTS700016'],
    ['another endpoint', { tokenEndpoint: 'https://example.com/token' }, 'Cannot reach'],
  ])('the account is not connected with %s', async (_, more, said) => {
    expect(await connect('petra_wrong', place.cluster, more)).toMatchObject({ failure: expect.stringContaining(said) });
    expect((await query('petra_wrong')).json.message).toContain('Connect your Databricks account');
  });
  test.each([
    ['the first version’s endpoints bring a token that Databricks refuses', { tokenEndpoint: 'v1' }, 'Invalid access token'],
    ['a path that leads nowhere', { httpPath: 'sql/protocolv1/o/1/1-2-x' }, 'HTTP Response code: 404'],
    ['another host', { host: 'adb-1111111111111111.1.azuredatabricks.net' }, 'UnknownHostException'],
    ['another port', { port: '10000' }, 'Connection refused'],
  ])('%s', async (_, more, said) => {
    const { tenantId } = await (await fetch(`${practice}/_practice/about`)).json();
    const token = 'tokenEndpoint' in more ? { tokenEndpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/token` } : {};
    await connect('petra_astray', place.cluster, { port: '443', ...more, ...token });
    expect((await query('petra_astray')).json).toMatchObject({
      errorType: expect.stringContaining('CodedSQLException'),
      message: expect.stringContaining(said),
    });
  });
});

describe('section 3', () => {
  const about = { catalog: 'samples', schema: 'nyctaxi', table: 'trips' };
  beforeAll(async () => {
    await connect('petra_cluster', place.cluster);
    await connect('petra_sql', place.warehouse);
    await post('/rules', { jobSeconds: 0 });
    for (const [name, connection] of [
      ['c', 'petra_cluster'],
      ['w', 'petra_sql'],
    ] as const) {
      await petra('POST', '/projects/PETRA/datasets/', {
        name,
        type: 'Databricks',
        params: { connection, mode: 'table', ...about },
        schema: { columns: [{ name: 'a', type: 'int' }] },
      });
      for (const [file, adls] of [
        ['key', 'common-adls'],
        ['sas', 'common-adls-sas'],
      ] as const)
        await petra('POST', '/projects/PETRA/datasets/', {
          name: `${name}_${file}`,
          type: 'Azure',
          managed: true,
          params: { connection: adls },
          formatType: 'parquet',
          schema: { columns: [{ name: 'a', type: 'int' }] },
        });
    }
  });
  let count = 0;
  async function run(type: string, input: string, connection: string, engine?: string, format = 'PARQUET_HIVE') {
    const output = `o${count++}`;
    const settings = { connectionId: connection, specificSettings: { formatOptionId: format } };
    const isCode = type === 'python';
    if (isCode) await petra('POST', '/projects/PETRA/datasets/managed', { name: output, creationSettings: settings });
    const { json } = await petra('POST', '/projects/PETRA/recipes/', {
      recipePrototype: {
        type,
        inputs: { main: { items: [{ ref: input }] } },
        outputs: { main: { items: [{ ref: output }] } },
        params: engine ? { engineType: engine } : {},
      },
      creationSettings: isCode
        ? { script: `dataiku.Dataset("${output}").write_with_schema(dataiku.Dataset("${input}").get_dataframe())` }
        : { createOutputDataset: true, outputDatasetSettings: settings },
    });
    const { json: started } = await petra('POST', '/projects/PETRA/jobs/', { outputs: [{ type: 'DATASET', id: output }] });
    const { json: status } = await petra('GET', `/projects/PETRA/jobs/${started.id}/`);
    const log = (await petra('GET', `/projects/PETRA/jobs/${started.id}/log?activity=${json.name}_NP`)).text;
    const [activity] = Object.values<{ firstFailure?: { message: string } }>(status.baseStatus.activities);
    return {
      state: status.baseStatus.state,
      engine: status.runtimeSummary.activities[0].engineType,
      reason: activity?.firstFailure?.message ?? '',
      log,
    };
  }
  const stored = expect.stringContaining('stored credentials');
  test.each([
    ['in the database, on the cluster', 'sampling', 'c', 'petra_cluster', undefined, { state: 'DONE', engine: 'SQL' }],
    ['in the database, on the warehouse', 'sampling', 'w', 'petra_sql', undefined, { state: 'DONE', engine: 'SQL' }],
    [
      'Python on the cluster goes by the fast path',
      'python',
      'c',
      'petra_cluster',
      undefined,
      { state: 'DONE', log: expect.stringContaining('fastpath') },
    ],
    ['Python on the warehouse fails', 'python', 'w', 'petra_sql', undefined, { state: 'FAILED', reason: stored }],
    ['out from the cluster', 'sync', 'c', 'common-adls', fastOut, { state: 'DONE', engine: fastOut }],
    ['out from the warehouse fails', 'sync', 'w', 'common-adls', fastOut, { state: 'FAILED', reason: stored }],
    ['out from the warehouse fails with a SAS token, too', 'sync', 'w', 'common-adls-sas', fastOut, { state: 'FAILED', reason: stored }],
    ['out from the warehouse through DSS works', 'sync', 'w', 'common-adls-sas', 'DSS', { state: 'DONE', engine: 'DSS' }],
    ['back to the cluster', 'sync', 'c_key', 'petra_cluster', fastBack, { state: 'DONE' }],
    ['back to the warehouse fails with a key', 'sync', 'w_key', 'petra_sql', fastBack, { state: 'FAILED', reason: stored }],
    ['back to the warehouse works with a SAS token', 'sync', 'w_sas', 'petra_sql', fastBack, { state: 'DONE' }],
    [
      'the fast way out needs an Azure output',
      'sync',
      'c',
      'petra_cluster',
      fastOut,
      { state: 'FAILED', reason: expect.stringContaining('Azure output') },
    ],
  ])('%s', async (_, type, input, connection, engine, expected) => {
    expect(await run(type, input, connection, engine)).toMatchObject(expected);
  });
  test('the fast way out writes Parquet only', async () => {
    expect(await run('sync', 'c', 'common-adls', fastOut, 'CSV_EXCEL_GZIP')).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('Parquet'),
    });
  });
  test('with SAS as fast-write connection Python works on the warehouse', async () => {
    await post('/dss/connection', { upn, name: 'petra_sql', params: { autoFastWriteConnection: 'common-adls-sas' } });
    expect(await run('python', 'w', 'petra_sql')).toMatchObject({ state: 'DONE', log: expect.stringContaining('fastpath') });
  });
  test('without fast-write it works slowly, and does not mention a fast path', async () => {
    await post('/dss/connection', { upn, name: 'petra_cluster', params: { useAutoFastWrite: false } });
    const { state, log } = await run('python', 'c', 'petra_cluster');
    expect([state, /fastpath/.test(log), /INSERT/.test(log)]).toEqual(['DONE', false, true]);
  });
  test('a dataset without columns cannot be read', async () => {
    await petra('POST', '/projects/PETRA/datasets/', {
      name: 'bare',
      type: 'Databricks',
      params: { connection: 'petra_cluster', mode: 'table', ...about },
    });
    expect(await run('sampling', 'bare', 'petra_cluster')).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('no columns'),
    });
  });
});

describe('what section 4 needs', () => {
  beforeAll(() => post('/rules', { codeEnvSeconds: 0, importSeconds: 0 }));
  async function env(name: string, python: string, packages: string) {
    await petra('POST', `/admin/code-envs/PYTHON/${name}`, { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: python });
    const { json: found } = await petra('GET', `/admin/code-envs/PYTHON/${name}`);
    await petra('PUT', `/admin/code-envs/PYTHON/${name}`, { ...found, specPackageList: packages });
    const built = await petra('POST', `/admin/code-envs/PYTHON/${name}/packages?wait=True`);
    return { built: built.json.messages, ...(await petra('GET', `/admin/code-envs/PYTHON/${name}`)).json };
  }
  test.each([
    ['an unpinned mlflow comes out as 3', 'PYTHON39', 'mlflow', 'mlflow==3.1.4'],
    ['a newer Python has a newer one', 'PYTHON312', 'mlflow', 'mlflow==3.12.0'],
    ['a bound is kept', 'PYTHON39', 'mlflow<3', 'mlflow==2.22.0'],
    ['a pin is kept, names are folded', 'PYTHON39', 'Scikit_Learn==1.3.2', 'scikit-learn==1.3.2'],
    ['a release that nobody knows', 'PYTHON39', 'cloudpickle==2.2.1', 'cloudpickle==2.2.1'],
  ])('%s', async (what, python, packages, actual) => {
    expect(await env(what.replace(/\W/g, '_'), python, packages)).toMatchObject({ actualPackageList: actual, built: { error: false } });
  });
  test('what cannot be had stops the build, and the log says so', async () => {
    expect(await env('impossible', 'PYTHON39', 'mlflow>=4')).toMatchObject({ actualPackageList: '', built: { error: true } });
    expect((await petra('GET', '/admin/code-envs/PYTHON/impossible/logs/update.log')).text).toContain(
      'No matching distribution found for mlflow>=4',
    );
  });

  test('a model is imported from a folder on the storage account, and only as DSS can', async () => {
    const { json: folder } = await petra('POST', '/projects/PETRA/managedfolders/', {
      name: 'artifacts',
      type: 'Azure',
      params: { connection: 'common-adls', path: '/petra/run/artifacts' },
    });
    const body = new FormData();
    body.set('file', new Blob(['flavors: {}']));
    const put = await fetch(
      `${practice}/dss.practice.example/public/api/projects/PETRA/managedfolders/${folder.id}/contents/model/MLmodel`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${adminKey}`, 'x-dku-proxyuser': 'petra.probe' },
        body,
      },
    );
    expect(put.status).toBe(200);
    expect((await petra('GET', `/projects/PETRA/managedfolders/${folder.id}/contents`)).json.items).toMatchObject([
      { path: '/model/MLmodel', size: 11 },
    ]);
    // two folders on one place see the same files
    const { json: above } = await petra('POST', '/projects/PETRA/managedfolders/', {
      name: 'above',
      type: 'Azure',
      params: { connection: 'common-adls-sas', path: '/petra/' },
    });
    expect((await petra('GET', `/projects/PETRA/managedfolders/${above.id}/contents`)).json.items).toMatchObject([
      { path: '/run/artifacts/model/MLmodel' },
    ]);

    await env('three', 'PYTHON39', 'mlflow');
    await env('two', 'PYTHON39', 'mlflow<3');
    const { json: model } = await petra('POST', '/projects/PETRA/savedmodels/', {
      name: 'imported',
      savedModelType: 'MLFLOW_PYFUNC',
      predictionType: 'REGRESSION',
    });
    const bring = async (path: string, codeEnvName: string, folderRef = `PETRA.${folder.id}`) => {
      const form = new FormData();
      form.set('file', '');
      const query = new URLSearchParams({ folderRef, path, codeEnvName, setActive: 'True' });
      const answer = await fetch(`${practice}/dss.practice.example/public/api/projects/PETRA/savedmodels/${model.id}/versions/0?${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${adminKey}`, 'x-dku-proxyuser': 'petra.probe' },
        body: form,
      });
      const text = await answer.text();
      return { status: answer.status, json: text ? JSON.parse(text) : null };
    };
    expect((await bring('', 'two')).json.message).toContain('No MLmodel file');
    expect((await bring('model', 'three')).json.message).toContain('MLflow 3.1.4 is not supported');
    expect((await bring('model', 'nowhere')).json.errorType).toContain('CodedException');
    expect((await bring('model', 'two')).status).toBe(200);
    expect((await bring('model', 'two')).json.message).toContain('already exists');
    expect((await petra('GET', `/projects/PETRA/savedmodels/${model.id}/versions`)).json).toMatchObject([{ id: '0', active: true }]);
    expect((await petra('GET', `/projects/PETRA/savedmodels/${model.id}/versions/0/external-ml/metadata`)).json).toMatchObject({
      codeEnvName: 'two',
    });
  });

  test('a project key opens its project, and nothing else', async () => {
    const { json } = await petra('POST', '/projects/PETRA/apikeys/', { label: 'x' });
    const auth = basic(json.key);
    expect((await ask('GET', '/projects/PETRA/datasets/', { auth })).status).toBe(200);
    expect((await ask('GET', '/projects/', { auth })).json).toHaveLength(1);
    expect((await ask('GET', '/connections/get-names?type=all', { auth })).json).toEqual([]);
    expect((await ask('POST', '/projects/', { auth, body: { projectKey: 'X', name: 'x' } })).status).toBe(403);
    expect((await ask('GET', '/current-user', { auth })).status).toBe(403);
  });
});
