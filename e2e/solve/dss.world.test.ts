// What DSS does in its own time is followed from look to look, and told in DSS's own words where it fails.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import type { PartResult } from '@/lib/lab/solve';
import { practiceHands } from '../hands';
import { type Someone, someone } from './person';

const hands = await practiceHands();
const { dss, practice } = hands;
const step = 'code-env-and-import';
let one: Someone;
let people = 0;
let project = '';
let folder = '';
let env = '';

const fresh = { codeEnvSeconds: 60, importSeconds: 0, missingDssRights: [], attendeesManageCodeEnvs: false };
const advance = (advanceSeconds: number) => practice('/clock', { advanceSeconds });
const Id = z.object({ id: z.string() });

async function upload(path: string, text: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([text]), 'file');
  const url = cloudUrl(`${hands.settings.dssUrl}/public/api/projects/${project}/managedfolders/${folder}/contents/${path}`);
  const headers = { authorization: `Bearer ${hands.dssAdminKey}`, 'x-dku-proxyuser': await dss.loginOf(one.member) };
  expect((await fetch(url, { method: 'POST', headers, body: form })).status).toBe(200);
}

beforeAll(() => practice('/reset')); // the other tests share this world
beforeEach(async () => {
  await practice('/rules', { preset: 'strict', ...fresh });
  one = await someone(hands, `Dele Gated${++people}`, 'model');
  project = `DELE${people}`;
  env = `dele${people}-env`;
  await dss.project(one.member, project);
  const params = { connection: 'common-adls', path: `/dele${people}` };
  folder = Id.parse(await dss.dss(one.member, 'POST', `/projects/${project}/managedfolders/`, { name: 'f', params })).id;
  await upload('model/requirements.txt', 'mlflow==2.17.2\ncloudpickle==2.2.1\n');
  await upload('model/MLmodel', 'flavors:\n  python_function:\n    python_version: 3.9.19\nmlflow_version: 2.17.2\n');
  const how = { modelDirectory: 'model', environmentPython: '3.9' };
  one.knows({
    projectKey: project,
    folderId: folder,
    codeEnvName: env,
    savedModelName: 'imported_from_db',
    savedModelVersion: '0',
    ...how,
  });
});
afterAll(() => practice('/reset'));

const part = (parts: PartResult[], id: string) => parts.find((p) => p.id === id) ?? expect.unreachable();
const told = async (id: string, before?: PartResult[]) => {
  const parts = await one.look(step, before ? { before } : {});
  return { parts, ...part(parts, id) };
};

describe('a code environment', () => {
  test('is created, then built, and each is followed to its end', async () => {
    const creating = await told('environment');
    expect(creating).toMatchObject({ how: 'under-way', said: `DSS is creating ${env}.`, begun: { doing: 'create' } });
    await advance(61);
    const building = await told('environment', creating.parts);
    expect(building).toMatchObject({ how: 'under-way', begun: { doing: 'install' } });
    expect(await told('environment', building.parts)).toMatchObject({ how: 'under-way' }); // nothing is begun twice
    await advance(61);
    const { parts } = await told('environment', building.parts);
    expect(parts.map(({ how, said }) => [how, said])).toEqual([
      ['done', `Built ${env}.`],
      ['done', 'Imported version 0 of imported_from_db.'],
    ]);
    expect(await one.notGreen(step)).toEqual([]);
  });

  test('whose build fails is told so, with what DSS says', async () => {
    await upload('model/requirements.txt', 'mlflow==2.17.2\nleft-pad==9\n');
    const creating = await told('environment');
    await advance(61);
    const building = await told('environment', creating.parts);
    expect(building.how).toBe('under-way');
    await advance(61);
    const failed = await told('environment', building.parts);
    expect(failed).toMatchObject({
      how: 'failed',
      said: expect.stringMatching(/DSS said: .*No matching distribution found for left-pad==9\./),
    });
    expect(part(failed.parts, 'model').how).not.toBe('done');
    // once that is corrected, agreeing again builds it
    await upload('model/requirements.txt', 'mlflow==2.17.2\ncloudpickle==2.2.1\n');
    const again = await told('environment');
    expect(again).toMatchObject({ how: 'under-way', begun: { doing: 'install' } });
    await advance(61);
    expect((await told('environment', again.parts)).how).toBe('done');
  });

  test('whose build DSS knows nothing about anymore is looked at itself', async () => {
    const creating = await told('environment');
    await advance(61);
    const building = await told('environment', creating.parts);
    await advance(61);
    await dss.dss(one.member, 'GET', `/futures/${building.begun?.['future']}?peek=false`); // which hands its result out
    expect(await told('environment', building.parts)).toMatchObject({ how: 'done' });
  });

  test('of somebody else is not changed, whatever rights one has', async () => {
    const other = await hands.newcomer(`Olga Owner${people}`);
    await dss.codeEnv(other, env, 'pandas==2.2.3');
    await practice('/rules', { attendeesManageCodeEnvs: true });
    const { how, said, parts } = await told('environment');
    expect([how, said]).toEqual(['failed', expect.stringContaining(`${env} is somebody else’s code environment.`)]);
    expect(part(parts, 'model').how).not.toBe('done');
    const asked = await dss.dss(other, 'GET', `/admin/code-envs/PYTHON/${env}`);
    expect(asked).toMatchObject({ specPackageList: 'pandas==2.2.3', actualPackageList: 'pandas==2.2.3' });
  });

  test('that one may not make is told by the right that it takes', async () => {
    await practice('/faults', {
      host: 'dss',
      path: '.*/code-envs/PYTHON/.*wait=false',
      status: 403,
      times: 1,
      body: { errorType: 'com.dataiku.dip.exceptions.UnauthorizedException', message: 'Action forbidden' },
    });
    const { how, said } = await told('environment');
    await practice('/faults/clear');
    expect([how, said]).toEqual(['failed', expect.stringMatching(/create or change code environments.*Create code envs/)]);
    expect(said).not.toMatch(/\bread\b/);
  });
});

