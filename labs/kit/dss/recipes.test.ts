import { describe, expect, test } from 'vitest';
import type { Dataset, Recipe } from '@/lib/clouds/dss';
import type { Verdict } from '@/lib/lab/outcome';
import type { JobView, Trial } from './flow';
import { judgePython } from './python-recipe-ran';
import { recipesFor, tablesOn } from './recipes';
import { orSeen, seenIn } from './seen';
import { judgeSyncBack, judgeSyncOut } from './syncs';
import { judgeTable } from './table-imported';
import { judgeFailures } from './trials';
import { judgeVisual } from './visual-recipe-ran';

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

describe('the imported table', () => {
  test.each([
    ['right', [trips], /^pass: trips, samples.nyctaxi.trips, with 1 columns/],
    ['as the source writes the catalog', [{ ...trips, params: { ...trips.params, catalog: 'sample' } }], /^pass/],
    ['in capitals', [{ ...trips, params: { ...trips.params, table: 'TRIPS' } }], /^pass/],
    ['no columns', [{ ...trips, schema: { columns: [] } }], /^missing: DSS doesn’t know the columns of trips/],
    ['no schema at all', [{ ...trips, schema: null }], /^missing/],
    [
      'another of the sample tables: the lab names one as an example',
      [{ ...trips, params: { ...trips.params, schema: 'tpch', table: 'nation' } }],
      /^pass: trips, samples.tpch.nation, with 1 columns/,
    ],
    ['the same in the older spelling', [{ ...trips, params: { ...trips.params, catalog: 'sample', table: 'zones' } }], /^pass/],
    ['another one without columns', [{ ...trips, schema: null, params: { ...trips.params, table: 'zones' } }], /^missing/],
    [
      'a table of another catalog',
      [{ ...trips, params: { ...trips.params, catalog: 'main' } }],
      /^wrong: trips is not one of the sample tables/,
    ],
    ['no table', [{ ...trips, params: { connection: 'mine' } }], /^wrong: trips is not one of the sample tables/],
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
    expect(said(judgeTable(tables, 'mine', 'samples.nyctaxi.trips'))).toMatch(expected);
  });
  test('only what was imported through this connection counts', () => {
    expect(tablesOn({ datasets: [trips, onMine, dataset('x', 'other', { managed: false })] }, 'mine')).toEqual([trips]);
  });
});

describe('the visual recipe', () => {
  const of = (jobs: JobView[], to = onMine) => [trial('sampling', trips, to, jobs)];
  test.each([
    ['in the database', of([job()]), /^pass: compute_x$/],
    ['on the DSS engine', of([job({ engine: 'DSS', engineName: 'DSS' })]), /^wrong: compute_x ran, but not in the database/],
    ['DSS does not say', of([job({ engine: null, engineName: null })]), /^wrong/],
    ['running', of([job({ state: 'running', engine: null })]), /^waiting: compute_x is running/],
    ['on DSS before, running again', of([job({ state: 'running' }), job({ engine: 'DSS' })]), /^waiting/],
    ['done once, running again', of([job({ state: 'running' }), job()]), /^pass/],
    ['failed', of([job({ state: 'failed', failure: 'No columns' })]), /^wrong: compute_x failed/],
    ['aborted', of([job({ state: 'aborted' })]), /^missing: compute_x was aborted/],
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
    ['by the fast path', of('fastpath'), /^pass: compute_x$/],
    ['perhaps by it', of('perhaps'), /^pass: .*it seems/],
    ['a log that says it was not', of('denied'), /^wrong: compute_x ran, but by the slow path/],
    ['by the slow path', of('nothing'), /^wrong: compute_x ran, but by the slow path/],
    ['a log beyond reading', of('too-long'), /^wrong: .*slow path/],
    ['failed', of(undefined, { state: 'failed', failure: 'x' }), /^wrong: compute_x failed/],
    ['not written back', of('fastpath', {}, dataset('out', 'common-adls')), /^wrong: compute_x writes to another connection/],
    ['none', [], /^missing/],
  ])('%s', (_, trials, expected) => {
    expect(said(judgePython(trials, 'mine'))).toMatch(expected);
  });
});

