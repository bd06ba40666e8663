import { expect, test } from 'vitest';
import { onlyPackages, requirements } from '@/labs/kit/python/requirements';
import type { CodeEnv, Connection, Dss } from '@/lib/clouds/dss';
import { onlyRead, readParams } from './assumed';
import { codeEnvHasPackages } from './code-env';
import { askConnection } from './connection';

const secret = 'c2VjcmV0LXNlY3JldA';
const base = 'https://login.microsoftonline.com/t/oauth2/v2.0';

test.each<[string, Record<string, unknown>]>([
  ['flat', { host: 'h', port: 443, httpPath: 'p', authType: 'OAUTH2_APP', appId: 'a', tokenEndpoint: `${base}/token`, scope: 'sql' }],
  ['nested', { host: 'h', oauth: { clientId: 'a', authorizationEndpoint: `${base}/authorize` }, write: { useAutoFastWrite: 'true' } }],
  [
    'with endpoints under names that nobody knows',
    { urls: [{ at: 'https://x.example/' }, { at: `${base}/authorize` }, { at: `${base}/token/` }] },
  ],
  ['the same name twice', { a: { scope: '' }, b: { scope: 'sql' }, c: { host: '' }, d: { host: 'h' } }],
  ['an empty scope', { scope: '' }],
  ['in another case', { HOST: 'h', AutoFastWriteConnection: 'c', fastWritePath: 'x' }],
  ['nothing', {}],
])('of parameters %s, what is read is all that is kept', (_, params) => {
  const kept = onlyRead({ ...params, appSecret: secret, nested: { clientSecret: secret, password: secret }, list: [secret] });
  expect(readParams(kept)).toEqual(readParams(params));
  expect(JSON.stringify(kept)).not.toContain(secret);
});

/** DSS with one connection and one code environment, as far as it is asked here. */
const dssWith = (more: object) =>
  ({
    users: async () => [{ login: 'ada', email: 'ada@practice.example', groups: ['attendees'] }],
    groups: async () => [{ name: 'attendees', admin: false }],
    connectionNames: async () => ['mine'],
    ...more,
  }) as unknown as Dss; // nothing else of it is asked
const person = { dssUrl: 'https://dss.example', userName: 'ada@practice.example' };

test('the answer about a connection has no secret of it', async () => {
  const connection: Connection = { type: 'Databricks', params: { host: 'h', appSecret: secret }, credentialsMode: 'PER_USER' };
  const answer = await askConnection({ dss: () => dssWith({ connection: async () => connection }) }, { ...person, connection: 'mine' });
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(readParams(answer.connection?.params ?? {}).host).toBe('h');
});

const withPassword = `--extra-index-url https://pia:${secret}@pypi.example/simple\nmlflow==2.17.2 # ${secret}\nown @ git+https://${secret}@git.example/own\nnumpy[all]>=1.2,<2`;

test('of requirements the packages are kept, and no address', () => {
  const kept = onlyPackages(withPassword);
  expect(kept).not.toContain(secret);
  expect([...requirements(kept).keys()]).toEqual([...requirements(withPassword).keys()]);
  expect(requirements(kept)).toEqual(
    new Map([
      ['mlflow', '==2.17.2'],
      ['own', '@…'],
      ['numpy', '>=1.2,<2'],
    ]),
  );
});

test('the answer about a code environment has no address with a password', async () => {
  const env: CodeEnv = { name: 'mine', requested: withPassword, actual: withPassword, interpreter: 'PYTHON312' };
  const dss = dssWith({ codeEnv: async () => env, folderText: async () => withPassword });
  const known = { ...person, codeEnvName: 'mine', projectKey: 'ADA', folderId: 'abcdefgh' };
  const check = codeEnvHasPackages({ folderIn: 'step 1' });
  const answer = await check.ask({ dss: () => dss }, known, { begun: null, keep: () => undefined });
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(check.judge(answer, known)).toMatchObject({ status: 'pass', message: '3 packages.' });
});
