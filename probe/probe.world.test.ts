// The probe against the practice cloud, which is asked as a live tenant would be; what it says of it has to be true, in the kind world and in the strict one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { clusterPathOf, practiceHands } from '@/e2e/hands';
import { cloudUrl } from '@/lib/clouds/address';
import { Settled } from '@/lib/clouds/settled';
import { run } from './command';
import { Last } from './drift';
import { type ProbeEnv, parseProbeEnv, placeOf } from './place';
import { answersOf, reportOf } from './report';
import { probe } from './run';
import { signIn } from './sign-in';

const hands = await practiceHands();
const { dss, practice, settings } = hands;
const pia = await hands.newcomer('Pia Probe');
const olga = await hands.newcomer('Olga Other');
const key = 'PIA_LAB';
const folder = mkdtempSync(join(tmpdir(), 'guidepost-probe-'));

let env: ProbeEnv & Record<string, unknown>;
let dssKey: string;

/** Signs in as she would: opens the page that the message names, and approves the code. */
async function approve(message: string): Promise<void> {
  const code = /code ([A-Z0-9]{6,12})/.exec(message)?.[1] ?? '';
  await fetch(cloudUrl('https://login.microsoftonline.com/common/oauth2/deviceauth'), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `practice_who=${encodeURIComponent(pia.upn)}` },
    body: new URLSearchParams({ code, decision: 'continue' }),
  });
}
/** MSAL waits as long as Entra ID says between two questions whether somebody has entered the code. */
async function withoutTheWait<T>(act: () => Promise<T>): Promise<T> {
  const real = globalThis.setTimeout;
  const spy = vi.spyOn(globalThis, 'setTimeout');
  spy.mockImplementation(((then: () => void, ms?: number) => real(then, ms === 5000 ? 50 : ms)) as typeof setTimeout);
  try {
    return await act();
  } finally {
    spy.mockRestore();
  }
}

/** A tenant in which the lab was done once, in a world that was kind or strict from its beginning. */
async function made(preset: 'kind' | 'strict'): Promise<void> {
  await practice('/reset');
  await practice('/rules', { preset });
  for (const name of [pia.name, olga.name]) await hands.newcomer(name);
  await practice('/clock', { advanceSeconds: 130 }); // a storage role takes its time to hold
  const host = await hands.openWorkspace(pia, 'pia-lab');
  const stranger = await hands.openWorkspace(olga, 'olga-lab');
  const [cluster, warehouse] = await hands.atOnce(
    async () => [await hands.createCluster(pia, host), await hands.startWarehouse(pia, host)] as const,
  );
  await dss.connected(pia, 'pia_cluster', { host, httpPath: clusterPathOf(host, cluster) });
  await dss.connected(pia, 'pia_sql', { host, httpPath: `/sql/1.0/warehouses/${warehouse}` });
  await dss.connection(olga, 'olga_cluster', { host, httpPath: 'x' });
  await dss.project(pia, key);
  await hands.atOnce(async () => {
    await dss.importTable(pia, key, 'pia_cluster', 'trips');
    await dss.made(pia, key, { type: 'sampling', input: 'trips', output: 'sampled', connection: 'pia_cluster' });
    await dss.made(pia, key, { type: 'python', input: 'trips', output: 'scripted', connection: 'pia_cluster' });
    await dss.made(pia, key, { type: 'sync', input: 'trips', output: 'out', connection: 'common-adls', engine: 'Databricks to Cloud' });
    await dss.importTable(pia, key, 'pia_sql', 'trips_sql');
    await dss.made(pia, key, { type: 'python', input: 'trips_sql', output: 'scripted_sql', connection: 'pia_sql' });
  });
  ({ key: dssKey } = (await dss.dss(pia, 'POST', '/personal-api-keys/', { label: 'probe' })) as { key: string });
  env = parseProbeEnv({
    ENTRA_TENANT_ID: settings.tenantId,
    PROBE_SUBSCRIPTION: settings.subscriptionId,
    PROBE_WORKSPACE: host,
    PROBE_STRANGER_WORKSPACE: stranger,
    PROBE_STORAGE: `${settings.storageAccount}/${settings.storageContainer}`,
    PROBE_DSS_URL: settings.dssUrl,
    PROBE_DSS_ADMIN_KEY: hands.dssAdminKey,
    PROBE_DSS_KEY: dssKey,
    PROBE_DSS_PROJECT: key,
    PROBE_APP_CLIENT_ID: settings.appClientId,
  });
}
afterAll(async () => {
  await practice('/reset');
  rmSync(folder, { recursive: true, force: true });
});

const tokenFor = (scope: string) => hands.token(pia, scope.replace('/user_impersonation', ''));
const asked = () => probe(placeOf(env, pia.upn), { tokenFor, dssAdminKey: hands.dssAdminKey, dssKey });
const verdicts = (findings: Awaited<ReturnType<typeof asked>>) =>
  Object.fromEntries(Object.entries(findings).map(([id, { verdict, answer }]) => [id, `${verdict}: ${answer}`]));

const untold = {
  'dss.imported-model': 'could not tell: there is no imported model',
};

