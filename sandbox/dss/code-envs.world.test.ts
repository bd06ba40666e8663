// Code environments of the practice DSS: they take their time, need their rights, and drop nothing that is asked of them.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Any, askingAs, control } from './asking.ts';

const rules = (wanted: Record<string, unknown>) => control('/rules', wanted);
const advance = (advanceSeconds: number) => control('/clock', { advanceSeconds });

const dss = askingAs('cody.env');
const future = (id: string, as?: string | null) => dss('GET', `/futures/${id}?peek=false`, undefined, as);

let count = 0;
let env = '';
/** A fresh environment that is there. */
async function created(): Promise<void> {
  env = `/admin/code-envs/PYTHON/cody${++count}`;
  await rules({ codeEnvSeconds: 0 });
  expect(await dss('POST', `${env}?wait=true`, { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: 'PYTHON39' })).toMatchObject({
    status: 200,
    body: { messages: { error: false } },
  });
  await rules({ codeEnvSeconds: 60 });
}
async function request(packages: string): Promise<void> {
  const { body } = await dss('GET', env);
  expect((await dss('PUT', env, { ...body, specPackageList: packages })).status).toBe(200);
}
const installed = async () => (await dss('GET', env)).body.actualPackageList;
const update = () => dss('POST', `${env}/packages?forceRebuildEnv=False&wait=False`);

beforeAll(async () => {
  for (const [name, upn] of [
    ['Cody Env', 'cody.env@practice.example'],
    ['Otis Other', 'otis.other@practice.example'],
  ]) {
    await control('/people', { name });
    await control('/dss/sign-in', { upn });
  }
});
beforeEach(created);
afterAll(() => rules({ preset: 'kind', codeEnvSeconds: 60, importSeconds: 10 }));

test('an update that is not waited for answers with a future, whose result comes with the time', async () => {
  await request('mlflow==2.17.2');
  const { body: begun } = await update();
  expect(begun).toEqual({ jobId: expect.any(String), hasResult: false, alive: true, aborted: false });
  expect((await future(begun.jobId)).body).toMatchObject({ hasResult: false, alive: true });
  expect(await installed()).toBe('');
  await advance(61);
  expect((await dss('GET', `/futures/${begun.jobId}?peek=true`)).body).toMatchObject({ hasResult: true, alive: false });
  expect((await future(begun.jobId)).body).toMatchObject({ hasResult: true, result: { messages: { error: false, success: true } } });
  expect(await installed()).toBe('mlflow==2.17.2');
  expect((await future(begun.jobId)).status).toBe(404); // its result was handed out
});

test('so does one that fails: its messages say why, and nothing is installed', async () => {
  await request('mlflow>=4');
  const { body: begun } = await update();
  expect(begun.messages).toBeUndefined();
  await advance(61);
  const { messages } = (await future(begun.jobId)).body.result;
  expect(messages).toMatchObject({ error: true, messages: [{ severity: 'ERROR', message: expect.stringContaining('mlflow>=4') }] });
  expect(await installed()).toBe('');
});

test('whoever waits is answered when it is done', async () => {
  await rules({ codeEnvSeconds: 1 });
  await request('mlflow==2.17.2');
  expect((await dss('POST', `${env}/packages`)).body).toMatchObject({ messages: { error: false } });
  expect(await installed()).toBe('mlflow==2.17.2');
});

test('a new environment takes its time, too, and an update that is asked for meanwhile comes after it', async () => {
  env = `${env}later`;
  const { body: making } = await dss('POST', `${env}?wait=false`, { deploymentMode: 'DESIGN_MANAGED' });
  await request('mlflow==2.17.2');
  const { body: begun } = await update();
  await advance(61);
  expect((await future(making.jobId)).body.hasResult).toBe(true);
  expect((await future(begun.jobId)).body.hasResult).toBe(false);
  await advance(61);
  expect((await future(begun.jobId)).body.hasResult).toBe(true);
});

