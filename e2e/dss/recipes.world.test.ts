// Sections 2 and 3, walked against a practice DSS that names nothing as the portal would like. Its engine ids say nothing, its logs lack
// the word, and some settings in them only look like it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { knownOf } from '@/lib/attendee/in-lab';
import { dss as cloud } from '@/lib/clouds';
import { nothingCarried } from '@/lib/clouds/carry';
import { clientsOf } from '@/lib/clouds/cloud';
import { Run } from '@/lib/clouds/http';
import type { Step } from '@/lib/lab/lab';
import { findStep } from '@/lib/lab/lab';
import { Concluded } from '@/lib/lab/outcome';
import type { Known } from '@/lib/lab/vocabulary';
import { clusterPathOf, practiceHands } from '../hands';

const hands = await practiceHands();
const { dss, practice, settings } = hands;
const member = await hands.newcomer('Wanda Walker');
const [cluster, warehouse, projectKey] = ['wanda_c', 'wanda_w', 'WANDA'];
const person = {
  id: 'w',
  objectId: 'w',
  name: member.name,
  userName: member.upn,
  mail: member.upn,
  homeAccountId: '',
  isFacilitator: false,
};
const workshop = { id: 'w', slug: 'w', title: '', joinCode: '', endsAt: null, closedAt: null, retentionDays: 30, isPractice: true };
let values: Record<string, string> = { projectKey, clusterConnection: cluster, warehouseConnection: warehouse };

const known = (more: Record<string, string> = {}): Known =>
  knownOf({
    lab,
    track: 'whole',
    person,
    workshop: { ...workshop, lab: lab.id, settings: { ...settings, ...more } },
    enrolment: { id: 'w', track: 'whole', step: null, helpAt: null, revision: '1', values },
  });

const stepOf = (slug: string): Step => {
  const found = findStep(lab, 'whole', slug);
  if (!found) throw new Error(`There is no step ${slug}.`);
  return found.step;
};

/** What each check of a step says, by the end of its id. */
async function said(slug: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
  const credential = { origin: settings.dssUrl, key: hands.dssAdminKey, whose: 'workshop' as const };
  const run = new Run({ tokenFor: async () => 'unused', credentialFor: async () => credential });
  const clouds = clientsOf({ dss: cloud }, run, []);
  const told: [string, string][] = [];
  for (const check of stepOf(slug).checks) {
    const verdict = await check
      .ask(clouds, known(more), nothingCarried)
      .then((answer) => check.judge(answer, known(more)))
      .catch((error: unknown) => {
        if (error instanceof Concluded) return error.verdict;
        throw error;
      });
    told.push([
      check.id.replace(/^dss\.(cluster|warehouse)-/, ''),
      `${verdict.status}: ${'message' in verdict ? verdict.message : verdict.on}`,
    ]);
  }
  return Object.fromEntries(told);
}

beforeAll(async () => {
  await practice('/rules', { logSaysFastpath: false, dssAddsScope: false, defaultCatalogOfNewWorkspaces: 'workspace' });
  const host = await hands.openWorkspace(member, 'wanda-lab');
  const [clusterId, warehouseId] = await hands.atOnce(
    async () => [await hands.createCluster(member, host), await hands.startWarehouse(member, host)] as const,
  );
  const [clusterHttpPath, warehouseHttpPath] = [clusterPathOf(host, clusterId), `/sql/1.0/warehouses/${warehouseId}`];
  values = {
    ...values,
    clusterHost: host,
    clusterPort: '443',
    clusterHttpPath,
    warehouseHost: host,
    warehousePort: '443',
    warehouseHttpPath,
  };
  await dss.connected(member, cluster, { host, httpPath: clusterHttpPath });
  await dss.connected(member, warehouse, { host, httpPath: warehouseHttpPath });
  await dss.project(member, projectKey);
});
afterAll(() => practice('/rules', { logSaysFastpath: true, dssAddsScope: true, missingGrants: [], accessKeyWorksOnClusters: true }));

describe('the connection’s scope', () => {
  const oauth = async (more?: Record<string, string>) => {
    const check = stepOf('connect-cluster').checks.find((c) => c.id === 'dss.cluster-connection-uses-oauth');
    if (!check) throw new Error('There is no such check.');
    const credential = { origin: settings.dssUrl, key: hands.dssAdminKey, whose: 'workshop' as const };
    const run = new Run({ tokenFor: async () => 'unused', credentialFor: async () => credential });
    return check.judge(await check.ask(clientsOf({ dss: cloud }, run, []), known(more), nothingCarried), known(more));
  };
  test('is as preset', async () => {
    expect(await oauth()).toMatchObject({ status: 'pass' });
    await dss.editConnection(member, cluster, { scope: 'sql offline_access' });
    expect(await oauth()).toMatchObject({ status: 'wrong', message: expect.stringContaining('for Databricks’ own endpoints') });
    await dss.editConnection(member, cluster, { scope: settings.oauthScope });
  });
  test('fits Databricks’ own endpoints where the workshop uses those', async () => {
    const own = { oauthEndpoints: 'databricks-workspace', oauthScope: 'sql offline_access' };
    expect(await oauth(own)).toMatchObject({ status: 'wrong', message: expect.stringContaining('this workshop uses Databricks') });
    const at = `https://${values['clusterHost']}/oidc/v1`;
    const entra = { authorizationEndpoint: known()['authorizationEndpoint'] ?? '', tokenEndpoint: known()['tokenEndpoint'] ?? '' };
    await dss.editConnection(member, cluster, {
      ...{ authorizationEndpoint: `${at}/authorize`, tokenEndpoint: `${at}/token`, scope: 'sql+offline_access' },
    });
    expect(await oauth(own)).toMatchObject({ status: 'pass' });
    await dss.editConnection(member, cluster, { ...entra, scope: settings.oauthScope });
  });
});

