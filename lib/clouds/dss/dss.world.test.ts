// The DSS client against the practice DSS over HTTP: every method, every trouble, and what a key may be sent to.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clusterPathOf, practiceHands } from '@/e2e/hands';
import { askRights } from '@/labs/kit/dss/rights';
import type { Credential } from '../access';
import type { Refusal } from '../answer';
import { clientsOf } from '../cloud';
import { applicationId } from '../databricks';
import { entra } from '../entra';
import { type Evidence, Run } from '../http';
import { UpstreamError } from '../trouble';
import { accountOf, dss as cloud } from '.';

const hands = await practiceHands();
const { dss, practice, settings } = hands;
const member = await hands.newcomer('Dora Dataiku');
const login = await dss.loginOf(member);
const key = 'DORA_LAB';
const admin: Credential = { origin: settings.dssUrl, key: hands.dssAdminKey, whose: 'workshop' };
const noToken = async () => 'unused';
const isAboutConnection = ({ code = '' }: Refusal) => /SQL|IllegalArgument/.test(code);

/** What DSS says of the accounts leads to hers. */
const account = accountOf((await clientsWith(admin, []).dss().users()) ?? [], (await clientsWith(admin, []).dss().groups()) ?? [], {
  userName: member.upn,
});
if (account.kind !== 'theirs') throw new Error(`DSS has no account of ${member.upn}: ${account.kind}`);
const proven = account.login;

function asked(credential: Credential | null = admin) {
  const evidence: Evidence[] = [];
  const clouds = clientsWith(credential, evidence);
  return { evidence, clouds, dora: clouds.dss(proven) };
}
function clientsWith(credential: Credential | null, evidence: Evidence[]) {
  return clientsOf({ dss: cloud, entra }, new Run({ tokenFor: noToken, credentialFor: async () => credential }), evidence);
}
const trouble = async (question: Promise<unknown>) => {
  const error = await question.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`expected trouble, got ${error}`);
  return error.detail;
};

beforeAll(async () => {
  const host = await hands.openWorkspace(member, 'dora-lab');
  const [cluster, warehouse] = await hands.atOnce(
    async () => [await hands.createCluster(member, host), await hands.startWarehouse(member, host)] as const,
  );
  await dss.connected(member, 'dora_cluster', { host, httpPath: clusterPathOf(host, cluster) });
  await dss.connected(member, 'dora_sql', { host, httpPath: `/sql/1.0/warehouses/${warehouse}` });
  await dss.connection(member, 'dora_new', { host, httpPath: clusterPathOf(host, cluster), appSecret: 'wrong' });
  await dss.project(member, key);
  await hands.atOnce(async () => {
    await dss.importTable(member, key, 'dora_cluster', 'trips');
    await dss.made(member, key, { type: 'sampling', input: 'trips', output: 'sampled', connection: 'dora_cluster' });
    await dss.made(member, key, { type: 'python', input: 'trips', output: 'scripted', connection: 'dora_cluster' });
    await dss.made(member, key, { type: 'sync', input: 'trips', output: 'out', connection: 'common-adls', engine: 'Databricks to Cloud' });
    await dss.importTable(member, key, 'dora_sql', 'trips_sql');
    await dss.made(member, key, { type: 'python', input: 'trips_sql', output: 'scripted_sql', connection: 'dora_sql' });
  });
});
afterEach(() => practice('/faults/clear'));

