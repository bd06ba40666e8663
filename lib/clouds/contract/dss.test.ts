import { afterAll, expect, test, vi } from 'vitest';
import { dss } from '../dss';
import { Run } from '../http';
import { access, answering, isCall, troubleOf } from './answering';
import { answers, refusals } from './dss';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const client = (whose: 'workshop' | 'attendee' = 'workshop') => {
  const credentialFor = async () => ({ origin: 'https://dss.example', key: 'k', whose });
  return dss.client(new Run({ ...access, credentialFor }, { deadlineMs: 2000 }), [])();
};
const exampleOf = (asked: Parameters<typeof isCall>[1]) => answers.find(({ call }) => isCall(call, asked)) ?? { status: 404, body: '' };

test('people, groups and whose a key is', async () => {
  server.answer(exampleOf);
  expect(await client().users()).toMatchObject([{ login: 'ada', email: 'ada@example.com', groups: ['attendees'] }]);
  expect(await client().groups()).toMatchObject([{ name: 'attendees', admin: false }]);
  expect(await client('attendee').keyOwner()).toBe('ada');
});

test('connections, by an administrator’s key and by one’s own', async () => {
  server.answer(exampleOf);
  expect(await client().connectionNames('all')).toEqual(['ada_sql', 'common-adls']);
  for (const whose of ['workshop', 'attendee'] as const)
    expect(await client(whose).connection('ada_sql')).toMatchObject({
      type: 'Databricks',
      credentialsMode: 'PER_USER',
      params: { port: 443, authType: 'OAUTH2_APP' },
    });
  expect(await client().selectOne('ada_sql', () => true)).toEqual({ ok: true });
});

test('a connection’s info without its params is not judged', async () => {
  server.answer((asked) =>
    asked.path.endsWith('/info') ? { body: { type: 'Databricks', credentialsMode: 'PER_USER' } } : exampleOf(asked),
  );
  expect(await troubleOf(client('attendee').connection('ada_sql'))).toMatchObject({ trouble: 'no-key' });
});

test('projects, datasets and recipes', async () => {
  server.answer(exampleOf);
  expect(await client().projects()).toMatchObject([{ projectKey: 'ADA_LAB', ownerLogin: 'ada' }]);
  expect(await client().datasets('ADA_LAB')).toMatchObject([
    { name: 'trips', managed: false, params: { mode: 'table', catalog: 'samples' }, schema: { columns: [{ name: 'trip_distance' }] } },
    { name: 'copied', formatType: 'parquet' },
  ]);
  expect(await client().recipes('ADA_LAB')).toEqual([{ name: 'compute_copied', type: 'sync', inputs: ['trips'], outputs: ['copied'] }]);
  expect(await client().enginesOf('ADA_LAB', 'compute_copied')).toMatchObject({ selected: { type: 'DSS' }, all: [{ type: 'DSS' }] });
});

test('jobs and their logs', async () => {
  server.answer(exampleOf);
  const id = 'build_cat_train_hdfs_NP_2015-09-28T09-17-37.455';
  expect(await client().jobs('IMPALA')).toEqual([{ id, recipe: null, outputs: ['cat_train_hdfs'], state: 'ABORTED', startTime: 0 }]);
  const job = (await client().job('ADA_LAB', id))?.body;
  expect(job?.baseStatus).toMatchObject({
    state: 'FAILED',
    activities: { compute_copied_NP: { firstFailure: { message: expect.any(String) } } },
  });
  expect(job?.runtimeSummary?.activities).toMatchObject([{ engineType: 'DSS' }]);
  expect(await client().searchLog('ADA_LAB', id, 'compute_copied_NP', /fastpath/, 1000)).toMatchObject({
    text: expect.stringContaining('fastpath'),
  });
});

test('folders, code environments and models', async () => {
  server.answer(exampleOf);
  expect(await client().folders('ADA_LAB')).toMatchObject([{ id: 'Ab12Cd34', params: { connection: 'common-adls' } }]);
  expect(await client().folderFiles('ADA_LAB', 'Ab12Cd34')).toEqual(['/model/MLmodel']);
  expect(await client().folderText('ADA_LAB', 'Ab12Cd34', 'MLmodel', () => true)).toContain('flavors');
  expect(await client().codeEnv('ada-mlflow')).toMatchObject({ requested: 'mlflow==2.17.2', interpreter: 'PYTHON39' });
  expect(await client().savedModels('ADA_LAB')).toEqual([{ id: 'Xy98Zw76', name: 'imported_from_db', kind: 'MLFLOW_PYFUNC' }]);
  expect(await client().modelVersions('ADA_LAB', 'Xy98Zw76')).toMatchObject([{ id: '0', active: true }]);
  expect(await client().importedWith('ADA_LAB', 'Xy98Zw76', '0')).toBe('ada-mlflow');
});

test.each(refusals)('a refusal: $status, $means ($source)', async ({ means, ...spoken }) => {
  server.answer((asked) => (asked.path === '/public/api/projects/' ? exampleOf(asked) : spoken));
  const question = client().datasets('ANOTHER');
  if (means.trouble === 'absent') return expect(await question).toBeNull();
  expect(await troubleOf(question)).toMatchObject({ cloud: 'DSS', status: spoken.status, ...means });
});

test('what may not be seen, and is on the list, is forbidden and no end of the sign-in', async () => {
  const [hidden] = refusals;
  server.answer((asked) => (asked.path === '/public/api/projects/' ? exampleOf(asked) : (hidden ?? { body: '' })));
  expect(await troubleOf(client().datasets('ADA_LAB'))).toMatchObject({ trouble: 'forbidden', status: 401 });
  expect(await troubleOf(client().recipes('ADA_LAB'))).toMatchObject({ trouble: 'forbidden', code: 'UnauthorizedException' });
});