test('on the cluster all of it works, from another sample table', async () => {
  await hands.atOnce(async () => {
    const table = { connection: cluster, mode: 'table', catalog: 'samples', schema: 'tpch', table: 'nation' };
    await dss.dss(member, 'POST', `/projects/${projectKey}/datasets/`, { name: 'nation', type: 'Databricks', params: table });
    await dss.detectSchema(member, projectKey, 'nation');
    const on = { input: 'nation', connection: cluster };
    await dss.made(member, projectKey, { ...on, type: 'sampling', output: 'sampled' });
    await dss.made(member, projectKey, { ...on, type: 'python', output: 'scripted' });
    const out = { type: 'sync', input: 'nation', output: 'out', connection: 'common-adls' } as const;
    await dss.made(member, projectKey, { ...out, engine: 'Databricks to Cloud' });
    await dss.made(member, projectKey, { type: 'sync', input: 'out', output: 'back', connection: cluster, engine: 'Cloud to Databricks' });
  });
  expect(await said('cluster-recipes')).toEqual({
    'table-imported': 'pass: nation, samples.tpch.nation, with 4 columns.',
    'visual-recipe': 'pass: compute_sampled',
    'python-recipe': 'pass: compute_scripted, it seems.',
    'sync-out': 'pass: compute_out wrote to common-adls (Databricks to Cloud).',
    'sync-back': 'pass: compute_back (Cloud to Databricks).',
  });
});

test('without fast-write the settings in the log are not taken for the fast path', async () => {
  await dss.editConnection(member, cluster, { useAutoFastWrite: false });
  await hands.atOnce(() => dss.run(member, projectKey, 'scripted'));
  expect((await said('cluster-recipes'))['python-recipe']).toMatch(/^wrong: compute_scripted ran, but by the slow path/);
  await dss.editConnection(member, cluster, { useAutoFastWrite: true });
});

test('on the warehouse the right path is never told to be wrong', async () => {
  const all = async () => Object.entries(await said('warehouse-recipes'));
  const wrong = async () => (await all()).filter(([, told]) => told.startsWith('wrong'));
  await dss.importTable(member, projectKey, warehouse, 'trips_sql');
  const sql = { input: 'trips_sql', connection: warehouse };
  const out = { type: 'sync', input: 'trips_sql' } as const;
  const steps: (() => Promise<unknown>)[] = [
    () => dss.made(member, projectKey, { ...sql, type: 'sampling', output: 'sampled_sql' }),
    () => dss.made(member, projectKey, { ...sql, type: 'python', output: 'scripted_sql' }),
    () => dss.made(member, projectKey, { ...out, output: 'fails', connection: 'common-adls', engine: 'Databricks to Cloud' }),
    () => dss.editConnection(member, warehouse, { autoFastWriteConnection: 'common-adls-sas' }),
    () => dss.run(member, projectKey, 'scripted_sql'),
    () => dss.made(member, projectKey, { ...out, output: 'out_sql', connection: 'common-adls-sas', engine: 'DSS' }),
    () =>
      dss.made(member, projectKey, {
        type: 'sync',
        input: 'out_sql',
        output: 'back_sql',
        connection: warehouse,
        engine: 'Cloud to Databricks',
      }),
  ];
  for (const [i, step] of steps.entries()) {
    await hands.atOnce(step);
    expect([i, await wrong()]).toEqual([i, []]);
  }
  expect((await all()).filter(([, told]) => !told.startsWith('pass'))).toEqual([]);
  // of the two syncs out, the choice of the one that works hides nothing of the one that had to fail
  values = { ...values, warehouseSyncOut: 'compute_out_sql' };
  expect((await all()).filter(([, told]) => !told.startsWith('pass'))).toEqual([]);
});

test('a grant that is lacking, or a key that a cluster refuses, is not the attendee’s mistake', async () => {
  await practice('/rules', { missingGrants: ['USE CATALOG'] });
  await hands.atOnce(() => dss.made(member, projectKey, { type: 'sort', input: 'nation', connection: cluster, output: 'granted' }));
  values = { ...values, clusterVisualRecipe: 'compute_granted' };
  expect((await said('cluster-recipes'))['visual-recipe']).toBe('wrong: compute_granted failed.');
  await practice('/rules', { missingGrants: [], accessKeyWorksOnClusters: false });
  await dss.editConnection(member, cluster, { autoFastWriteConnection: 'common-adls-sas' });
  await hands.atOnce(async () => {
    await dss.run(member, projectKey, 'scripted');
    const out = { type: 'sync', input: 'nation', output: 'out_sas', connection: 'common-adls-sas' } as const;
    await dss.made(member, projectKey, { ...out, engine: 'Databricks to Cloud' });
  });
  const bySas = await said('cluster-recipes', { clusterStorageConnection: 'common-adls-sas' });
  expect([bySas['python-recipe'], bySas['sync-out']]).toEqual([expect.stringMatching(/^pass/), expect.stringMatching(/^pass/)]);
});