describe('each question', () => {
  test('users, and whose a personal key is', async () => {
    expect(await asked().clouds.dss().users()).toContainEqual(expect.objectContaining({ login, email: member.upn }));
    const made = await dss.dss(member, 'POST', '/personal-api-keys/', { label: 'test' });
    const mine: Credential = { ...admin, key: (made as { key: string }).key, whose: 'attendee' };
    expect(await asked(mine).clouds.dss().users()).toBeNull();
    expect(await asked(mine).clouds.dss().groups()).toBeNull();
    expect(await asked(mine).clouds.dss().keyOwner()).toBe(login);
    expect(await asked(mine).dora.connectionNames('Databricks')).toContain('dora_sql');
    expect((await asked(mine).dora.datasets(key))?.map((d) => d.name)).toContain('trips');
    // a definition is an administrator's to read
    const unseen = {
      trouble: 'no-key',
      words: { message: expect.stringContaining('can’t see'), remedy: expect.stringContaining('Details readable by') },
    };
    expect(await trouble(asked(mine).dora.connection('dora_sql'))).toMatchObject({ ...unseen, status: 403 });
    await practice('/rules', { infoWithoutParams: true });
    expect(await trouble(asked(mine).dora.connection('dora_sql'))).toMatchObject(unseen);
    expect(await asked(mine).dora.connection('nobody')).toBeNull();
    await practice('/rules', { infoWithoutParams: false });
  });
  test('connections: names as the attendee, definitions as an administrator, without the secret', async () => {
    const { dora } = asked();
    expect(await dora.connectionNames('Databricks')).toEqual(['dora_cluster', 'dora_sql', 'dora_new']);
    expect(await dora.connectionNames('Azure')).toEqual(['common-adls', 'common-adls-sas']);
    const found = await dora.connection('dora_cluster');
    expect(found).toMatchObject({ type: 'Databricks', credentialsMode: 'PER_USER', creationTag: { lastModifiedBy: { login } } });
    expect(found?.params).toMatchObject({ authType: 'OAUTH2_APP', appSecret: 'e:AES:hidden' });
    expect(Object.keys(await dora.connections())).toContain('common-adls');
  });
  test('a connection that is not there is absent, though DSS answers 500', async () => {
    const { dora, evidence } = asked();
    expect(await dora.connection('nobody')).toBeNull();
    // a refusal alone proves nothing: its list agrees
    expect(evidence.map((e) => e.status)).toEqual([500, 200]);
  });
  test('SELECT 1 as the attendee', async () => {
    const { dora, evidence } = asked();
    expect(await dora.selectOne('dora_cluster', isAboutConnection)).toEqual({ ok: true });
    expect(evidence.map((e) => [e.method, e.status, e.as])).toEqual([
      ['POST', 200, login],
      ['GET', 200, login],
      ['GET', 200, login],
    ]);
    expect(await dora.selectOne('dora_new', isAboutConnection)).toMatchObject({
      ok: false,
      said: expect.stringContaining('Connect your Databricks account'),
    });
    expect(await dora.selectOne('nobody', isAboutConnection)).toMatchObject({ ok: false, said: expect.stringContaining('not found') });
  });
  test('projects, datasets, recipes, engines', async () => {
    const { dora } = asked();
    expect(await dora.projects()).toContainEqual({ projectKey: key, name: 'dora_lab', ownerLogin: login });
    expect(await dora.datasets(key)).toMatchObject([
      {
        name: 'trips',
        managed: false,
        params: { connection: 'dora_cluster', catalog: 'samples' },
        schema: { columns: expect.arrayContaining([{ name: 'fare_amount' }]) },
      },
      { name: 'sampled', managed: true },
      { name: 'scripted' },
      { name: 'out', type: 'Azure', formatType: 'parquet' },
      { name: 'trips_sql' },
      { name: 'scripted_sql' },
    ]);
    expect(await dora.recipes(key)).toContainEqual({ name: 'compute_out', type: 'sync', inputs: ['trips'], outputs: ['out'] });
    expect(await dora.enginesOf(key, 'compute_sampled')).toMatchObject({ selected: { type: 'SQL', label: 'In-database (SQL)' } });
    expect((await dora.enginesOf(key, 'compute_out')).all.map(({ label }) => label)).toContain('Databricks to Cloud');
    expect(await dora.enginesOf(key, 'compute_scripted')).toMatchObject({ selected: null });
  });
  test('a project that is not the attendee’s to see is absent', async () => {
    const stranger = await hands.newcomer('Stina Stranger');
    await dss.project(stranger, 'STINA_LAB');
    expect(await asked().dora.datasets('STINA_LAB')).toBeNull();
    expect(await asked().dora.datasets('NOT_THERE')).toBeNull();
  });
  test('jobs, newest first, with engine, reason and log', async () => {
    const { dora } = asked();
    const jobs = await dora.jobs(key);
    expect(jobs.map((j) => [j.outputs, j.state])).toEqual([
      [['scripted_sql'], 'FAILED'],
      [['out'], 'DONE'],
      [['scripted'], 'DONE'],
      [['sampled'], 'DONE'],
    ]);
    const open = async (i: number) => (await dora.job(key, jobs[i]?.id ?? ''))?.body;
    // an id that says nothing: the recipe's own list of engines has its label
    const ran = (await open(1))?.runtimeSummary?.activities[0]?.engineType;
    expect((await dora.enginesOf(key, 'compute_out')).all).toContainEqual({ type: ran, label: 'Databricks to Cloud' });
    const failed = Object.values((await open(0))?.baseStatus.activities ?? {})[0];
    expect(failed?.firstFailure?.message).toContain('stored credentials');
    const scripted = Object.values((await open(2))?.baseStatus.activities ?? {})[0];
    const found = await dora.searchLog(key, jobs[2]?.id ?? '', scripted?.activityId ?? '', /fastpath/, 1_000_000);
    expect(found).toEqual({ text: expect.stringContaining('common-adls'), isWhole: false });
    expect(await dora.searchLog(key, jobs[3]?.id ?? '', 'compute_sampled_NP', /fastpath/, 1_000_000)).toEqual({
      text: null,
      isWhole: true,
    });
    expect(await dora.job(key, 'gone')).toBeNull();
  });
  test('a huge log is read as it streams past, and no further than it has to be', async () => {
    await practice('/rules', { jobLogPadding: 30_000_000, jobSeconds: 0 });
    const id = await dss.run(member, key, 'scripted');
    await practice('/rules', { jobLogPadding: 0, jobSeconds: 30 });
    const { dora } = asked();
    const before = process.memoryUsage().arrayBuffers;
    expect(await dora.searchLog(key, id, 'compute_scripted_NP', /Run activity/, 1_000_000)).toMatchObject({ text: expect.any(String) });
    expect(await dora.searchLog(key, id, 'compute_scripted_NP', /fastpath/, 1_000_000)).toEqual({ text: null, isWhole: false });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(await dora.searchLog(key, id, 'compute_scripted_NP', /fastpath/, 100_000_000)).toMatchObject({
      text: expect.stringContaining('fastpath'),
    });
  });
});