test('an import that takes longer than anybody waits is found among the versions', async () => {
  await dss.codeEnv(one.member, env, 'mlflow==2.17.2\ncloudpickle==2.2.1');
  await practice('/rules', { importSeconds: 60 });
  const looked = await one.look(step, { limits: { deadlineMs: 3000 }, without: ['environment'] });
  expect(part(looked, 'model')).toMatchObject({ how: 'under-way', said: 'DSS is importing version 0 of imported_from_db.' });
  const meanwhile = await one.look(step, { before: looked, without: ['environment'] });
  expect(part(meanwhile, 'model').how).toBe('under-way');
  await advance(61);
  const model = async () => part(await one.look(step, { before: meanwhile, without: ['environment'] }), 'model').how;
  await expect.poll(model, { timeout: 10_000 }).toBe('done');
});

describe('what is cleaned up', () => {
  const without = ['mount', 'secret', 'project'];
  const cleaned = async () => part(await one.look('clean-up', { without }), 'code-env');

  test('an environment of one’s own goes by the workshop’s key: it takes the right to manage all of them', async () => {
    await dss.codeEnv(one.member, env, 'mlflow==2.17.2');
    await practice('/rules', { codeEnvSeconds: 0 });
    expect(await cleaned()).toMatchObject({ how: 'done', said: `Deleted ${env}.` });
  });

  test('one that takes a while is followed', async () => {
    await dss.codeEnv(one.member, env, 'mlflow==2.17.2');
    const before = await one.look('clean-up', { without });
    expect(part(before, 'code-env')).toMatchObject({ how: 'under-way', said: `DSS is deleting ${env}.` });
    await advance(61);
    expect(part(await one.look('clean-up', { before, without }), 'code-env').how).toBe('done');
  });

  test('somebody else’s stays, whoever may see it', async () => {
    const other = await hands.newcomer(`Otto Owner${people}`);
    await dss.codeEnv(other, env, 'mlflow==2.17.2');
    await practice('/rules', { attendeesManageCodeEnvs: true });
    expect(await cleaned()).toMatchObject({ how: 'failed', said: `${env} is somebody else’s code environment, so it stays.` });
    expect(await dss.isBuilt(other, env)).toBe(true);
  });

  const all = { without: ['mount', 'secret', 'code-env'] };

  test.each<[string, string, unknown, RegExp]>([
    [
      'fails, as its result says',
      'futures/',
      { hasResult: true, result: { success: false, error: true, messages: [{ severity: 'ERROR', message: 'In use by ada.' }] } },
      /^DSS couldn’t delete .*\. DSS said: In use by ada\.$/,
    ],
    ['went well, as DSS says, and changed nothing', '/projects/.*wait=false', {}, /still lists it\. Delete it in DSS\.$/],
  ])('a project’s deletion that %s is not done', async (_, path, body, words) => {
    await practice('/faults', { host: 'dss', path, status: 200, times: 1, body });
    const { how, said } = part(await one.look('clean-up', all), 'project');
    await practice('/faults/clear');
    expect([how, said]).toEqual(['failed', expect.stringMatching(words)]);
  });

  test('a project is followed, and gone', async () => {
    let parts = await one.look('clean-up', all);
    if (part(parts, 'project').how === 'under-way') parts = await one.look('clean-up', { ...all, before: parts });
    expect(part(parts, 'project')).toMatchObject({ how: 'done', said: `Deleted ${project}.` });
    expect(JSON.stringify(await dss.dss(one.member, 'GET', '/projects/'))).not.toContain(project);
  });
});

test('where DSS wants their account first, it is theirs to connect, and it isn’t DSS that is broken', async () => {
  one = await someone(hands, `Dele Unconnected${people}`, 'whole');
  const login = await dss.loginOf(one.member);
  const name = `${login.replaceAll('.', '_')}_c`;
  await dss.connection(one.member, name, { host: 'adb-1.1.azuredatabricks.net', httpPath: 'sql/protocolv1/o/1/1-2-x' });
  project = `UNCONN${people}`;
  await dss.project(one.member, project);
  one.knows({ projectKey: project, clusterConnection: name });
  const table = part(await one.look('cluster-recipes'), 'table');
  expect(table).toMatchObject({ how: 'failed', said: expect.stringContaining(`You haven’t connected your account to ${name} yet.`) });
  expect(table.said).toContain('Profile & Settings, Credentials');
  expect(table.said).not.toMatch(/isn’t available|not you/);
});
