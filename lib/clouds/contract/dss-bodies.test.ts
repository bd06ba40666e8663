// What the writer of DSS sends, held to what the official Python client sends (dataikuapi/dss/*.py).
import { afterAll, expect, test, vi } from 'vitest';
import { dss } from '../dss';
import { Run } from '../http';
import { access, answering, isCall } from './answering';
import { answers } from './dss';
import { answers as changes } from './dss-writes';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const login = 'ada' as Parameters<ReturnType<typeof dss.writer>>[0]; // as askLogin answers
const writer = () => dss.writer(new Run(access, { deadlineMs: 2000, mayWrite: true }), [])(login);
type Writer = ReturnType<typeof writer>;

/** The changes that go out, as method, path below a project or the API, query and body. */
async function sent(act: (w: Writer) => Promise<unknown>, said: Record<string, unknown> = {}) {
  server.answer((asked) => {
    const own = Object.entries(said).find(([call]) => isCall(call, asked));
    return own ? { body: own[1] } : ([...changes, ...answers].find(({ call }) => isCall(call, asked)) ?? { status: 404, body: '' });
  });
  await act(writer());
  return server.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, query, sent: body }) => [
      `${method} ${path.replace('/public/api', '')}`,
      query.split('&').filter(Boolean).sort(),
      body.startsWith('{') ? JSON.parse(body) : body,
    ]);
}

test('a code environment: only the mode and the Python are named, and nobody waits', async () => {
  expect(await sent((w) => w.createCodeEnv('mine', 'PYTHON39'))).toEqual([
    ['POST /admin/code-envs/PYTHON/mine', ['wait=false'], { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: 'PYTHON39' }],
  ]);
});

test('its packages: the whole definition is written as it was read, and the update is followed', async () => {
  const found = { envName: 'mine', specPackageList: '', desc: { pythonInterpreter: 'PYTHON39' }, permissions: [{ group: 'g', use: true }] };
  const reading = { 'GET /public/api/admin/code-envs/PYTHON/mine': found };
  expect(await sent((w) => w.requestPackages('mine', 'mlflow==2.17.2'), reading)).toEqual([
    ['PUT /admin/code-envs/PYTHON/mine', [], { ...found, specPackageList: 'mlflow==2.17.2' }],
  ]);
  expect(await sent((w) => w.installPackages('mine'))).toEqual([
    ['POST /admin/code-envs/PYTHON/mine/packages', ['forceRebuildEnv=false', 'wait=false'], ''],
  ]);
  expect(await writer().followed('Fu7uR31d')).toEqual({ state: 'done' });
});

test('half a character in what DSS calls something is none, so that it can be asked for', async () => {
  const saying = {
    'POST /public/api/admin/code-envs/PYTHON/mine/packages': { jobId: 'a\ud83c', hasResult: false },
    'GET /public/api/projects/ADA/recipes/': [{ name: 'r\ud83c', type: 'sync', inputs: {}, outputs: {} }],
  };
  await sent(async (w) => {
    const started = await w.installPackages('mine');
    await w.followed('future' in started ? started.future : '');
    for (const { name } of await w.recipes('ADA')) await w.enginesOf('ADA', name);
  }, saying);
  const asked = server.asked.map(({ path }) => decodeURIComponent(path));
  expect(asked).toEqual(expect.arrayContaining(['/public/api/futures/a\ufffd', '/public/api/projects/ADA/recipes/r\ufffd/status']));
});

test('what is deleted is not waited for either', async () => {
  expect(await sent((w) => w.deleteCodeEnv('mine'))).toEqual([['DELETE /admin/code-envs/PYTHON/mine', ['wait=false'], '']]);
  const how = ['clearJobAndScenarioLogs=true', 'clearManagedDatasets=true', 'clearOutputManagedFolders=false', 'wait=false'];
  expect(await sent((w) => w.deleteProject('ADA'))).toEqual([['DELETE /projects/ADA', how, '']]);
});

const ends = (ref: string, more = {}) => ({ main: { items: [{ ref, ...more }] } });
const prototype = (type: string) => ({
  ...{ type, projectKey: 'ADA_LAB', inputs: ends('trips') },
  outputs: ends('made', { appendMode: false }),
});