describe('each trouble', () => {
  test.each([
    ['no key at all', null, { trouble: 'no-key' }],
    ['a key that DSS does not know', { ...admin, key: 'old' }, { trouble: 'bad-key', status: 401, code: 'NotAuthenticatedException' }],
  ])('%s', async (_, dssKey, expected) => {
    expect(await trouble(asked(dssKey).clouds.dss().users())).toMatchObject({ cloud: 'DSS', ...expected });
  });
  test.each([
    ['down', { status: 503, times: 9 }, { trouble: 'unavailable' }],
    ['a web page of a proxy', { mode: 'html' }, { trouble: 'garbled' }],
    ['a web page as an error', { mode: 'html', status: 502 }, { trouble: 'unavailable' }],
    [
      'the free edition',
      { status: 403, body: { errorType: 'x.y.UnauthorizedException', message: 'Your license does not allow the public API' } },
      { trouble: 'licence' },
    ],
    [
      'a 500 of its own',
      { status: 500, body: { errorType: 'java.lang.NullPointerException', message: 'null' } },
      { trouble: 'unavailable', code: 'NullPointerException' },
    ],
    ['half of the JSON', { mode: 'truncate' }, { trouble: 'garbled' }],
    ['a cut connection', { mode: 'cut', times: 9 }, { trouble: 'no-connection' }],
  ])('%s', async (_, fault, expected) => {
    await practice('/faults', { host: 'dss', ...fault });
    expect(await trouble(asked().dora.projects())).toMatchObject({ cloud: 'DSS', ...expected });
  });
  test('trouble during a query is not held against the connection', async () => {
    await practice('/faults', {
      host: 'dss',
      path: '.*/sql/.*',
      status: 500,
      body: { errorType: 'java.lang.NullPointerException', message: 'null' },
    });
    expect(await trouble(asked().dora.selectOne('dora_cluster', isAboutConnection))).toMatchObject({ trouble: 'unavailable' });
  });
  test.each([
    ['a page', { mode: 'html' }],
    ['{}', { status: 200, body: {} }],
    ['nothing', { status: 200, body: '' }],
  ])('%s is no row of a query', async (_, fault) => {
    await practice('/faults', { host: 'dss', path: '.*/stream.*', ...fault });
    expect(await trouble(asked().dora.selectOne('dora_cluster', isAboutConnection))).toMatchObject({ trouble: 'garbled' });
  });
  test.each([
    ['a page', { mode: 'html' }],
    ['{}', { status: 200, body: {} }],
    ['words', { status: 200, body: 'Sign in first.' }],
  ])('%s at its end is not a query that went well, nor one that failed', async (_, fault) => {
    await practice('/faults', { host: 'dss', path: '.*/finish-streaming', ...fault });
    expect(await trouble(asked().dora.selectOne('dora_cluster', isAboutConnection))).toMatchObject({ trouble: 'garbled' });
  });
  test('an answer without any users is not the service’s own', async () => {
    await practice('/faults', { host: 'dss', status: 200, body: '[]' });
    expect(await trouble(asked().clouds.dss().users())).toMatchObject({ trouble: 'garbled' });
  });
  test('a project that DSS lists and refuses to show is not absent', async () => {
    const no = { errorType: 'com.dataiku.dip.exceptions.UnauthorizedException', message: 'Action forbidden' };
    await practice('/faults', { host: 'dss', path: '.*/datasets/', status: 403, body: no });
    expect(await trouble(asked().dora.datasets(key))).toMatchObject({ trouble: 'forbidden' });
    await practice('/faults', { host: 'dss', path: '.*/datasets/', status: 403, body: { message: 'Forbidden' } });
    expect(await trouble(asked().dora.datasets(key))).toMatchObject({ trouble: 'garbled' });
  });
  test('a workshop’s key that is no administrator’s is told apart', async () => {
    const made = await dss.dss(member, 'POST', '/personal-api-keys/', { label: 'theirs' });
    const key = { ...admin, key: (made as { key: string }).key };
    const words = { message: expect.stringContaining('isn’t an administrator’s') };
    for (const question of ['users', 'groups', 'connections'] as const)
      expect(await trouble(asked(key).clouds.dss()[question]())).toMatchObject({ trouble: 'forbidden', words });
  });
  test('a right to code environments that is lacking is named, as the practice DSS refuses it', async () => {
    await practice('/rules', { missingDssRights: ['Create code envs', 'Write isolated code'] });
    const { dora, clouds } = asked();
    expect(await trouble(dora.codeEnv('dora-env'))).toMatchObject({ words: { remedy: expect.stringContaining('Create code envs') } });
    expect(await askRights({ dss: (login) => clouds.dss(login) }, login)).toEqual({ codeEnvs: false, notebooks: false });
    await practice('/rules', { missingDssRights: [] });
    expect(await askRights({ dss: (login) => asked().clouds.dss(login) }, login)).toEqual({ codeEnvs: true, notebooks: true });
  });
  test('a right to code environments that is lacking is named', async () => {
    const no = { errorType: 'com.dataiku.dip.exceptions.UnauthorizedException', message: 'Action forbidden' };
    await practice('/faults', { host: 'dss', path: '.*/code-envs/.*', status: 403, times: 2, body: no });
    expect(await trouble(asked().dora.codeEnv('dora-env'))).toMatchObject({
      trouble: 'forbidden',
      words: { remedy: expect.stringContaining('Create code envs') },
    });
  });
  test('a log that is a web page is not searched', async () => {
    await practice('/faults', { host: 'dss', path: '.*/log.*', mode: 'html' });
    expect(await trouble(asked().dora.searchLog(key, 'x', 'y', /fastpath/, 1000))).toMatchObject({ trouble: 'garbled' });
  });
});

