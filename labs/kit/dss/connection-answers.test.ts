import { expect, test } from 'vitest';
import type { Databricks } from '@/lib/clouds/databricks';
import type { Dss, Queried } from '@/lib/clouds/dss';
import { Concluded, type Verdict } from '@/lib/lab/outcome';
import { noConnection } from './connection';
import { askAnswer, judgeAnswer, obstacleOf } from './connection-answers';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['it answers', { ok: true }, /^pass/],
  [
    'no credential',
    { ok: false, said: 'User ada has no credential for connection mine. Connect your account in your profile.' },
    /^missing: You have no credential/,
  ],
  [
    'no credential, as DSS’s documents have it',
    { ok: false, said: 'You need to connect your Databricks account to Dataiku DSS' },
    /^missing: You have no credential/,
  ],
  ['a wrong secret', { ok: false, said: 'OAuth2 token request failed: AADSTS7000215: Invalid client secret' }, /^wrong/],
  ['a refused token', { ok: false, said: '[Databricks] HTTP Response code: 403, Error message: Invalid access token.' }, /^wrong/],
] as const)('answers: %s', (_, queried, expected) => {
  expect(said(judgeAnswer({ name: 'mine', queried }))).toMatch(expected);
});
test.each([
  ['AADSTS7000215: x', 'not its id'],
  ['AADSTS7000222: x', 'has expired'],
  ['HTTP Response code: 403', 'Scope'],
  ['AADSTS70011: x', 'Copy Scope'],
  ['AADSTS650053: x', 'Copy Scope'],
  ['AADSTS900144: x', 'Copy Scope'],
  ["PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'samples'.", 'not your mistake'],
  ['HTTP Response code: 404', 'HTTP path'],
  ['UnknownHostException', 'Fix what DSS reports'],
])('what to do about %s', (refusal, remedy) => {
  expect(judgeAnswer({ name: 'mine', queried: { ok: false, said: refusal } })).toMatchObject({
    remedy: expect.stringContaining(remedy),
  });
});
test.each([
  ['PENDING', true, /^waiting: Your cluster is starting/],
  ['STARTING', false, /^waiting: Your SQL warehouse is starting/],
  ['TERMINATED', true, /^missing: Your cluster is off/],
  ['STOPPED', false, /^missing: Your SQL warehouse is off/],
])('an endpoint that is %s', (state, isCluster, expected) => {
  const verdict = obstacleOf(state, isCluster);
  expect(verdict && said(verdict)).toMatch(expected);
});
test.each(['RUNNING', 'RESIZING', 'UNHEARD_OF'])('an endpoint that is %s can be queried', (state) => {
  expect(obstacleOf(state, true)).toBeNull();
});

const host = 'adb-5504218931760442.2.azuredatabricks.net';
const params = { host, httpPath: '/sql/1.0/warehouses/0123456789abcdef' };

/** Clouds with one connection to one warehouse; `queries` counts what is run through it. */
function pretend({ connection = true, state = 'RUNNING' }: { connection?: boolean; state?: string }) {
  const queries: string[] = [];
  const dss = {
    users: async () => [{ login: 'ada', email: 'ada@practice.example', groups: ['attendees'] }],
    groups: async () => [{ name: 'attendees', admin: false }],
    connection: async () => (connection ? { type: 'Databricks', params } : null),
    connectionNames: async () => ['mine'],
    selectOne: async (name: string): Promise<Queried> => {
      queries.push(name);
      return { ok: true };
    },
  } as unknown as Dss; // nothing else of it is asked
  const databricks = { warehouses: async () => ({ rows: [{ id: '0123456789abcdef', state }], at: 0 }) } as unknown as Databricks; // as above
  const clouds = { dss: () => dss, databricks: () => databricks };
  return { queries, answer: () => askAnswer(clouds, { userName: 'ada@practice.example', connection: 'mine' }) };
}
test('a running endpoint is queried once', async () => {
  const { queries, answer } = pretend({});
  expect(await answer()).toEqual({ name: 'mine', queried: { ok: true } });
  expect(queries).toEqual(['mine']);
});
test('what the endpoint is up to comes before any query', async () => {
  const { queries, answer } = pretend({ state: 'STARTING' });
  await expect(answer()).rejects.toThrow(Concluded);
  await expect(answer()).rejects.toMatchObject({ verdict: { status: 'waiting', on: expect.stringContaining('is starting') } });
  expect(queries).toEqual([]);
});
test('without a connection nothing is asked', async () => {
  const { queries, answer } = pretend({ connection: false });
  await expect(answer()).rejects.toMatchObject({ verdict: noConnection() });
  expect(noConnection().status).toBe('missing');
  expect(queries).toEqual([]);
});