test.each(['a b', '..%2Fother', 'é', 'x'.repeat(81)])(
  '%j is no name of an environment, by the API as little as on its page',
  async (name) => {
    expect((await dss('POST', `/admin/code-envs/PYTHON/${name}`, { deploymentMode: 'DESIGN_MANAGED' })).status).toBe(500);
    const { body: all } = await dss('GET', '/admin/code-envs/', undefined, null);
    expect(all.map((e: Any) => e.envName)).not.toContain(decodeURIComponent(name));
  },
);

test('an update that is aborted installs nothing', async () => {
  await request('mlflow==2.17.2');
  const { body: begun } = await update();
  expect((await dss('DELETE', `/futures/${begun.jobId}`)).status).toBe(204);
  await advance(61);
  expect(await installed()).toBe('');
});

test('a future is its owner’s', async () => {
  const { body: begun } = await update();
  expect((await future(begun.jobId, 'otis.other')).status).toBe(404);
  expect((await future(begun.jobId, null)).status).toBe(200);
});

test('who may create environments sees and changes their own, and deletes none; who may manage all of them deletes any', async () => {
  expect((await dss('GET', env, undefined, 'otis.other')).status).toBe(500);
  expect(await dss('DELETE', env)).toMatchObject({ status: 403, body: { errorType: expect.stringContaining('UnauthorizedException') } });
  expect((await dss('GET', env)).status).toBe(200);
  await rules({ missingDssRights: ['Create code envs'] });
  expect((await dss('POST', `${env}x`, { deploymentMode: 'DESIGN_MANAGED' })).status).toBe(403);
  await rules({ attendeesManageCodeEnvs: true });
  expect((await dss('GET', env, undefined, 'otis.other')).status).toBe(200);
  expect((await dss('DELETE', `${env}?wait=false`, undefined, 'otis.other')).body).toMatchObject({ jobId: expect.any(String) });
  expect((await dss('GET', env)).status).toBe(500);
  await rules({ missingDssRights: [], attendeesManageCodeEnvs: false });
});

test.each<[string, Any]>([
  ['a description, which is for later', { desc: { pythonInterpreter: 'PYTHON311' } }],
  ['Conda', { conda: true }],
  ['another core set', { corePackagesSet: 'PANDAS10' }],
  ['another mode', { deploymentMode: 'DESIGN_NON_MANAGED' }],
])('an environment with %s is not made', async (_, more) => {
  const made = await dss('POST', `${env}x`, { deploymentMode: 'DESIGN_MANAGED', ...more });
  expect(made).toMatchObject({ status: 501, body: { message: expect.stringContaining('does not simulate') } });
  expect((await dss('GET', `${env}x`)).status).toBe(500);
});

test.each<[string, (found: Any) => Any]>([
  ['another Python', (found) => ({ ...found, desc: { ...found.desc, pythonInterpreter: 'PYTHON311' } })],
  ['permissions', (found) => ({ ...found, permissions: [{ group: 'attendees', use: true }] })],
  ['another owner', (found) => ({ ...found, desc: { ...found.desc, owner: 'admin' } })],
  ['containers', (found) => ({ ...found, allContainerConfs: true })],
])('a change of an environment to %s is refused, and changes nothing', async (_, change) => {
  const { body: found } = await dss('GET', env);
  expect((await dss('PUT', env, change({ ...found, specPackageList: 'mlflow' }))).status).toBe(501);
  expect((await dss('GET', env)).body).toEqual(found);
});

test('a definition that leaves something out is refused: all of it is written', async () => {
  const { body: found } = await dss('GET', env);
  for (const part of [
    { specPackageList: 'mlflow', desc: found.desc },
    { ...found, desc: { ...found.desc, corePackagesSet: undefined } },
  ])
    expect((await dss('PUT', env, part)).status).toBe(500);
  expect((await dss('PUT', env, { ...found, desc: { ...found.desc, installJupyterSupport: false } })).status).toBe(200);
});