describe('who may be sent the key', () => {
  test('only the workshop’s own instance', async () => {
    const run = new Run({ tokenFor: noToken, credentialFor: async () => admin });
    const question = { service: cloud, url: 'https://dss.evil.example/public/api/projects/' } as const;
    expect(await trouble(run.search(question, /x/, 10, []))).toMatchObject({ code: 'HostNotAllowed' });
    expect(await trouble(run.search({ ...question, url: question.url.replace('https', 'http') }, /x/, 10, []))).toMatchObject({
      code: 'HostNotAllowed',
    });
  });
  test('evidence holds neither key nor what was posted', async () => {
    const { dora, evidence } = asked();
    await dora.selectOne('dora_cluster', isAboutConnection);
    expect(JSON.stringify(evidence)).not.toContain(hands.dssAdminKey);
    expect(JSON.stringify(evidence)).not.toContain('SELECT');
  });
});

describe('a client secret', () => {
  const at = { tenantId: settings.tenantId, clientId: settings.appClientId, resource: applicationId };
  test.each([
    ['works', async () => (await dss.clientSecret(member)).value, { accepted: true }],
    ['is wrong', async () => 'nonsense', { accepted: false, code: 'AADSTS7000215' }],
    ['is an id', async () => (await dss.clientSecret(member)).id, { accepted: false, code: 'AADSTS7000215' }],
    ['has expired', async () => (await dss.clientSecret(member, -1)).value, { accepted: false, code: 'AADSTS7000222' }],
  ])('%s', async (_, secret, expected) => {
    const { clouds, evidence } = asked();
    const plain = await secret();
    expect(await clouds.entra.trySecret({ ...at, secret: plain })).toMatchObject(expected);
    expect(JSON.stringify(evidence)).not.toContain(plain);
  });
  test('of an app that is not there', async () => {
    expect(await asked().clouds.entra.trySecret({ ...at, clientId: settings.tenantId, secret: 'x' })).toMatchObject({
      code: 'AADSTS700016',
    });
  });
  test('Entra being down says nothing about it', async () => {
    await practice('/faults', { host: 'login', status: 503, times: 9 });
    expect(await trouble(asked().clouds.entra.trySecret({ ...at, secret: 'x' }))).toMatchObject({
      cloud: 'Entra ID',
      trouble: 'unavailable',
    });
  });
});
