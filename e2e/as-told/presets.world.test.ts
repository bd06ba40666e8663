// Whoever does exactly what the lab's texts say, with only the settings' presets, finishes either track, clean-up included, in the
// strictest practice cloud that can still be finished.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import lab from '@/labs/databricks-dss/lab';
import { settings } from '@/labs/databricks-dss/settings';
import { allowsMlflow3 } from '@/labs/kit/databricks/runtime';
import { cloudUrl } from '@/lib/clouds/address';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import { unpackAnswers } from '@/lib/lab/answers';
import { allSteps, stepsOf } from '@/lib/lab/lab';
import type { Verdict } from '@/lib/lab/outcome';
import { isSame, judgeAgain } from '@/lib/replay/judge-again';
import { recipesDone } from '../faults/done';
import { clusterPathOf, practiceHands } from '../hands';
import { type AsTold, asTold } from './person';

const hands = await practiceHands();
const { dss } = hands;
const Id = z.object({ id: z.string() });
const Findings = z.array(z.object({ checkId: z.string(), outcome: z.unknown() }));

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  await hands.practice('/rules', { preset: 'strict' });
});
afterAll(() => hands.practice('/reset'));

const allPass = (step: string) =>
  Object.fromEntries(
    stepsOf(lab, 'whole')
      .concat(stepsOf(lab, 'model'))
      .find((s) => s.slug === step)
      ?.checks.map((c) => [c.id, 'pass']) ?? [],
  );
async function isGreen(me: AsTold, step: string, recorded: Record<string, string> = {}): Promise<void> {
  expect({ step, ...(await me.verify(step, recorded)) }).toEqual({ step, ...allPass(step) });
}

test('the workshop that is walked has only the presets and where the practice cloud is', () => {
  const own = ['tenantId', 'subscriptionId', 'subscriptionName', 'dssUrl', 'appClientId', 'commonWorkspaceUrl'];
  for (const [name, { preset }] of Object.entries(settings))
    if (!own.includes(name)) expect([name, hands.settings[name as keyof typeof settings]]).toEqual([name, preset]); // a key of it
  expect(allowsMlflow3(settings.newestRuntime.preset)).toBe(false);
});

/** Where somebody trains. */
interface Trained {
  host: string;
  clusterId: string;
}

const envOf = (project: string) => `${project.toLowerCase()}_env`;

/** 4.2 to 4.7 in a workspace and on a cluster where mounts are allowed. */
async function sectionFour(me: AsTold, { host, clusterId }: Trained, project: string): Promise<void> {
  expect(await me.runCells(host, clusterId, [me.code('mount-storage', 0)])).toBe('True');
  await isGreen(me, 'mount-storage', { mountName: me.value('mountName') });
  expect(me.link('ml-workspace')).toContain(host);

  const location = me.code('create-experiment', 0).replace('your-name', me.value('mountName'));
  const experimentPath = `/Users/${me.member.upn}/diabetes`;
  const made = { name: experimentPath, artifact_location: location };
  await hands.call(me.member, databricks, 'POST', `https://${host}/api/2.0/mlflow/experiments/create`, made);
  await isGreen(me, 'create-experiment', { experimentPath });

  expect(await me.runCells(host, clusterId, [me.code('train-model', 0), me.code('train-model', 1)])).toContain('RMSE');
  await hands.practice('/clock', { advanceSeconds: 121 }); // a storage role takes its time
  await isGreen(me, 'train-model');

  const params = { connection: me.value('adlsConnection'), path: me.code('managed-folder', 0) };
  const folder = Id.parse(await dss.dss(me.member, 'POST', `/projects/${project}/managedfolders/`, { name: 'artifacts', params })).id;
  await isGreen(me, 'managed-folder', { projectKey: project, folderId: folder });

  const codeEnvName = envOf(project);
  await buildEnvironment(me, codeEnvName, `${project}/managedfolders/${folder}`);
  expect(await me.verify('code-env-and-import', { codeEnvName })).toMatchObject({
    'dss.code-env-exists': 'pass',
    'dss.code-env-has-python': 'pass',
    'dss.code-env-has-packages': 'pass',
    'dss.code-env-has-mlflow': 'pass',
  });
  await importModel(me, project);
  await isGreen(me, 'code-env-and-import');
  await isGreen(me, 'see-the-model');
}

async function buildEnvironment(me: AsTold, name: string, folder: string): Promise<void> {
  const url = cloudUrl(`${hands.settings.dssUrl}/public/api/projects/${folder}/contents/${me.value('modelDirectory')}/requirements.txt`);
  const headers = { authorization: `Bearer ${hands.dssAdminKey}`, 'x-dku-proxyuser': await dss.loginOf(me.member) };
  const asWritten = await (await fetch(url, { headers })).text();
  const packages = asWritten.replace(/^mlflow.*$/m, me.code('code-env-and-import', 0));
  await dss.codeEnv(me.member, name, packages, `PYTHON${me.value('environmentPython').replace('.', '')}`);
  expect(await dss.isBuilt(me.member, name)).toBe(true);
}

