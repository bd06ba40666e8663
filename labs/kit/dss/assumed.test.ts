import { describe, expect, test } from 'vitest';
import { codeIn, engineOf, fastpath, fastpathLoosely, isAboutConnection, isFailureWith, isWithoutCredential, readParams } from './assumed';

describe('a connection’s parameters', () => {
  const known = {
    host: ' adb-1.1.azuredatabricks.net ',
    port: 443,
    httpPath: '/sql/1.0/warehouses/a',
    authType: 'OAUTH2_APP',
    appId: 'app',
    authorizationEndpoint: 'https://a/authorize',
    tokenEndpoint: 'https://a/token',
    useAutoFastWrite: true,
    autoFastWriteConnection: 'common-adls',
    autoFastWritePath: 'databricks_tmp',
  };
  test('by the names that we know', () => {
    expect(readParams(known)).toEqual({
      host: 'adb-1.1.azuredatabricks.net',
      port: '443',
      httpPath: '/sql/1.0/warehouses/a',
      authType: 'OAUTH2_APP',
      isOAuth: true,
      clientId: 'app',
      authorizationEndpoint: 'https://a/authorize',
      tokenEndpoint: 'https://a/token',
      fastWrite: { isOn: true, connection: 'common-adls', path: 'databricks_tmp' },
    });
  });
  test.each([
    ['another case, and deeper', { oauth: { ClientId: 'app' } }, { clientId: 'app' }],
    [
      'endpoints under names nobody told us',
      { loginUrl: 'https://a/oauth2/v2.0/authorize', other: 'https://a/oauth2/v2.0/token/' },
      { authorizationEndpoint: 'https://a/oauth2/v2.0/authorize' },
    ],
    ['a personal access token', { authType: 'PERSONAL_ACCESS_TOKEN' }, { isOAuth: false }],
    ['no tick known, but a connection named', { autoFastWriteConnection: 'x' }, { fastWrite: { isOn: true, connection: 'x', path: '' } }],
    ['an unticked box', { autoFastWrite: false, autoFastWriteConnection: 'x' }, { fastWrite: { isOn: false, connection: 'x', path: '' } }],
    ['nothing at all', {}, { host: '', clientId: '', tokenEndpoint: '', fastWrite: { isOn: false, connection: '', path: '' } }],
    ['shapes that make no sense', { host: null, port: [], params: { host: ['h'] } }, { host: 'h' }],
  ])('%s', (_, params, expected) => {
    expect(readParams(params)).toMatchObject(expected);
  });
});

test.each([
  ['SQL', 'SQL'],
  ['In-database (SQL)', 'SQL'],
  ['DSS', 'DSS'],
  ['DSS (local stream)', 'DSS'],
  ['DATABRICKS_TO_AZURE', 'Databricks to Azure'],
  ['Databricks to Cloud', 'Databricks to Azure'],
  ['databricks-to-wasb', 'Databricks to Azure'],
  ['AZURE_TO_DATABRICKS', 'Azure to Databricks'],
  ['Cloud to Databricks', 'Azure to Databricks'],
  ['SPARK', 'other'],
  ['AZURE_TO_SYNAPSE', 'other'],
  ['', null],
  [null, null],
  [undefined, null],
])('the engine %s is %s', (said, engine) => {
  expect(engineOf(said)).toBe(engine);
});

test.each([
  ['INFO - Using fastpath for output', true, true],
  ['INFO - Using FastPath', true, true],
  ['INFO - fast path enabled', false, true],
  ['INFO - auto fast-write', false, true],
  ['INFO - inserting rows', false, false],
])('“%s” speaks of the fast path: plainly %s, loosely %s', (line, plainly, loosely) => {
  expect([fastpath.test(line), fastpathLoosely.test(line)]).toEqual([plainly, loosely]);
});

describe('a failure with the expected words', () => {
  const words = 'setting up credentials … stored credentials';
  test.each([
    [
      'as 11.2 writes it',
      'Error while setting up credentials. If you are running a SQL warehouse cluster, you will need to defined stored credentials.',
      true,
    ],
    ['mended spelling, another wrapping', 'ERROR WHILE SETTING  UP credentials: … you need to define Stored\nCredentials', true],
    ['only half of it', 'Error while setting up credentials: timeout', false],
    ['another failure', 'Table not found', false],
    ['nothing', '', false],
  ])('%s', (_, message, expected) => {
    expect(isFailureWith(message, words)).toBe(expected);
  });
  test.each([
    ['', false],
    ['…', false],
    ['stored credentials', true],
    ['setting up ... stored credentials', true],
  ])('words set to “%s”', (setting, expected) => {
    expect(isFailureWith('Error while setting up credentials: stored credentials', setting)).toBe(expected);
  });
});

test.each([
  ['User ada has no credential for connection x. Connect your account in your profile.', true],
  ['No credentials found for connection', true],
  ['Credentials are not defined for user ada', true],
  ['AADSTS7000215: Invalid client secret provided', false],
  ['Error while setting up credentials', false],
  ['Table not found', false],
])('“%s” means that there is no credential: %s', (said, expected) => {
  expect(isWithoutCredential(said)).toBe(expected);
});

test.each([
  [{ code: 'CodedSQLException', said: 'whatever' }, true],
  [{ code: 'IllegalArgumentException', said: 'Connection x not found' }, true],
  [{ code: 'Error', said: 'OAuth2 token request failed' }, true],
  [{ code: 'NullPointerException', said: 'null' }, false],
  [{ code: undefined, said: undefined }, false],
])('%o is about the connection: %s', (refusal, expected) => {
  expect(isAboutConnection({ status: 500, isOwn: true, ...refusal })).toBe(expected);
});

test.each([
  ['failed: AADSTS7000222: expired', 'AADSTS7000222'],
  ['Reason: HTTP Response code: 403, Error message', 'HTTP Response code: 403'],
  ['nothing to look up', null],
])('the code in “%s”', (said, code) => {
  expect(codeIn(said)).toBe(code);
});