test('a visual recipe is made with its output', async () => {
  const wish = { type: 'sync', input: 'trips', output: 'made', connection: 'common-adls', format: 'PARQUET_HIVE' };
  const outputDatasetSettings = { connectionId: 'common-adls', specificSettings: { formatOptionId: 'PARQUET_HIVE' } };
  expect(await sent((w) => w.createRecipe('ADA_LAB', wish))).toEqual([
    [
      'POST /projects/ADA_LAB/recipes/',
      [],
      { recipePrototype: prototype('sync'), creationSettings: { createOutputDataset: true, outputDatasetSettings } },
    ],
  ]);
});

const python = { type: 'python', input: 'trips', output: 'made', connection: 'ada_sql' };

test('a Python recipe is made with its script, after its output', async () => {
  const [dataset, recipe] = await sent((w) => w.createRecipe('ADA_LAB', python));
  expect(dataset).toEqual([
    'POST /projects/ADA_LAB/datasets/managed',
    [],
    { name: 'made', creationSettings: { connectionId: 'ada_sql', specificSettings: {} } },
  ]);
  expect(recipe).toEqual([
    'POST /projects/ADA_LAB/recipes/',
    [],
    {
      recipePrototype: prototype('python'),
      creationSettings: { script: expect.stringContaining('dataiku.Dataset("made").write_with_schema(') },
    },
  ]);
});

test('its output is not made twice, where the recipe could not be made the first time', async () => {
  const there = { 'GET /public/api/projects/ADA_LAB/datasets/': [{ name: 'made', type: 'Databricks' }] };
  expect((await sent((w) => w.createRecipe('ADA_LAB', python), there)).map(([call]) => call)).toEqual(['POST /projects/ADA_LAB/recipes/']);
});

test.each([
  ['sync', { params: { kept: 1, engineType: 'E' }, payload: '{"kept":1}' }],
  ['shaker', { params: { kept: 1, engineType: 'E' }, payload: '{"kept":1}' }],
  ['sampling', { params: { kept: 1, engineType: 'E' }, payload: '{"kept":1,"engineType":"E"}' }],
  ['grouping', { params: { kept: 1 }, payload: '{"kept":1,"engineType":"E"}' }],
])('the engine of a %s recipe is written where it keeps it, and nothing else changes', async (type, { params, payload }) => {
  const recipe = { name: 'r', type, params: { kept: 1 }, inputs: ends('trips'), tags: ['a'] };
  const reading = { 'GET /public/api/projects/ADA_LAB/recipes/r': { recipe, payload: '{"kept":1}' } };
  expect(await sent((w) => w.setEngine('ADA_LAB', 'r', 'E'), reading)).toEqual([
    ['PUT /projects/ADA_LAB/recipes/r', [], { recipe: { ...recipe, params }, payload }],
  ]);
});

test('a model: its type and name, then a version by a form without a part', async () => {
  expect(await sent((w) => w.createMlflowModel('ADA_LAB', 'imported', 'REGRESSION'))).toEqual([
    ['POST /projects/ADA_LAB/savedmodels/', [], { savedModelType: 'MLFLOW_PYFUNC', predictionType: 'REGRESSION', name: 'imported' }],
  ]);
  const from = { folder: 'Ab12Cd34', path: 'model', codeEnv: 'mine' };
  expect(await sent((w) => w.importVersion('ADA_LAB', 'Xy98Zw76', '0', from))).toEqual([
    [
      'POST /projects/ADA_LAB/savedmodels/Xy98Zw76/versions/0',
      ['codeEnvName=mine', 'folderRef=Ab12Cd34', 'path=model', 'setActive=true'],
      '--nothing--\r\n',
    ],
  ]);
});

test('a folder is moved by its whole definition', async () => {
  const found = { id: 'f', name: 'model', type: 'Azure', params: { connection: 'a', path: '/x', container: 'c' }, tags: ['t'] };
  const reading = { 'GET /public/api/projects/ADA_LAB/managedfolders/f': found };
  expect(await sent((w) => w.moveFolder('ADA_LAB', 'f', { connection: 'b', path: '/y' }), reading)).toEqual([
    ['PUT /projects/ADA_LAB/managedfolders/f', [], { ...found, params: { connection: 'b', path: '/y', container: 'c' } }],
  ]);
});
