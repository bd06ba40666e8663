import { describe, expect, test } from 'vitest';
import { longestText, readText, secretIn } from './looks-secret';

const hex = (n: number) => '0123456789abcdef'.repeat(9).slice(0, n);
const mixed = (n: number) => 'k3Jx9QmZ2vB7rT1yW8nL5pD4sF6gH0cA'.repeat(4).slice(0, n);
/** Put together here, so that no scanner of repositories takes a test for a leak. */
const made = (...parts: string[]) => parts.join('');

describe('a secret is known by its shape', () => {
  test.each<[string, string, string]>([
    ['a client secret of Entra ID', made('abC8', 'Q~', 'dEfGh1jKlMn0pQrStUvWxYz-AbCdEf.hIjKl'), 'a client secret'],
    ['one in a sentence', `I used ${made('x.y9', 'Q~', mixed(34))} and it fails`, 'a client secret'],
    ['a personal access token', made('dapi', hex(32)), 'an access token'],
    ['one with its suffix', made('dapi', hex(32), '-2'), 'an access token'],
    ['an OAuth secret of a service principal', made('dose', hex(32)), 'an access token'],
    ['a personal key of DSS', made('dkuaps-', mixed(32)), 'an API key'],
    ['an older key of DSS', mixed(32), 'a key or token'],
    ['a JSON web token', made('eyJ', 'hbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9', '.e30.', mixed(40)), 'a token'],
    ['only the beginning of one', made('eyJ', mixed(60)), 'a token'],
    ['a shared access signature', `https://store.example/c?sv=2024-11-04&sp=rl&sig=${mixed(40)}%3D`, 'a shared access signature'],
    ['a connection string', `AccountName=store;AccountKey=${mixed(60)}==`, 'an account key'],
    ['a storage key alone', made(mixed(30), '/', mixed(28), '+', mixed(27), '=='), 'a key or token'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
    ['an authorization header', `Authorization: Bearer ${hex(30)}`, 'a bearer token'],
    ['a password in an address', 'https://ada:hunter2@host.example/', 'a password in an address'],
    ['a password that says so', 'my password: Hunter2!', 'a password or key'],
    ['a password in German', 'Passwort = Geheim123', 'a password or key'],
    ['a token that says so', 'token=abc12345', 'a password or key'],
    ['a key that says so, quoted', 'api key is "q1w2e3r4"', 'a password or key'],
    ['forty hexadecimal digits', hex(40), 'a key or token'],
    ['in quotes', `"${mixed(32)}"`, 'a key or token'],
    ['on a line of its own', `it says\n${mixed(32)}\nand stops`, 'a key or token'],
    ['small letters and digits', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4', 'a key or token'],
  ])('%s', (_, text, what) => {
    expect(secretIn(text)).toBe(what);
    expect(readText(text)).toEqual({ problem: expect.stringContaining(`wasn’t sent because it seems to contain ${what}.`) });
  });
});

describe('what people need to say what is wrong is none', () => {
  test.each([
    '',
    'The cluster has been pending for ten minutes. What now?',
    'Der Cluster startet nicht, obwohl ich alles wie beschrieben eingegeben habe',
    'AADSTS7000215: Invalid client secret provided.',
    'It says "Provided token is invalid" and my secret is correct',
    'Where do I find the token? The password field is empty',
    'Is the secret: wrong or expired',
    'My secret is wrong? And the password is required!',
    'token: missing? Who makes it?',
    'adb-1234567890123456.7.azuredatabricks.net',
    '/sql/1.0/warehouses/abc123def4567890',
    'sql/protocolv1/o/1234567890123456/0123-456789-abcd1234',
    '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/guided-lab/providers/Microsoft.Databricks/workspaces/ada-ws',
    'Correlation ID: 7d6f3b8e-91b5-4c28-9d1a-2f4f6a0c9e11',
    '7D6F3B8E-91B5-4C28-9D1A-2F4F6A0C9E11',
    `run ${hex(32)} of experiment 123456789012345`,
    'com.databricks.backend.daemon.driver.DriverClientDestroyedException',
    'java.lang.NoClassDefFoundError: org/apache/spark/sql/SparkSession$Builder',
    'SparkDatasetNotFoundExceptionWhileReading',
    'the_connection_that_i_made_for_the_cluster_1',
    'Standard_DS3_v2 in uksouth, runtime 15.4.x-cpu-ml-scala2.12',
    'abfss://container@storageaccount01.dfs.core.windows.net/ada/model',
    'https://docs.example/azure/databricks/dev-tools/auth/oauth-u2m#step-2',
    'ada.quill@practice.example',
    '2026-11-26T10:12:13.123456Z',
    'key vault and token endpoint and secret scope',
    'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/token',
    'token: https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/oauth2/v2.0/token',
    'databricks-dss-workshop-2026-11-26-group-12',
    'Ran 12 of 40, 3 failed, 25 %',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '日本語で書いても大丈夫です。クラスターが起動しません。',
  ])('%s', (text) => {
    expect(secretIn(text)).toBeNull();
  });
});

describe('a text as it may be sent', () => {
  test.each<[string, string | undefined, ReturnType<typeof readText>]>([
    ['nothing', undefined, { text: null }],
    ['only blanks', ' \n\t ', { text: null }],
    ['without blanks around it', '  help \n', { text: 'help' }],
    ['with its lines', 'one\r\ntwo\nthree', { text: 'one\ntwo\nthree' }],
    ['without what a database refuses', 'a\0b', { text: 'ab' }],
    ['without half a character', 'a\ud800b', { text: 'a\ufffdb' }],
    ['without what turns the line around', 'a\u202eb', { text: 'ab' }],
    ['as long as it may be', 'a '.repeat(longestText / 2).trim(), { text: 'a '.repeat(longestText / 2).trim() }],
    ['too long', 'a '.repeat(longestText), { problem: `Keep it to ${longestText} characters: it has ${longestText * 2 - 1}.` }],
  ])('%s', (_, typed, read) => {
    expect(readText(typed)).toEqual(read);
  });

  test('a secret past the end of what may be sent is one', () => {
    expect(readText(`${'a '.repeat(longestText)} ${mixed(32)}`)).toEqual({ problem: expect.stringContaining('a key or token') });
  });

  test('a megabyte is cut before it is looked at', () => {
    expect(readText('password is '.repeat(100_000))).toMatchObject({ problem: expect.any(String) });
    expect(readText('//a:'.repeat(300_000))).toMatchObject({ problem: expect.any(String) });
  });
});