describe('what is assumed', () => {
  test('is told of a strict world as it is: mounts are off, codes are numbers, the info answers as documented, no log has the lab’s word', async () => {
    await made('strict');
    const findings = await asked();
    expect(verdicts(findings)).toMatchObject({
      'databricks.stranger': expect.stringMatching(/^confirmed: stranger, status 403, code 403/),
      'databricks.legacy-dbfs': 'confirmed: its value is true', // who made the workspace is its administrator
      'dss.info': 'confirmed: status 200',
      'dss.fastpath': expect.stringMatching(/^different/),
    });
    const report = reportOf({ date: 'a day', isPractice: true, findings, drifts: [], last: null });
    await expect(report).toMatchFileSnapshot('../docs/probe-example.md');
  });

  test('holds in the kind world, but for the info of a connection and the ids of engines', async () => {
    await made('kind'); // for the tests that follow, too
    const findings = await asked();
    expect(verdicts(findings)).toMatchObject({
      ...untold,
      'databricks.stranger': expect.stringMatching(/^confirmed: stranger, status 403, code PERMISSION_DENIED/),
      'databricks.legacy-dbfs': 'confirmed: its value is false',
      'dss.info': 'different: status 403',
      'dss.sync-engines': 'different: …, Databricks to Cloud', // ids that say nothing, as nobody knows the real ones
      'dss.fast-write-tick': 'confirmed: it is useAutoFastWrite',
      'dss.credentials-failure': 'confirmed: it does',
    });
    const others = Object.entries(findings).filter(([id]) => id !== 'dss.info' && id !== 'dss.sync-engines' && !(id in untold));
    expect(others.filter(([, { verdict }]) => verdict !== 'confirmed')).toEqual([]);
  });

  test('what does not hold is told as different', async () => {
    await practice('/faults', {
      host: 'azuredatabricks',
      path: 'disable_legacy_dbfs',
      status: 403,
      body: { error_code: 403, message: 'no' },
    });
    await practice('/faults', {
      host: 'azuredatabricks',
      path: 'dbfs/list',
      status: 403,
      body: { error_code: 'PERMISSION_DENIED', message: 'Mounts are disabled for ada@x.example' },
    });
    await practice('/faults', {
      host: 'dss',
      path: 'PROBE_ABSENT',
      status: 500,
      body: { errorType: 'java.lang.RuntimeException', message: 'x' },
    });
    const findings = verdicts(await asked());
    await practice('/faults/clear');
    expect(findings).toMatchObject({
      'databricks.legacy-dbfs': 'different: refused: status 403',
      'databricks.mount-names': 'different: forbidden, status 403, code PERMISSION_DENIED: Mounts are disabled for …',
      'dss.absent-project': 'could not tell: unavailable, status 500, code RuntimeException: …',
    });
  });

  test('what is not set, and who is not there, makes questions untold', async () => {
    const findings = await probe(placeOf(parseProbeEnv({}), undefined), { tokenFor: null, dssAdminKey: null, dssKey: null });
    expect(new Set(Object.values(findings).map(({ verdict }) => verdict))).toEqual(new Set(['could not tell']));
    expect(findings['azure.creator']?.answer).toBe('PROBE_SUBSCRIPTION is not set');
  });
});

test('the portal gets names and engines', async () => {
  expect(answersOf(await asked(), true)).toEqual({
    kind: 'guidepost vendor answers',
    version: 1,
    answeredBy: 'practice',
    dss: {
      params: {
        clientId: 'appId',
        authorizationEndpoint: 'authorizationEndpoint',
        tokenEndpoint: 'tokenEndpoint',
        fastWriteTick: 'useAutoFastWrite',
        fastWritePath: 'autoFastWritePath',
        fastWriteConnection: 'autoFastWriteConnection',
      },
      engines: { PRACTICE_ENGINE_3: 'Databricks to Azure' },
    },
  });
});

test('an operator signs in with a code, and the tokens of each resource follow', async () => {
  const { userName, tokenFor: tokenOf } = await withoutTheWait(() => signIn(settings.tenantId, (message) => void approve(message)));
  expect(userName).toBe(pia.upn);
  for (const scope of ['https://storage.azure.com/user_impersonation', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/user_impersonation'])
    expect(await tokenOf(scope)).toMatch(/^eyJ/);
});

test('the command writes a report, answers and what it compares with; a change is told by its exit code', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation((message) => void approve(String(message)));
  const command = () => withoutTheWait(() => run('.', ['--to', folder], { ...process.env, ...flat() }));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  try {
    expect(await command()).toBe(0);
    expect(Settled.parse(JSON.parse(read('vendor-answers.json'))).dss.engines).toEqual({ PRACTICE_ENGINE_3: 'Databricks to Azure' });
    expect(await command()).toBe(0);
    expect(read('report.md')).toContain('Nothing has changed.');
    await practice('/rules', { infoWithoutParams: true });
    expect(await command()).toBe(2);
    expect(read('report.md')).toContain('`dss.info` was different: status 403; now it is confirmed: status 200');
    expect(Object.keys(Last.parse(JSON.parse(read('last.json'))).findings)).toContain('dss.info');
    for (const secret of [dssKey, hands.dssAdminKey, pia.upn, 'eyJ', settings.tenantId, settings.subscriptionId, 'pia', 'practice.example'])
      for (const name of ['report.md', 'last.json', 'vendor-answers.json'])
        expect(read(name).toLowerCase()).not.toContain(secret.toLowerCase());
  } finally {
    said.mockRestore();
    await practice('/rules', { preset: 'kind' });
  }
});
const flat = () => ({
  PROBE_SUBSCRIPTION: String(env.PROBE_SUBSCRIPTION),
  PROBE_WORKSPACE: String(env.PROBE_WORKSPACE),
  PROBE_DSS_URL: String(env.PROBE_DSS_URL),
  PROBE_DSS_ADMIN_KEY: hands.dssAdminKey,
  PROBE_DSS_KEY: dssKey,
  PROBE_DSS_PROJECT: key,
  PROBE_APP_CLIENT_ID: String(env.PROBE_APP_CLIENT_ID),
});
