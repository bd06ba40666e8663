import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/checks/outcome';
import type { Dataset, JobItem, Recipe } from '@/lib/clouds/dss';
import { recipesFor, tablesOn } from './exercises';
import { type JobView, runsOf, type Trial } from './flow';
import { judgeProject } from './project';
import { judgePython, judgeSyncBack, judgeSyncOut, judgeTable, judgeVisual, judgeWritesWithSas } from './recipe-judges';
import { judgeFailures } from './work';

const dataset = (name: string, connection: string, more: Partial<Dataset> = {}): Dataset => ({
  name,
  type: connection.startsWith('common') ? 'Azure' : 'Databricks',
  managed: true,
  params: { connection },
  ...(connection.startsWith('common') ? { formatType: 'parquet' } : {}),
  ...more,
});
const columns = { columns: [{ name: 'trip_distance' }] };
const trips = dataset('trips', 'mine', {
  managed: false,
  params: { connection: 'mine', mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips' },
  schema: columns,
});
const recipe = (type: string, name = 'compute_x'): Recipe => ({ name, type, inputs: ['in'], outputs: ['out'] });
const job = (more: Partial<JobView> = {}): JobView => ({
  id: 'j1',
  state: 'done',
  engine: 'SQL',
  engineName: 'SQL',
  failure: null,
  startTime: 0,
  at: 0,
  ...more,
});
const trial = (type: string, from: Dataset, to: Dataset, jobs: JobView[], name?: string): Trial => ({
  recipe: recipe(type, name),
  inputs: [from],
  outputs: [to],
  jobs,
});
const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const onMine = dataset('out', 'mine');
const known = { sampleTable: 'samples.nyctaxi.trips', adlsConnection: 'common-adls', adlsSasConnection: 'common-adls-sas' };

describe('the imported table', () => {
  test.each([
    ['right', [trips], /^pass: trips, with 1 columns/],
    ['as the source writes the catalog', [{ ...trips, params: { ...trips.params, catalog: 'sample' } }], /^pass/],
    ['in capitals', [{ ...trips, params: { ...trips.params, table: 'TRIPS' } }], /^pass/],
    ['no columns', [{ ...trips, schema: { columns: [] } }], /^missing: DSS does not know the columns of trips/],
    ['no schema at all', [{ ...trips, schema: null }], /^missing/],
    ['another table', [{ ...trips, params: { ...trips.params, table: 'zones' } }], /^wrong: trips is another table/],
    ['a query', [{ ...trips, params: { ...trips.params, mode: 'query' } }], /^wrong: trips is a query/],
    [
      'the best of several',
      [
        { ...trips, schema: { columns: [] } },
        { ...trips, name: 'trips_2' },
      ],
      /^pass: trips_2/,
    ],
    ['none', [], /^missing: No table is imported from mine/],
  ])('%s', (_, tables, expected) => {
    expect(said(judgeTable(tables, 'mine', known))).toMatch(expected);
  });
  test('only what was imported through this connection counts', () => {
    expect(tablesOn({ datasets: [trips, onMine, dataset('x', 'other', { managed: false })] }, 'mine')).toEqual([trips]);
  });
});

describe('the visual recipe', () => {
  const of = (jobs: JobView[], to = onMine) => [trial('sampling', trips, to, jobs)];
  test.each([
    ['in the database', of([job()]), /^pass: compute_x, in the database/],
    ['on the DSS engine', of([job({ engine: 'DSS', engineName: 'DSS' })]), /^wrong: compute_x ran, but not in the database/],
    ['DSS does not say', of([job({ engine: null, engineName: null })]), /^wrong/],
    ['running', of([job({ state: 'running', engine: null })]), /^waiting: compute_x is running/],
    ['on DSS before, running again', of([job({ state: 'running' }), job({ engine: 'DSS' })]), /^waiting/],
    ['done once, running again', of([job({ state: 'running' }), job()]), /^pass/],
    ['failed', of([job({ state: 'failed', failure: 'No columns' })]), /^wrong: The last run of compute_x failed/],
    ['aborted', of([job({ state: 'aborted' })]), /^missing: The last run of compute_x was aborted/],
    ['never run, or purged', of([]), /^missing: DSS keeps no run of compute_x/],
    ['to another connection', of([job()], dataset('out', 'common-adls')), /^wrong: compute_x writes to another connection/],
    ['none', [], /^missing: There is no visual recipe/],
    [
      'the best of two',
      [trial('sort', trips, onMine, [job({ engine: 'DSS' })], 'compute_a'), trial('sort', trips, onMine, [job()], 'compute_b')],
      /^pass: compute_b/,
    ],
  ])('%s', (_, trials, expected) => {
    expect(said(judgeVisual(trials, 'mine'))).toMatch(expected);
  });
  test('a failure shows DSS’s own reason', () => {
    expect(judgeVisual(of([job({ state: 'failed', failure: 'No columns' })]), 'mine')).toMatchObject({ found: 'No columns' });
  });
});

describe('the Python recipe', () => {
  const of = (log: JobView['log'], more: Partial<JobView> = {}, to = onMine) => [
    trial('python', trips, to, [job({ ...(log ? { log } : {}), ...more })]),
  ];
  test.each([
    ['by the fast path', of('fastpath'), /^pass: compute_x, by the fast path\./],
    ['perhaps by it', of('perhaps'), /^pass: .*it seems/],
    ['by the slow path', of('nothing'), /^wrong: compute_x ran through, but by the slow path/],
    ['a log beyond reading', of('too-long'), /^wrong: .*slow path/],
    ['failed', of(undefined, { state: 'failed', failure: 'x' }), /^wrong: The last run/],
    ['not written back', of('fastpath', {}, dataset('out', 'common-adls')), /^wrong: compute_x writes to another connection/],
    ['none', [], /^missing/],
  ])('%s', (_, trials, expected) => {
    expect(said(judgePython(trials, 'mine'))).toMatch(expected);
  });
});

describe('the sync out', () => {
  const via = { connection: 'common-adls', engine: 'Databricks to Azure', whyHere: '' } as const;
  const of = (more: Partial<JobView>, to = dataset('out', 'common-adls')) => [
    trial('sync', trips, to, [job({ engine: 'Databricks to Azure', ...more })]),
  ];
  test.each([
    ['right', of({}), /^pass: compute_x, to common-adls/],
    ['on the DSS engine', of({ engine: 'DSS', engineName: 'DSS' }), /^wrong: compute_x ran on another engine/],
    ['to the SAS connection', of({}, dataset('out', 'common-adls-sas')), /^wrong: compute_x goes to another connection/],
    ['as CSV', of({}, dataset('out', 'common-adls', { formatType: 'csv' })), /^wrong: compute_x does not write Parquet/],
    ['running', of({ state: 'running' }), /^waiting/],
    ['none', [], /^missing/],
  ])('from the cluster: %s', (_, trials, expected) => {
    expect(said(judgeSyncOut(trials, via))).toMatch(expected);
  });
  const sas = { connection: 'common-adls-sas', engine: 'DSS', whyHere: 'Because.' } as const;
  test.each([
    ['right', of({ engine: 'DSS' }, dataset('out', 'common-adls-sas')), /^pass/],
    ['the first one, which had to fail', of({ state: 'failed', failure: 'stored' }), /^missing: Nothing has gone out/],
    ['done through the access key', of({ engine: 'DSS' }), /^wrong: compute_x goes to another connection/],
    ['on another engine', of({}, dataset('out', 'common-adls-sas')), /^wrong: compute_x ran on another engine/],
  ])('from the warehouse: %s', (_, trials, expected) => {
    expect(said(judgeSyncOut(trials, sas))).toMatch(expected);
  });
  test('why it has to be the other connection is told', () => {
    expect(judgeSyncOut(of({ engine: 'DSS' }), sas)).toMatchObject({
      remedy: expect.stringContaining('Because.'),
      expected: 'common-adls-sas',
      found: 'common-adls',
    });
  });
});

test.each([
  ['right', dataset('p', 'common-adls-sas'), { engine: 'Azure to Databricks' }, /^pass/],
  [
    'from the access-key connection',
    dataset('p', 'common-adls'),
    { engine: 'Azure to Databricks' },
    /^wrong: compute_x starts from another connection/,
  ],
  ['on the DSS engine', dataset('p', 'common-adls-sas'), { engine: 'DSS' }, /^wrong: compute_x ran on another engine/],
] as const)('the sync back: %s', (_, from, more, expected) => {
  expect(said(judgeSyncBack([trial('sync', from, onMine, [job(more)])], 'mine', { connection: 'common-adls-sas', whyHere: '' }))).toMatch(
    expected,
  );
});

describe('what has to fail', () => {
  const judge = (jobs: JobView[]) =>
    judgeFailures([trial('python', trips, onMine, jobs)], { status: 'missing', message: 'none', remedy: '' }, 'Why.', (m) =>
      m.includes('stored'),
    );
  test.each([
    ['failed as it should', [job({ state: 'failed', failure: 'stored credentials' })], /^pass: compute_x failed, as it should/],
    ['failed so once, and works now', [job(), job({ state: 'failed', failure: 'stored credentials' })], /^pass/],
    ['failed otherwise since', [job({ state: 'failed', failure: 'x' }), job({ state: 'failed', failure: 'stored' })], /^pass/],
    ['failed otherwise', [job({ state: 'failed', failure: 'x' })], /^wrong: .*another reason/],
    ['running', [job({ state: 'running' })], /^waiting/],
    ['only ever worked', [job()], /^missing: compute_x ran through/],
    ['never run', [], /^missing: compute_x has not been run yet/],
  ])('%s', (_, jobs, expected) => {
    expect(said(judge(jobs))).toMatch(expected);
  });
  test('a pass explains itself', () => {
    expect(judge([job({ state: 'failed', failure: 'stored' })])).toMatchObject({ advice: 'Why.' });
  });
});

test.each([
  ['common-adls-sas', /^pass/],
  ['common-adls', /^missing: Fast-write still goes through common-adls/],
  ['other', /^wrong/],
  ['', /^wrong/],
])('fast-write through “%s” in 3.2', (autoFastWriteConnection, expected) => {
  const connection = { type: 'Databricks', params: { autoFastWriteConnection } };
  expect(said(judgeWritesWithSas({ name: 'mine', login: 'ada', isUsable: true, connection }, known))).toMatch(expected);
});
test('3.2 without the connection', () => {
  expect(judgeWritesWithSas({ name: 'mine', login: 'ada', isUsable: false, connection: null }, known).status).toBe('missing');
});

describe('which recipe is which', () => {
  const datasets = [trips, onMine, dataset('files', 'common-adls'), dataset('far', 'other')];
  const make = (name: string, type: string, from: string, to: string): Recipe => ({ name, type, inputs: [from], outputs: [to] });
  const recipes = [
    make('visual', 'grouping', 'trips', 'out'),
    make('python', 'python', 'trips', 'out'),
    make('out', 'sync', 'trips', 'files'),
    make('back', 'sync', 'files', 'out'),
    make('sql', 'sql_query', 'trips', 'out'),
    make('elsewhere', 'grouping', 'far', 'far'),
    make('lost', 'sort', 'gone', 'out'),
  ];
  test.each([
    ['visual', ['visual']],
    ['python', ['python']],
    ['syncOut', ['out']],
    ['syncBack', ['back']],
  ] as const)('%s', (exercise, names) => {
    expect(recipesFor(exercise, { datasets, recipes }, 'mine').map(({ recipe: { name } }) => name)).toEqual(names);
  });
});

describe('which runs are opened', () => {
  const item = (id: string, state: string, more: Partial<JobItem> = {}): JobItem => ({
    id,
    recipe: 'compute_x',
    outputs: ['out'],
    state,
    startTime: null,
    ...more,
  });
  const wired = { recipe: recipe('python'), inputs: [], outputs: [] };
  const list = [
    item('8', 'RUNNING'),
    item('7', 'FAILED'),
    item('6', 'DONE'),
    item('5', 'DONE'),
    item('4', 'FAILED'),
    item('3', 'ABORTED'),
    item('2', 'FAILED'),
    item('1', 'DONE', { recipe: 'compute_y', outputs: ['y'] }),
  ];
  test('the newest of each kind', () => {
    expect(runsOf(wired, list, false).map((j) => j.id)).toEqual(['8', '6', '7', '3']);
  });
  test('more failures, where one is expected', () => {
    expect(runsOf(wired, list, true).map((j) => j.id)).toEqual(['8', '6', '7', '4', '2', '3']);
  });
  test('found by what they build, where the recipe is not named', () => {
    expect(
      runsOf(wired, [item('9', 'DONE', { recipe: null }), item('0', 'DONE', { recipe: null, outputs: ['z'] })], false).map((j) => j.id),
    ).toEqual(['9']);
  });
  test('a state nobody has heard of is not over', () => {
    expect(runsOf(wired, [item('9', 'QUEUED_SOMEHOW')], false).map((j) => j.id)).toEqual(['9']);
  });
});

test.each([
  ['mine', 'ADA_LAB', /^pass: Ada’s lab \(ADA_LAB\)/],
  ['in another case', 'ada_lab', /^pass/],
  ['somebody else’s', 'BO_LAB', /^wrong: That project is somebody else’s/],
  ['not to be seen', 'NOBODY', /^missing: You see no project with the key NOBODY/],
])('the project: %s', (_, key, expected) => {
  const projects = [
    { projectKey: 'ADA_LAB', name: 'Ada’s lab', ownerLogin: 'ada' },
    { projectKey: 'BO_LAB', name: '', ownerLogin: 'bo' },
  ];
  expect(said(judgeProject({ login: 'ada', projects }, key))).toMatch(expected);
});
test('one who owns another project is told its key', () => {
  expect(judgeProject({ login: 'ada', projects: [{ projectKey: 'ADA_LAB', name: '', ownerLogin: 'ada' }] }, 'X')).toMatchObject({
    remedy: expect.stringContaining('ADA_LAB'),
  });
});
