// Each switch that makes the practice cloud as strict as the documents, one by one and all at once.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fastOut } from './dss/engines.ts';

const origin = process.env['CLOUD_ORIGIN'] ?? '';
const about = await (await fetch(`${origin}/_practice/about`)).json();
const [owner, guest] = ['stina.strict@practice.example', 'gus.guest@practice.example'];
const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';

// biome-ignore lint/suspicious/noExplicitAny: the practice cloud's answers; each test says what it expects of them
type Any = any;
async function control(path: string, body: object = {}): Promise<Any> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${origin}/_practice${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}
const rules = (given: object) => control('/rules', given);
const advance = (advanceSeconds: number) => control('/clock', { advanceSeconds });

async function token(username: string, resource: string): Promise<string> {
  const fields = {
    grant_type: 'password',
    client_id: about.portalClientId,
    username,
    password: about.password,
    scope: `${resource}/.default`,
  };
  const url = `${origin}/login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`;
  return (await (await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })).json()).access_token;
}
async function ask(who: string, resource: string, method: string, url: string, body?: object): Promise<{ status: number; body: Any }> {
  const response = await fetch(`${origin}/${url}`, {
    method,
    headers: { authorization: `Bearer ${await token(who, resource)}`, 'content-type': 'application/json', 'x-ms-version': '2023-11-03' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

let host = '';
const api = (who: string, method: string, path: string, body?: object) => ask(who, databricks, method, `${host}/api${path}`, body);
const workspace = (name: string, body?: object) =>
  ask(
    owner,
    'https://management.azure.com',
    body ? 'PUT' : 'GET',
    `management.azure.com/subscriptions/${about.subscription.id}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/${name}?api-version=2026-01-01`,
    body,
  );
const files = (who: string) =>
  ask(
    who,
    'https://storage.azure.com',
    'GET',
    'databricksdemodss.dfs.core.windows.net/databricks-demo?resource=filesystem&recursive=false',
  );
const cluster = { cluster_name: 'c', spark_version: '16.4.x-scala2.12', node_type_id: 'Standard_D4ds_v5' };

beforeAll(async () => {
  await control('/reset'); // the other tests share this world, and its clock
  await control('/people', { name: 'Stina Strict' });
  await control('/people', { name: 'Gus Guest' });
  ({ host } = await control('/seed', { upn: owner, workspace: 'stina-lab', cluster: true, dss: true }));
  await control('/launch', { upn: guest, host });
});
afterEach(() => rules({ preset: 'kind' }));
afterAll(() => control('/reset'));

describe('Azure', () => {
  test('an unregistered provider refuses a workspace at once, and machines only when a cluster starts', async () => {
    await rules({ unregisteredProviders: ['Microsoft.Databricks', 'Microsoft.Compute'] });
    expect((await workspace('stina-none', { location: 'uksouth', properties: {} })).body.error.code).toBe(
      'MissingSubscriptionRegistration',
    );
    const { cluster_id } = (await api(owner, 'POST', '/2.1/clusters/create', cluster)).body;
    await advance(300);
    expect((await api(owner, 'GET', `/2.1/clusters/get?cluster_id=${cluster_id}`)).body).toMatchObject({
      state: 'TERMINATED',
      termination_reason: { code: 'CLOUD_PROVIDER_LAUNCH_FAILURE', parameters: { azure_error_code: 'MissingSubscriptionRegistration' } },
    });
  });

  test('a quota that is used up fails a start, and is told with the node types', async () => {
    await rules({ coreQuota: 2 });
    const { cluster_id } = (await api(owner, 'POST', '/2.1/clusters/create', cluster)).body;
    await advance(300);
    expect((await api(owner, 'GET', `/2.1/clusters/get?cluster_id=${cluster_id}`)).body).toMatchObject({
      state: 'TERMINATED',
      termination_reason: {
        code: 'AZURE_QUOTA_EXCEEDED_EXCEPTION',
        parameters: { azure_error_message: expect.stringContaining('Current Limit: 2') },
      },
    });
    expect((await api(owner, 'GET', '/2.1/clusters/list-node-types')).body.node_types[0].node_info).toMatchObject({ total_core_quota: 2 });
  });

  describe('a role on the workshop’s resource group only', () => {
    const subscription = `management.azure.com/subscriptions/${about.subscription.id}`;
    const arm = (method: string, path: string, version: string, body?: object) =>
      ask(owner, 'https://management.azure.com', method, `${subscription}${path}?api-version=${version}`, body);
    const refusedAt = (action: string, scope: string) => ({
      status: 403,
      body: {
        error: {
          code: 'AuthorizationFailed',
          message: expect.stringContaining(`perform action '${action}' over scope '/subscriptions/${about.subscription.id}${scope}'`),
        },
      },
    });
    const group = { location: 'uksouth' };
    const made = '/resourcegroups/stina-group';
    const provider = '/providers/Microsoft.Compute';
    const createInPortal = (name: string) =>
      fetch(`${origin}/portal.azure.com/create`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `practice_who=${owner}`, origin },
        body: new URLSearchParams({ resourceGroup: 'databricks-demo', name, location: 'uksouth', sku: 'premium' }),
      });

    test('makes no workspaces there, by the API or the portal, as each makes a resource group in the subscription', async () => {
      await rules({ azureRolesInGroupOnly: true, mayCreateGroups: false });
      const properties = { managedResourceGroupId: `/subscriptions/${about.subscription.id}/resourceGroups/stina-managed` };
      expect(await workspace('stina-grouped', { location: 'uksouth', properties })).toMatchObject({
        status: 403,
        body: {
          error: {
            code: 'LinkedAuthorizationFailed',
            message: expect.stringMatching(
              /action 'Microsoft\.Resources\/subscriptions\/resourceGroups\/write' on the linked scope\(s\) '\/subscriptions\/[^/]+\/resourceGroups\/stina-managed'/,
            ),
          },
        },
      });
      expect((await workspace('stina-grouped')).status).toBe(404);
      const page = await createInPortal('stina-paged');
      expect([page.status, (await page.text()).includes('LinkedAuthorizationFailed')]).toEqual([400, true]);
      await rules({ azureRolesInGroupOnly: false, unregisteredProviders: ['Microsoft.Databricks'] });
      expect(await (await createInPortal('stina-paged')).text()).toContain('MissingSubscriptionRegistration');
    });

    test('makes workspaces there with another one in the subscription that creates groups, and registers nothing with it', async () => {
      await rules({ azureRolesInGroupOnly: true });
      expect((await workspace('stina-grouped', { location: 'uksouth', properties: {} })).status).toBe(201);
      expect((await workspace('stina-grouped')).status).toBe(200);
      expect((await createInPortal('stina-paged')).status).toBe(303);
      expect((await arm('PUT', '/resourcegroups/stina-own', '2021-04-01', group)).status).toBe(201);
      const inside = '/resourceGroups/stina-own/providers/Microsoft.Databricks/workspaces/stina-inside';
      expect(await arm('PUT', inside, '2026-01-01', { location: 'uksouth', properties: {} })).toMatchObject(
        refusedAt('Microsoft.Databricks/workspaces/write', inside),
      );
      expect(await arm('POST', `${provider}/register`, '2021-04-01')).toMatchObject(refusedAt('Microsoft.Compute/register/action', ''));
    });

    test('makes no resource group, and registers no provider', async () => {
      await rules({ azureRolesInGroupOnly: true, mayCreateGroups: false, unregisteredProviders: ['Microsoft.Compute'] });
      expect(await arm('PUT', made, '2021-04-01', group)).toMatchObject(
        refusedAt('Microsoft.Resources/subscriptions/resourcegroups/write', made),
      );
      expect(await arm('POST', `${provider}/register`, '2021-04-01')).toMatchObject(refusedAt('Microsoft.Compute/register/action', ''));
      expect(await arm('GET', provider, '2021-04-01')).toMatchObject(refusedAt('Microsoft.Resources/subscriptions/providers/read', ''));
      await rules({ azureRolesInGroupOnly: false });
      expect((await arm('GET', provider, '2021-04-01')).body).toMatchObject({ registrationState: 'NotRegistered' });
      expect((await arm('POST', `${provider}/register`, '2021-04-01')).body).toMatchObject({ registrationState: 'Registered' });
      expect((await arm('GET', provider, '2021-04-01')).body).toMatchObject({ registrationState: 'Registered' });
      expect((await arm('PUT', made, '2021-04-01', group)).status).toBe(201);
      expect((await arm('PUT', made, '2021-04-01', { location: 'westeurope' })).body.error.code).toBe('InvalidResourceGroupLocation');
    });

    test('leaves out of lists what lies elsewhere, and does not read it', async () => {
      const workspaces = '/providers/Microsoft.Databricks/workspaces';
      const playground = '/resourceGroups/databricks-playground';
      const names = async (path: string, version: string): Promise<string[]> =>
        (await arm('GET', path, version)).body.value.map((v: Any) => v.name);
      await arm('PUT', `${playground}${workspaces}/stina-far`, '2026-01-01', { location: 'westeurope', properties: {} });
      expect(await names(workspaces, '2026-01-01')).toEqual(expect.arrayContaining(['stina-far', 'stina-lab']));
      await rules({ azureRolesInGroupOnly: true, mayCreateGroups: false });
      const seen = await names(workspaces, '2026-01-01');
      expect([seen.includes('stina-far'), seen.includes('stina-lab')]).toEqual([false, true]);
      expect(await names('/resourcegroups', '2021-04-01')).toEqual(['databricks-demo']);
      expect(await arm('GET', `${playground}${workspaces}/stina-far`, '2026-01-01')).toMatchObject(
        refusedAt('Microsoft.Databricks/workspaces/read', `${playground}${workspaces}/stina-far`),
      );
      expect(await arm('GET', `${playground}${workspaces}`, '2026-01-01')).toMatchObject(
        refusedAt('Microsoft.Databricks/workspaces/read', `${playground}/providers/Microsoft.Databricks`),
      );
    });
  });

  test('a storage role holds after a while, and a closed firewall lets nobody in', async () => {
    await rules({ storageRoleSeconds: 120 });
    await control('/people', { name: 'Nora New' });
    const nora = 'nora.new@practice.example';
    expect((await files(nora)).body.error.code).toBe('AuthorizationPermissionMismatch');
    await advance(121);
    expect((await files(nora)).status).toBe(200);
    await rules({ storageFirewall: true });
    expect((await files(nora)).body.error.code).toBe('AuthorizationFailure');
  });
});

describe('Databricks', () => {
  test('an IP access list answers with a number, as do other denials', async () => {
    await rules({ ipAccessListBlocks: true });
    expect(await api(owner, 'GET', '/2.0/preview/scim/v2/Me')).toMatchObject({
      status: 403,
      body: { error_code: 403, message: expect.stringContaining('blocked by Databricks IP ACL') },
    });
    await rules({ ipAccessListBlocks: false, numericErrorCodes: true });
    expect(await api('ada.quill@practice.example', 'GET', '/2.0/preview/scim/v2/Me')).toMatchObject({
      status: 403,
      body: { error_code: 403 },
    });
  });

  test('only who made a workspace is its administrator', async () => {
    await rules({ everybodyIsAdmin: false });
    const groups = async (who: string) => (await api(who, 'GET', '/2.0/preview/scim/v2/Me')).body.groups.map((g: Any) => g.display);
    expect([await groups(owner), await groups(guest)]).toEqual([['admins', 'users'], ['users']]);
    const setting = '/2.0/settings/types/disable_legacy_dbfs/names/default';
    expect([(await api(owner, 'GET', setting)).status, (await api(guest, 'GET', setting)).status]).toEqual([200, 403]);
  });

  test('a context is Pending for a while, and a cold Python takes its time once', async () => {
    await rules({ contextSeconds: 10, coldPythonSeconds: 20 });
    const [{ cluster_id: clusterId }] = (await api(owner, 'GET', '/2.1/clusters/list?filter_by.cluster_states=RUNNING')).body.clusters;
    const { id: contextId } = (await api(owner, 'POST', '/1.2/contexts/create', { clusterId, language: 'python' })).body;
    const context = async () => (await api(owner, 'GET', `/1.2/contexts/status?clusterId=${clusterId}&contextId=${contextId}`)).body.status;
    const run = () => api(owner, 'POST', '/1.2/commands/execute', { clusterId, contextId, language: 'python', command: 'print("x")' });
    const status = async (id: string) =>
      (await api(owner, 'GET', `/1.2/commands/status?clusterId=${clusterId}&contextId=${contextId}&commandId=${id}`)).body;
    expect(await context()).toBe('Pending');
    expect((await run()).body.error_code).toBe('INVALID_STATE');
    await advance(10);
    expect(await context()).toBe('Running');
    const { id } = (await run()).body;
    expect(await status(id)).toEqual({ id, status: 'Running' });
    await advance(20);
    expect(await status(id)).toMatchObject({ status: 'Finished', results: { data: 'x' } });
    expect(await status((await run()).body.id)).toMatchObject({ status: 'Finished' });
  });

  test('runtimes are today’s, and mounts are off in a workspace that is made now', async () => {
    await rules({ newestRuntimeIsBeta: false, legacyDbfsOffInNewWorkspaces: true });
    const names = (await api(owner, 'GET', '/2.1/clusters/spark-versions')).body.versions.map((v: Any) => v.name);
    expect(names.some((name: string) => name.includes('Beta'))).toBe(false);
    for (const version of ['16.4 LTS ML', '17.3 LTS ML', '18 LTS ML', '19 ML'])
      expect(names).toContainEqual(expect.stringMatching(`^${version} `));
    const { host: made } = await control('/seed', { upn: owner, workspace: 'stina-now' });
    const setting = (at: string) => ask(owner, databricks, 'GET', `${at}/api/2.0/settings/types/disable_legacy_dbfs/names/default`);
    expect((await setting(made)).body.disable_legacy_dbfs.value).toBe(true);
    expect((await setting(host)).body.disable_legacy_dbfs.value).toBe(false);
  });
});

describe('DSS', () => {
  const dss = async (method: string, path: string, body?: object, as: string | null = 'stina.strict') => {
    const response = await fetch(`${origin}/dss.practice.example/public/api${path}`, {
      method,
      headers: { authorization: `Bearer ${about.dssAdminKey}`, ...(as ? { 'x-dku-proxyuser': as } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Any };
  };
  const connection = 'stina-lab-cluster';

  test('a connection’s details are left out rather than refused', async () => {
    expect((await dss('GET', `/connections/${connection}/info`)).status).toBe(403);
    await rules({ infoWithoutParams: true });
    expect(await dss('GET', `/connections/${connection}/info`)).toEqual({
      status: 200,
      body: { type: 'Databricks', credentialsMode: 'PER_USER' },
    });
  });

  test('without a scope of its own DSS asks for the connection’s, and is refused where that is empty or wrong', async () => {
    await rules({ dssAddsScope: false });
    const test = async (scope: string) => {
      await control('/dss/connection', { upn: owner, name: connection, params: { scope } });
      return (await dss('GET', `/connections/${connection}/test`)).body;
    };
    expect(await test('')).toMatchObject({ connectionOK: false, connectionErrorMsg: expect.stringContaining('AADSTS900144') });
    expect(await test('https://nowhere.example/.default')).toMatchObject({ connectionErrorMsg: expect.stringContaining('AADSTS70011') });
    expect(await test(`${databricks}/.default offline_access`)).toEqual({ connectionOK: true });
  });

  test('a scope of Databricks is unknown to Entra ID, and Databricks’ own OAuth is refused as not simulated', async () => {
    await rules({ dssAddsScope: false });
    const connect = async (params: object) => {
      await control('/dss/connection', { upn: owner, name: 'stina-oauth', params: { ...connected, ...params } });
      return (await control('/dss/connect', { upn: owner, connection: 'stina-oauth' })).failure ?? null;
    };
    const { world } = await (await fetch(`${origin}/_practice/state`)).json();
    const connected = world.dss.connections.find((k: Any) => k.name === connection).params;
    expect(await connect({ scope: 'sql offline_access' })).toContain('AADSTS70011');
    expect(await connect({ scope: `${databricks}/.default` })).toContain('offline_access');
    expect(await connect({ scope: `${databricks}/.default+offline_access` })).toBeNull();
    for (const tokenEndpoint of [`https://${host}/oidc/v1/token`, 'https://accounts.azuredatabricks.net/oidc/accounts/x/v1/token'])
      expect(await connect({ tokenEndpoint, scope: 'sql offline_access' })).toContain('does not simulate');
  });

  test('a group’s rights are told, and code environments need theirs', async () => {
    const group = async () => (await dss('GET', '/admin/groups/attendees', undefined, null)).body;
    expect(await group()).toMatchObject({ mayCreateCodeEnvs: true, mayWriteSafeCode: true, mayCreateActiveWebContent: true });
    await rules({ missingDssRights: ['Create code envs', 'Write isolated code'] });
    expect(await group()).toMatchObject({ mayCreateCodeEnvs: false, mayWriteSafeCode: false, mayCreateActiveWebContent: true });
    for (const path of ['/admin/code-envs/', '/admin/code-envs/PYTHON/any'])
      expect(await dss('GET', path)).toMatchObject({ status: 403, body: { errorType: expect.stringContaining('UnauthorizedException') } });
    expect((await dss('GET', '/admin/code-envs/', undefined, null)).status).toBe(200);
  });

  describe('a job', () => {
    let count = 0;
    let key = 'STINA_LAB';
    let connection = 'stina-lab-cluster';
    async function job(recipe: { type: string; input?: string; into?: string; engineType?: string }) {
      await rules({ jobSeconds: 0 });
      if (count === 0)
        await dss('POST', `/projects/${key}/datasets/`, {
          name: 'trips',
          type: 'Databricks',
          params: { connection, mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips' },
          schema: { columns: [{ name: 'a', type: 'int' }] },
        });
      const output = `made_${count++}`;
      const settings = { connectionId: recipe.into ?? connection, specificSettings: { formatOptionId: 'PARQUET_HIVE' } };
      const isCode = recipe.type === 'python';
      if (isCode) await dss('POST', `/projects/${key}/datasets/managed`, { name: output, creationSettings: settings });
      const { body: made } = await dss('POST', `/projects/${key}/recipes/`, {
        recipePrototype: {
          type: recipe.type,
          inputs: { main: { items: [{ ref: recipe.input ?? 'trips' }] } },
          outputs: { main: { items: [{ ref: output }] } },
          params: recipe.engineType ? { engineType: recipe.engineType } : {},
        },
        creationSettings: isCode
          ? { script: `dataiku.Dataset("${output}").write_with_schema(dataiku.Dataset("trips").get_dataframe())` }
          : { createOutputDataset: true, outputDatasetSettings: settings },
      });
      const { body: started } = await dss('POST', `/projects/${key}/jobs/`, { outputs: [{ type: 'DATASET', id: output }] });
      const { body: status } = await dss('GET', `/projects/${key}/jobs/${started.id}/`);
      const log = await fetch(`${origin}/dss.practice.example/public/api/projects/${key}/jobs/${started.id}/log?activity=${made.name}_NP`, {
        headers: { authorization: `Bearer ${about.dssAdminKey}` },
      });
      const [activity] = Object.values<Any>(status.baseStatus.activities);
      return { output, state: status.baseStatus.state, failure: activity.firstFailure?.message ?? '', log: await log.text() };
    }

    test('says fastpath only where it is told to, and lists settings that look like it either way', async () => {
      expect((await job({ type: 'python' })).log).toMatch(/fastpath/);
      await rules({ logSaysFastpath: false });
      const { log, state } = await job({ type: 'python' });
      expect([state, /fastpath/i.test(log), /COPY INTO/.test(log), /autoFastWriteConnection/.test(log)]).toEqual([
        'DONE',
        false,
        true,
        true,
      ]);
    });

    test('has Databricks refuse the access key on a cluster, too', async () => {
      await rules({ accessKeyWorksOnClusters: false });
      for (const wish of [{ type: 'python' }, { type: 'sync', into: 'common-adls', engineType: fastOut }])
        expect(await job(wish)).toMatchObject({ state: 'FAILED', failure: expect.stringContaining('fs.azure.account.key') });
      expect(await job({ type: 'sync', into: 'common-adls-sas', engineType: fastOut })).toMatchObject({ state: 'DONE' });
    });

    const defaultCatalog = async (at: string) =>
      (await ask(owner, databricks, 'GET', `${at}/api/2.0/settings/types/default_namespace_ws/names/default`)).body.namespace.value;
    const exists = async (at: string, table: string) =>
      (await ask(owner, databricks, 'GET', `${at}/api/2.1/unity-catalog/tables/${table}/exists`)).body.table_exists;

    test('writes a table without a catalog into hive_metastore, which knows no grants, where that is the default', async () => {
      expect(await defaultCatalog(host)).toBe('hive_metastore');
      await rules({ missingGrants: ['USE CATALOG'] });
      const { state, log, output } = await job({ type: 'sampling' });
      expect([state, log.includes('CREATE TABLE `hive_metastore`.`default`.`stina_lab_')]).toEqual(['DONE', true]);
      expect(await exists(host, `hive_metastore.default.stina_lab_${output}`)).toBe(false); // none of Unity Catalog's
    });

    test('writes it into the workspace’s own catalog where that is the default, as in a workspace of today', async () => {
      await rules({ defaultCatalogOfNewWorkspaces: 'workspace' });
      const { host: made } = await control('/seed', { upn: owner, workspace: 'stina-uc', cluster: true, dss: true });
      expect(await defaultCatalog(made)).toBe('stina_uc');
      [key, connection, count] = ['STINA_UC', 'stina-uc-cluster', 0];
      for (const type of ['sampling', 'python']) {
        const { state, log, output } = await job({ type });
        expect([state, log.includes(`\`stina_uc\`.\`default\`.\`stina_uc_${output}\``)]).toEqual(['DONE', true]);
        expect(await exists(made, `stina_uc.default.stina_uc_${output}`)).toBe(true);
      }
    });

    test('needs Unity Catalog’s grants to write a table there, and to unload one', async () => {
      await rules({ missingGrants: ['USE CATALOG'] });
      for (const type of ['sampling', 'python'])
        expect(await job({ type })).toMatchObject({
          state: 'FAILED',
          failure: expect.stringContaining("PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'stina_uc'"),
        });
      const out = { type: 'sync', into: 'common-adls', engineType: fastOut };
      expect(await job(out)).toMatchObject({ state: 'DONE' });
      await rules({ missingGrants: ['CREATE EXTERNAL TABLE'] });
      expect(await job(out)).toMatchObject({
        failure: expect.stringContaining('User does not have CREATE EXTERNAL TABLE on External Location'),
      });
      expect(await job({ type: 'sampling' })).toMatchObject({ state: 'DONE' });
    });

    test('keeps its tables when its project is deleted, unless they should go with it; what is not simulated is refused', async () => {
      await rules({ defaultCatalogOfNewWorkspaces: 'workspace' });
      const { host: made } = await control('/seed', { upn: owner, workspace: 'stina-gone', cluster: true, dss: true });
      [key, connection, count] = ['STINA_GONE', 'stina-gone-cluster', 0];
      const { output } = await job({ type: 'sampling' });
      const table = `stina_gone.default.stina_gone_${output}`;
      expect(await dss('DELETE', `/projects/${key}/datasets/${output}?dropData=true`)).toMatchObject({ status: 501 });
      expect(await dss('DELETE', `/projects/${key}?clearOutputManagedFolders=true`)).toMatchObject({ status: 501 });
      expect(await exists(made, table)).toBe(true);
      expect(await dss('DELETE', `/projects/${key}?clearManagedDatasets=true`)).toMatchObject({ status: 200 });
      expect(await exists(made, table)).toBe(false);
    });
  });

  test('a license without user isolation has no credentials per user', async () => {
    await rules({ licenceHasUserIsolation: false });
    const made = { name: 'per-user', type: 'Databricks', credentialsMode: 'PER_USER' };
    expect(await dss('POST', '/admin/connections/', made, null)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('user isolation') },
    });
    expect((await dss('GET', '/connections/get-names?type=all')).body).not.toContain('per-user');
  });

  test('a release that the package index does not have is not installed', async () => {
    const env = '/admin/code-envs/PYTHON/stina';
    await rules({ codeEnvSeconds: 0 });
    await dss('POST', env, { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: 'PYTHON39' });
    const install = async () => {
      await dss('PUT', env, { ...(await dss('GET', env)).body, specPackageList: 'mlflow==2.99.0' });
      return (await dss('POST', `${env}/packages`)).body.messages.error;
    };
    expect(await install()).toBe(false);
    await rules({ realRequirements: true });
    expect(await install()).toBe(true);
  });

  test('a model of MLflow 3 is not imported, because DSS does not support it', async () => {
    const env = '/admin/code-envs/PYTHON/stina2';
    await rules({ codeEnvSeconds: 0, importSeconds: 0 });
    await dss('POST', env, { deploymentMode: 'DESIGN_MANAGED' });
    await dss('PUT', env, { ...(await dss('GET', env)).body, specPackageList: 'mlflow==2.17.2' });
    await dss('POST', `${env}/packages`);
    const params = { connection: 'common-adls', path: '/stina/artifacts' };
    const { id } = (await dss('POST', '/projects/STINA_LAB/managedfolders/', { name: 'f', params })).body;
    const bring = async (version: string, mlflow: string) => {
      const body = new FormData();
      body.set('file', new Blob([`flavors: {}\nmlflow_version: ${mlflow}\n`]));
      const headers = { authorization: `Bearer ${about.dssAdminKey}`, 'x-dku-proxyuser': 'stina.strict' };
      const url = `${origin}/dss.practice.example/public/api/projects/STINA_LAB/managedfolders/${id}/contents/model/MLmodel`;
      await fetch(url, { method: 'POST', headers, body });
      const made = (await dss('POST', '/projects/STINA_LAB/savedmodels/', { name: mlflow, savedModelType: 'MLFLOW_PYFUNC' })).body;
      const query = new URLSearchParams({ folderRef: id, path: 'model', codeEnvName: 'stina2' });
      const answer = await fetch(
        `${origin}/dss.practice.example/public/api/projects/STINA_LAB/savedmodels/${made.id}/versions/${version}?${query}`,
        { method: 'POST', headers, body },
      );
      return { status: answer.status, text: await answer.text() };
    };
    expect(await bring('0', '3.8.1')).toMatchObject({ status: 200 });
    await rules({ realRequirements: true });
    expect(await bring('1', '2.21.3')).toMatchObject({ status: 200 });
    expect(await bring('2', '3.8.1')).toMatchObject({ status: 500, text: expect.stringContaining('MLflow 3 are not supported') });
  });
});

test('a preset sets all of it at once, and what is also named comes on top', async () => {
  await rules({ preset: 'unprepared', ipAccessListBlocks: false });
  const { world } = await (await fetch(`${origin}/_practice/state`)).json();
  expect(world.rules).toMatchObject({ ipAccessListBlocks: false, storageFirewall: true, everybodyIsAdmin: false, dssAddsScope: false });
  await rules({ preset: 'kind' });
  const after = await (await fetch(`${origin}/_practice/state`)).json();
  expect(after.world.rules).toMatchObject({ coreQuota: 350, contextSeconds: 0, unregisteredProviders: [] });
});