describe('the sync out', () => {
  const via = { engine: 'Databricks to Azure', whyHere: '' } as const;
  const of = (more: Partial<JobView>, to = dataset('out', 'common-adls')) => [
    trial('sync', trips, to, [job({ engine: 'Databricks to Azure', ...more })]),
  ];
  test.each([
    ['right', of({}), /^pass: compute_x wrote to common-adls/],
    ['on the DSS engine', of({ engine: 'DSS', engineName: 'DSS' }), /^wrong: compute_x ran on another engine/],
    ['to the SAS connection', of({}, dataset('out', 'common-adls-sas')), /^wrong: compute_x goes to another connection/],
    ['as CSV', of({}, dataset('out', 'common-adls', { formatType: 'csv' })), /^wrong: compute_x does not write Parquet/],
    ['running', of({ state: 'running' }), /^waiting/],
    ['none', [], /^missing/],
  ])('from the cluster: %s', (_, trials, expected) => {
    expect(said(judgeSyncOut(trials, 'common-adls', via))).toMatch(expected);
  });
  const sas = { engine: 'DSS', whyHere: 'Because.' } as const;
  test.each([
    ['right', of({ engine: 'DSS' }, dataset('out', 'common-adls-sas')), /^pass/],
    ['the first one, which had to fail', of({ state: 'failed', failure: 'stored' }), /^missing: Nothing has gone out/],
    ['the first one, which failed otherwise', of({ state: 'failed', failure: 'no columns' }), /^missing: Nothing has gone out/],
    ['the first one, not run yet', [trial('sync', trips, dataset('out', 'common-adls'), [])], /^missing: Nothing has gone out/],
    [
      'with the SAS token, on the engine for which it is no help',
      of({ state: 'failed', failure: 'stored' }, dataset('out', 'common-adls-sas')),
      /^missing: compute_x hasn’t worked yet. So far it failed as expected/,
    ],
    [
      'with the SAS token, and failed otherwise',
      of({ state: 'failed', failure: 'no columns' }, dataset('out', 'common-adls-sas')),
      /^wrong: compute_x failed/,
    ],
    [
      'beside the first one',
      [...of({ state: 'failed', failure: 'stored' }), ...of({ engine: 'DSS' }, dataset('out', 'common-adls-sas'))],
      /^pass/,
    ],
    ['done through the access key', of({ engine: 'DSS' }), /^wrong: compute_x goes to another connection/],
    ['on another engine', of({}, dataset('out', 'common-adls-sas')), /^wrong: compute_x ran on another engine/],
  ])('from the warehouse: %s', (_, trials, expected) => {
    expect(said(judgeSyncOut(trials, 'common-adls-sas', sas, isStored))).toMatch(expected);
  });
  test('why it has to be the other connection is told', () => {
    expect(judgeSyncOut(of({ engine: 'DSS' }), 'common-adls-sas', sas)).toMatchObject({
      remedy: expect.stringContaining('Because.'),
      expected: 'common-adls-sas',
      found: 'common-adls',
    });
  });
});

const isStored = (m: string) => m.includes('stored');

describe('the Python recipe on the SQL warehouse, after it had to fail', () => {
  const after = { isIt: isStored, remedy: 'Change it.' };
  const judge = (jobs: JobView[]) => judgePython([trial('python', trips, onMine, jobs)], 'mine', after);
  const failedSo = job({ state: 'failed', failure: 'you will need to defined stored credentials' });
  test.each([
    ['not run yet', [], /^missing: DSS keeps no run/],
    ['failed as it should: the right path is not punished', [failedSo], /^missing: compute_x hasn’t worked yet/],
    ['running again', [job({ state: 'running' }), failedSo], /^waiting/],
    ['failed otherwise since', [job({ state: 'failed', failure: 'no columns' }), failedSo], /^wrong: compute_x failed/],
    ['works', [job({ log: 'fastpath' }), failedSo], /^pass/],
    ['works by the slow path', [job({ log: 'nothing' }), failedSo], /^wrong: .*slow path/],
  ])('%s', (_, jobs, expected) => {
    expect(said(judge(jobs))).toMatch(expected);
  });
  test('what to do is the way round, not to fix the failure', () => {
    expect(judge([failedSo])).toMatchObject({ remedy: 'Change it.' });
  });
  test('on the cluster the same failure is one', () => {
    expect(said(judgePython([trial('python', trips, onMine, [failedSo])], 'mine'))).toMatch(/^wrong/);
  });
});