/** What the text's cell does in a notebook of the project, over the API that it calls. */
async function importModel(me: AsTold, project: string): Promise<void> {
  const cell = me.code('code-env-and-import', 1);
  const argument = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(cell)?.[1] ?? '';
  const [, name = ''] = /create_mlflow_pyfunc_model\("([^"]*)"/.exec(cell) ?? [];
  const models = `/projects/${project}/savedmodels/`;
  const wanted = { name, savedModelType: 'MLFLOW_PYFUNC', predictionType: argument('prediction_type') };
  const { id } = Id.parse(await dss.dss(me.member, 'POST', models, wanted));
  const how = { folderRef: argument('managed_folder'), path: argument('path'), codeEnvName: argument('code_env_name') };
  await hands.practice('/rules', { importSeconds: 0 });
  await dss.importVersion(me.member, project, id, argument('version_id'), how);
}

/** The checks that kept something, by whoever walked. */
const judgedAgain = new Set<string>();

/** What was kept of every attempt, through the database and back, gets the same verdict, and contains no secret. */
async function isKeptExactly(me: AsTold): Promise<void> {
  const attempts = await me.attempts();
  const secrets = [me.secret, hands.dssAdminKey];
  for (const { step: slug, outcomes, answers } of attempts) {
    expect(secrets.filter((secret) => JSON.stringify(answers ?? '').includes(secret))).toEqual([]);
    const step = allSteps(lab).find((s) => s.slug === slug) ?? expect.unreachable();
    const kept = unpackAnswers(answers);
    if (!kept) continue; // each of its questions ended early
    expect([slug, ...kept.notKept]).toEqual([slug]);
    for (const check of step.checks.filter((c) => kept.judged.has(c.id))) {
      const before = Findings.parse(outcomes).find((f) => f.checkId === check.id)?.outcome as Verdict; // as `change` stored it
      const again = judgeAgain(lab, '', check, kept);
      if (!('verdict' in again) || !isSame(before, again.verdict)) expect([check.id, again]).toEqual([check.id, before]);
      judgedAgain.add(check.id);
    }
  }
}

/** What the last step lists is there at first, and gone once each line of it was done. DSS's own pages delete what its API keeps to administrators. */
async function cleanUp(me: AsTold, { host, clusterId }: Trained, project: string, connections: string[] = []): Promise<void> {
  const left = await me.verify('clean-up');
  const thing = connections.length > 0 ? 'workspace' : 'project';
  expect([left[`cleanup.${thing}-is-gone`], left['cleanup.mount-is-gone']]).toEqual([
    expect.stringContaining('still there'),
    expect.stringContaining('still there'),
  ]);
  const [, unmounting = ''] = /`(.*)`/.exec(me.param('clean-up', 'Mount, where the workspace stays')) ?? [];
  expect(await me.runCells(host, clusterId, [unmounting])).toContain('has been unmounted');
  for (const name of connections) await dss.deleteConnection(name);
  await dss.dss(me.member, 'DELETE', `/projects/${project}`);
  await dss.deleteCodeEnv(envOf(project));
  if (connections.length > 0) await hands.deleteWorkspace(me.member, me.value('workspaceName'));
  await isGreen(me, 'clean-up');
}

async function clusterNamed(me: AsTold, host: string, name: string): Promise<string> {
  const { clusters } = z
    .object({ clusters: z.array(z.object({ cluster_id: z.string(), cluster_name: z.string() })) })
    .parse(await hands.call(me.member, databricks, 'GET', `https://${host}/api/2.1/clusters/list`));
  return clusters.find((c) => c.cluster_name === name)?.cluster_id ?? '';
}

