// What somebody may do in the practice DSS follows from the rights that DSS tells of their groups.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askingAs, control } from './asking.ts';

const rules = (missingDssRights: string[]) => control('/rules', { missingDssRights });

const dss = askingAs('rita.rights');
const refused = { status: 403, body: { errorType: expect.stringContaining('UnauthorizedException') } };
const items = (ref: string) => ({ main: { items: [{ ref }] } });
const recipe = (type: string, name: string, output: string) =>
  dss('POST', '/projects/RITA/recipes/', {
    recipePrototype: { type, name, inputs: items('a'), outputs: items(output) },
    creationSettings: type === 'python' ? { script: 'x' } : {},
  });

beforeAll(async () => {
  await control('/people', { name: 'Rita Rights' });
  await control('/dss/sign-in', { upn: 'rita.rights@practice.example' });
  await dss('POST', '/projects/', { projectKey: 'RITA', name: 'Rita' });
  for (const name of ['a', 'b', 'c'])
    await dss('POST', '/projects/RITA/datasets/managed', { name, creationSettings: { connectionId: 'common-adls' } });
});
beforeEach(() => rules([]));
afterAll(() => rules([]));

test('projects are created by whoever has the right in a group, and by administrators', async () => {
  const create = (projectKey: string, as?: string | null) => dss('POST', '/projects/', { projectKey, name: 'x' }, as);
  expect(await create('RITA2', 'nightly')).toMatchObject(refused); // whose group has none
  await rules(['Create projects']);
  expect(await create('RITA2')).toMatchObject(refused);
  const { body: groups } = await dss('GET', '/admin/groups/', undefined, null);
  expect(groups.map((g: { name: string; mayCreateProjects: boolean }) => [g.name, g.mayCreateProjects])).toEqual([
    ['administrators', true],
    ['attendees', false],
    ['services', false],
  ]);
  expect((await create('RITA3', null)).status).toBe(200);
});

test('code is written, and changed, with a right of its own; visual recipes need none', async () => {
  expect((await recipe('python', 'code', 'b')).status).toBe(200);
  await rules(['Write isolated code']);
  expect(await recipe('python', 'more', 'c')).toMatchObject(refused);
  const { body: found } = await dss('GET', '/projects/RITA/recipes/code');
  expect(await dss('PUT', '/projects/RITA/recipes/code', { ...found, payload: 'y' })).toMatchObject(refused);
  expect((await dss('GET', '/projects/RITA/recipes/code')).body.payload).toBe('x');
  expect((await recipe('sync', 'visual', 'c')).status).toBe(200);
});

test('an account of another group has none of the attendees’ rights', async () => {
  expect(await dss('GET', '/admin/code-envs/', undefined, 'nightly')).toMatchObject(refused);
});