test.each([
  ["PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'main'.", "USE CATALOG on Catalog 'main'"],
  [
    "[INSUFFICIENT_PERMISSIONS] User does not have CREATE EXTERNAL TABLE on External Location 'adls'.",
    'CREATE EXTERNAL TABLE on External Location',
  ],
  ['PERMISSION_DENIED: something else', 'a permission'],
])('a grant that is lacking is nobody’s mistake: %s', (failure, grant) => {
  const verdict = judgeVisual([trial('sort', trips, onMine, [job({ state: 'failed', failure })])], 'mine');
  expect(verdict).toMatchObject({ status: 'wrong', remedy: expect.stringMatching(/^It’s not your mistake/) });
  expect(verdict).toMatchObject({ remedy: expect.stringContaining(grant) });
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
  expect(said(judgeSyncBack([trial('sync', from, onMine, [job(more)])], 'mine', 'common-adls-sas', { whyHere: '' }))).toMatch(expected);
});

test.each([
  [
    'one from the access key that failed, as the source says it would',
    { state: 'failed', failure: 'stored' },
    /^missing: There is no sync back/,
  ],
  ['one from the access key that worked', { engine: 'Azure to Databricks' }, /^wrong: compute_x starts from another connection/],
] as const)('the sync back from the warehouse: %s', (_, more, expected) => {
  const trials = [trial('sync', dataset('p', 'common-adls'), onMine, [job(more)])];
  expect(said(judgeSyncBack(trials, 'mine', 'common-adls-sas', { whyHere: '' }, isStored))).toMatch(expected);
});

describe('what has to fail', () => {
  const judge = (jobs: JobView[]) =>
    judgeFailures([trial('python', trips, onMine, jobs)], {
      absent: { status: 'missing', message: 'none', remedy: '' },
      why: 'Why.',
      failure: 'a failure of that kind',
      isIt: (m) => m.includes('stored'),
    });
  test.each([
    ['failed as it should', [job({ state: 'failed', failure: 'stored credentials' })], /^pass: compute_x failed as expected/],
    ['failed so once, and works now', [job(), job({ state: 'failed', failure: 'stored credentials' })], /^pass/],
    ['failed otherwise since', [job({ state: 'failed', failure: 'x' }), job({ state: 'failed', failure: 'stored' })], /^pass/],
    ['failed otherwise', [job({ state: 'failed', failure: 'x' })], /^wrong: .*another reason/],
    ['running', [job({ state: 'running' })], /^waiting/],
    ['only ever worked', [job()], /^missing: compute_x ran, and hasn’t/],
    ['never run', [], /^missing: compute_x has not been run yet/],
  ])('%s', (_, jobs, expected) => {
    expect(said(judge(jobs))).toMatch(expected);
  });
  test('a pass explains itself', () => {
    expect(judge([job({ state: 'failed', failure: 'stored' })])).toMatchObject({ advice: 'Why.' });
  });
  test('another failure is told apart from the expected one', () => {
    expect(judge([job({ state: 'failed', failure: 'x' })])).toMatchObject({ expected: 'a failure of that kind', found: 'x' });
  });
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

describe('a job that DSS has removed', () => {
  const gone: Verdict = { status: 'missing', message: 'DSS keeps no run.', remedy: '' };
  const removed = [trial('python', trips, onMine, [])];
  const kept = [trial('python', trips, onMine, [job()])];
  test('still counts if it was seen', () => {
    expect(orSeen(gone, removed, 'done', 'j0')).toMatchObject({ status: 'pass', message: 'Seen in the job j0.' });
  });
  test('does not count if it was never seen', () => {
    expect(orSeen(gone, removed, 'done', undefined)).toEqual(gone);
  });
  test('does not count against a run that is there, or any other verdict', () => {
    expect(orSeen(gone, kept, 'done', 'j0')).toEqual(gone);
    const wrong: Verdict = { status: 'wrong', message: '', expected: '', found: '', remedy: '' };
    expect(orSeen(wrong, removed, 'done', 'j0')).toEqual(wrong);
  });
  test('what is remembered is a job of the wanted kind', () => {
    expect(seenIn(kept, 'done')).toEqual({ seen: 'j1' });
    expect(seenIn(kept, 'failed')).toEqual({ seen: '' });
  });
});
