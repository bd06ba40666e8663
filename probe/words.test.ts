import { describe, expect, test } from 'vitest';
import { redact, seen } from './words';

describe('words that we know come through', () => {
  test.each([
    ['DATABRICKS_TO_AZURE', 'DATABRICKS_TO_AZURE'],
    ['In-database (SQL)', 'In-database (SQL)'],
    ['Databricks to Cloud', 'Databricks to Cloud'],
    ['autoFastWriteConnection', 'autoFastWriteConnection'],
    ['OAUTH2_APP', 'OAUTH2_APP'],
    ['RESOURCE_DOES_NOT_EXIST', 'RESOURCE_DOES_NOT_EXIST'],
    ['Error while setting up credentials, see stored credentials', 'Error while setting up credentials, … stored credentials'],
    ['403', '403'],
    [403, '403'],
    [true, 'true'],
    [null, 'none'],
    [undefined, 'none'],
    ['', ''],
  ])('%s', (said, left) => {
    expect(redact(said)).toBe(left);
  });
});

describe('an address or a name that is made of words that we know does not', () => {
  test.each([
    ['dss.internal/login/', '…'],
    ['dss.data.local', '…'],
    ['azure_storage_sas', '…'],
    ['role_user_secret_key', '…'],
    ['data@host', '…'],
    ['data-storage', '…'],
    ['https://dss.internal/login/', '…'],
    ['/user/data', '…'],
    ['dss\\user', '…'],
    ['dss．internal', '…'],
    ['dss%2Einternal', '…'],
    ['dss\tinternal', '…'],
    ['The user, of dss.internal.', 'The user, of …'],
    ['The answer was a redirect to dss.internal/login/.', 'The answer was a redirect to …'],
    ['The answer was a redirect to login.', 'The answer was a redirect to …'],
    ['PERMISSION_DENIED: no access for azure_user.', 'PERMISSION_DENIED: no access for …'],
  ])('%s', (said, left) => {
    expect(redact(said)).toBe(left);
  });
});

describe('nothing else does', () => {
  test.each([
    'Ada Quill',
    'adaquill',
    'AdaQuill',
    'ada.quill@contoso.example',
    'eyJhbGciOiJSUzI1NiIsIng1dCI6Ik1yNS1BVWliZkJpaTdOZDFqQmVi.eyJhdWQi.c2ln',
    'dkuaps-qhWkZxP0bTnR7vYcLmEsGdUj',
    '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
    '10.1.2.3',
    'fe80::1',
    'adb-1234567890123456.7.azuredatabricks.net',
    'CONTOSO_LAB',
    'zürich', // letters that we do not read
    'пароль',
    '1700000000000',
    1700000000000,
    -1,
    0.5,
    { secret: 'x' },
    ['x'],
    Symbol('x'),
    '\u202Eneddih',
    'x'.repeat(1_000_000),
    'a1'.repeat(100_000),
  ])('%s', (said) => {
    const left = redact(said);
    // single letters and words of the list may be in anything; what is left of it names nobody
    expect(left.replace(/…/g, '')).toMatch(/^(?:[ _.,:;()-]|\d|a|is|azure|lab|net|databricks)*$/i);
    expect(left.length).toBeLessThanOrEqual(400);
  });
});

test('what we write ourselves is kept, what is put into it is not', () => {
  expect(seen`of Ada, it is ${'Ada'}: ${['write', 'Ada', 'Bo', 'fast']}`).toBe('of Ada, it is …: fast, write, …');
  expect(seen`none: ${[]}`).toBe('none: none');
});