/** Sections 1 to 3. @returns what was made */
async function sectionsOneToThree(me: AsTold): Promise<Trained & { project: string; connections: string[] }> {
  const who = me.member;
  const name = me.value('workspaceName');
  const sku = me.param('create-workspace', 'Pricing tier').split(' ')[0]?.toLowerCase() ?? '';
  expect(me.param('create-workspace', 'Region')).toBe('UK South'); // as the portal's menu has it
  const place = { location: me.param('create-workspace', 'Region'), group: me.param('create-workspace', 'Resource group'), sku };
  await hands.atOnce(() => hands.createWorkspace(who, name, place));
  await me.verify('create-workspace', { workspaceName: name });
  const host = me.value('workspaceUrl');
  await hands.launch(who, host);
  await isGreen(me, 'create-workspace');

  const told = me.param('create-cluster', 'Databricks runtime');
  const { versions } = z
    .object({ versions: z.array(z.object({ key: z.string(), name: z.string() })) })
    .parse(await hands.call(who, databricks, 'GET', `https://${host}/api/2.1/clusters/spark-versions`));
  const chosen = versions.find((v) => told.startsWith(`${v.name}, `)); // the menu has it as the page tells it
  expect(chosen?.key).toBe('16.4.x-scala2.12');
  const [clusterId, warehouse] = await hands.atOnce(
    async () => [await hands.createCluster(who, host, { spark_version: chosen?.key }), await hands.startWarehouse(who, host)] as const,
  );
  const cluster = { host, httpPath: clusterPathOf(host, clusterId) };
  const sql = { host, httpPath: `/sql/1.0/warehouses/${warehouse}` };
  await isGreen(me, 'create-cluster', { clusterHost: host, clusterPort: '443', clusterHttpPath: cluster.httpPath });
  await isGreen(me, 'start-warehouse', { warehouseHost: host, warehousePort: '443', warehouseHttpPath: sql.httpPath });

  const [clusterConnection, warehouseConnection, project] = [
    `${name}-cluster`,
    `${name}-warehouse`,
    name.toUpperCase().replace(/\W/g, '_'),
  ];
  const entered = {
    appId: me.value('appClientId'),
    scope: `${databricks}/.default offline_access`,
    autoFastWriteConnection: me.value('adlsConnection'),
    autoFastWritePath: me.value('fastWritePath'),
  };
  await dss.connected(who, clusterConnection, { ...entered, ...cluster });
  await dss.connected(who, warehouseConnection, { ...entered, ...sql });
  await isGreen(me, 'connect-cluster', { clusterConnection });
  await isGreen(me, 'connect-warehouse', { warehouseConnection });

  await dss.project(who, project);
  await isGreen(me, 'create-project', { projectKey: project });
  await dss.importTable(who, project, clusterConnection, 'trips');
  await dss.importTable(who, project, warehouseConnection, 'trips_sql');
  await recipesDone(hands, who, { projectKey: project, clusterConnection, warehouseConnection });
  await isGreen(me, 'cluster-recipes');
  await isGreen(me, 'warehouse-recipes');
  return { host, clusterId, project, connections: [clusterConnection, warehouseConnection] };
}

describe('as told, with presets only', () => {
  test('the whole lab: section 4 in the common workspace, as the page says, and nothing ever needs fixing', {
    timeout: 120_000,
  }, async () => {
    const me = await asTold(hands, await hands.newcomer('Walter Walker'), 'whole');
    const { host, project, connections } = await sectionsOneToThree(me);
    const common = hands.settings.commonWorkspaceUrl;
    expect([common === host, me.link('ml-workspace')]).toEqual([false, expect.stringContaining(common)]);
    // nobody has been there before: until it is opened it cannot be asked, and the page says to open it
    expect((await me.verify('mount-storage', { mountName: me.value('mountName') }))['databricks.storage-is-mounted']).toMatch(
      /^unreachable: You haven’t opened the workspace yet\. Open it once/,
    );
    await hands.launch(me.member, common);
    const there = { host: common, clusterId: await clusterNamed(me, common, me.value('communalCluster')) };
    await sectionFour(me, there, project);
    await cleanUp(me, there, project, connections);
    await isKeptExactly(me);
    expect(me.faults).toEqual([]);
  });

  test('where the workshop does section 4 in people’s own workspaces, and mounts are off there', { timeout: 120_000 }, async () => {
    const me = await asTold(hands, await hands.newcomer('Wilma Ownway'), 'whole', { sectionFourIn: 'own' });
    const { host, clusterId, project } = await sectionsOneToThree(me);
    expect(me.link('ml-workspace')).toContain(host);

    // where the text’s cell says that mounts are off, so does the check, and both say where to go instead
    expect(await me.runCells(host, clusterId, [me.code('mount-storage', 0)])).toContain('mounts are disabled');
    const common = hands.settings.commonWorkspaceUrl;
    expect((await me.verify('mount-storage', { mountName: me.value('mountName') }))['databricks.storage-is-mounted']).toMatch(
      new RegExp(`^wrong: DBFS mounts are switched off in your workspace. .*common workspace, ${common}: open it once`),
    );
    expect(me.link('common-workspace')).toContain(common);
    await hands.launch(me.member, common);
    await sectionFour(me, { host: common, clusterId: await clusterNamed(me, common, me.value('communalCluster')) }, project);
    await me.verify('clean-up');
    await isKeptExactly(me);
  });

  test('the model track, in the common workspace', { timeout: 120_000 }, async () => {
    const me = await asTold(hands, await hands.newcomer('Wanda Modelle'), 'model');
    const host = hands.settings.commonWorkspaceUrl;
    await hands.launch(me.member, host);
    await isGreen(me, 'prerequisites');
    await dss.project(me.member, 'WANDA');
    const there = { host, clusterId: await clusterNamed(me, host, me.value('communalCluster')) };
    await sectionFour(me, there, 'WANDA');
    await cleanUp(me, there, 'WANDA');
    await isKeptExactly(me);
    expect(me.faults).toEqual([]);
  });

  test('of every check of the lab something was kept, and judged again as it was', () => {
    const ids = allSteps(lab).flatMap((step) => step.checks.map((c) => c.id));
    expect(ids.filter((id) => !judgedAgain.has(id))).toEqual([]);
  });
});
