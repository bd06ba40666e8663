import { describe, expect, test } from 'vitest';
import {
  codeIn,
  deniesFastpath,
  engineOf,
  fastpath,
  fastpathLoosely,
  isAboutConnection,
  isFailureWith,
  isWithoutCredential,
  missingGrant,
  readParams,
  writeParams,
} from './assumed';

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
      scope: null,
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
    ['a scope', { scope: ' sql offline_access ' }, { scope: 'sql offline_access' }],
    ['a scope left empty', { scope: '' }, { scope: '' }],
    ['a scope under another name, deeper', { oauth: { oauthScope: 'sql' } }, { scope: 'sql' }],
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
  ['DatabricksToCloud', 'Databricks to Azure'],
  ['Cloud to Databricks (fast)', 'Azure to Databricks'],
  ['DATABRICKS_TO_BLOB', 'Databricks to Azure'],
  ['in-database', 'SQL'],
  ['IN_DATABASE', 'SQL'],
  ['SPARK', 'other'],
  ['SPARK_SQL', 'other'],
  ['Spark SQL', 'other'],
  ['SQL_TO_SPARK', 'other'],
  ['Hive', 'other'],
  ['PRACTICE_ENGINE_3', 'other'],
  ['AZURE_TO_SYNAPSE', 'other'],
  ['', null],
  [null, null],
  [undefined, null],
])('the engine %s is %s', (said, engine) => {
  expect(engineOf(said)).toBe(engine);
});

test.each([
  ['INFO - Using fastpath for output', true, false],
  ['[dku.databricks.fastpath] - fastpath: staging files', true, false],
  ['fastpath of output started', true, false],
  ['INFO - Using FastPath, 3 files', true, false],
  ['INFO - fast path enabled', false, true],
  ['INFO - auto fast-write', false, true],
  ['INFO - Fast-write: staging files in common-adls', false, true],
  ['INFO - COPY INTO `main`.`default`.`trips` FROM abfss://…', false, true],
  ['INFO - inserting rows', false, false],
  // names of settings, as a log that lists a connection's has them
  ['"autoFastWriteConnection": "common-adls"', false, false],
  ['autoFastWriteConnection=common-adls, autoFastWritePath=databricks_tmp', false, false],
  ['useAutoFastWrite=true', false, false],
  ['"fastWrite": true', false, false],
  ['fast_write_path=databricks_tmp', false, false],
  ['"fastpath": false', false, false],
  ['fastpath=false', false, false],
  ['fastPathConnection: common-adls', false, false],
  ['useFastpath: true', false, false],
  ['dku.databricks.fastpath.enabled=true', false, false],
  ['Auto fast write connection: common-adls', false, false],
  ['Automatic fast-write path: databricks_tmp', false, false],
])('“%s” speaks of the fast path: plainly %s, loosely %s', (line, plainly, loosely) => {
  expect([fastpath.test(line), fastpathLoosely.test(line)]).toEqual([plainly, loosely]);
});

test.each([
  ['Using fastpath to write', false],
  ['fastpath: table does not exist, creating it', false],
  ['fastpath: COPY INTO trips without a header', false],
  ['Not using fastpath for this output', true],
  ['Cannot use the fast path: no connection', true],
  ['fast-write is disabled', true],
  ['fast path not available, inserting rows', true],
  ['Unable to use fastpath', true],
])('“%s” says that it was not taken: %s', (line, denies) => {
  expect(deniesFastpath(line)).toBe(denies);
});

test.each([
  ["PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'main'.", "USE CATALOG on Catalog 'main'."],
  [
    "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have USE SCHEMA on Schema 'main.x'. SQLSTATE: 42501",
    "USE SCHEMA on Schema 'main.x'.",
  ],
  ['[INSUFFICIENT_PERMISSIONS] no', 'a permission'],
  ['Error while setting up credentials', null],
  ['', null],
])('the grant that “%s” names', (said, grant) => {
  expect(missingGrant(said)?.replace(/\.?$/, '.')).toBe(grant?.replace(/\.?$/, '.'));
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
  // the documents: an error “requiring you to connect your Databricks account to Dataiku DSS”
  ['You need to connect your Databricks account to Dataiku DSS', true],
  ['Please connect your\nDatabricks account to Dataiku DSS.', true],
  ['Connect your Account', true],
  ['Could not connect to the storage account', false],
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
  [{ code: 'UserNotConnectedException', said: 'You must connect your Databricks account to Dataiku DSS' }, true],
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

describe('writing a connection’s parameters', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['takes the name that is there', { useAutoFastWrite: false, other: 1 }, { useAutoFastWrite: true, other: 1 }],
    ['in whatever case', { AutoFastWrite: false }, { AutoFastWrite: true }],
    ['else the likeliest', { other: 1 }, { other: 1, autoFastWrite: true }],
  ])('%s', (_, before, after) => {
    expect(writeParams(before, { fastWriteTick: true })).toEqual(after);
    expect(readParams(writeParams(before, { fastWriteTick: true })).fastWrite.isOn).toBe(true);
  });
  test('leaves a secret unchanged', () => {
    expect(writeParams({ appSecret: 'e:AES:hidden', host: 'a' }, { host: 'b' })).toEqual({ appSecret: 'e:AES:hidden', host: 'b' });
  });
  test('is read again as it was written', () => {
    const written = writeParams(
      {},
      { host: 'h', port: 443, clientId: 'c', tokenEndpoint: 'https://t/token', scope: 's', fastWriteConnection: 'x' },
    );
    expect(readParams(written)).toMatchObject({ host: 'h', port: '443', clientId: 'c', tokenEndpoint: 'https://t/token', scope: 's' });
  });
});
