import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'guidepost-settled-'));
const file = join(folder, 'vendor-answers.json');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('VENDOR_ANSWERS', file);
  vi.stubEnv('CLOUD_ORIGIN', '');
});
const written = { kind: 'guidepost vendor answers', version: 1, answeredBy: 'vendors' };
const write = (answers: unknown) => writeFileSync(file, JSON.stringify(answers));
const assumed = () => import('./assumed');

test('without a file everything is matched tolerantly', async () => {
  vi.stubEnv('VENDOR_ANSWERS', '');
  const { engineOf, readParams } = await assumed();
  expect(engineOf('DATABRICKS_TO_AZURE')).toBe('Databricks to Azure');
  expect(readParams({ oauthClientId: 'x' }).clientId).toBe('x');
});

test('what is settled replaces a guess', async () => {
  write({
    ...written,
    dss: { params: { clientId: 'oauthAppId', fastWriteTick: 'fastWriteOn' }, engines: { DBX_UNLOAD: 'Databricks to Azure' } },
  });
  const { engineOf, readParams } = await assumed();
  expect(engineOf('DBX_UNLOAD')).toBe('Databricks to Azure');
  expect(engineOf('DATABRICKS_TO_AZURE')).toBe('other');
  expect(engineOf('Databricks to Cloud')).toBe('Databricks to Azure');
  expect(engineOf('AZURE_TO_DATABRICKS')).toBe('Azure to Databricks');
  expect(readParams({ appId: 'wrong', oauthAppId: 'x', fastWriteOn: true, autoFastWriteConnection: 'c' })).toMatchObject({
    clientId: 'x',
    fastWrite: { isOn: true, connection: 'c' },
  });
});

test.each([
  ['an engine that there is not', { ...written, dss: { engines: { X: 'Spark' } } }],
  ['a name that is none', { ...written, dss: { params: { clientId: '"; drop' } } }],
  ['something else', []],
  ['any object', {}],
  ['no kind', { ...written, kind: undefined, dss: {} }],
  ['another version', { ...written, version: 2 }],
  ['nobody who answered', { ...written, answeredBy: undefined }],
  ['more than is known', { ...written, portal: {} }],
  ['more of DSS than is known', { ...written, dss: { parameters: {} } }],
  ['a known engine made another', { ...written, dss: { engines: { SQL: 'DSS' } } }],
  ['a known engine made another, in small letters', { ...written, dss: { engines: { dss: 'Databricks to Azure' } } }],
  ['the practice cloud’s answers, of real vendors', { ...written, answeredBy: 'practice' }],
])('a file with %s is refused', async (_, answers) => {
  write(answers);
  const { settled } = await import('@/lib/clouds/settled');
  expect(() => settled()).toThrow();
});

test('the practice cloud’s answers are read of the practice cloud', async () => {
  vi.stubEnv('CLOUD_ORIGIN', 'http://localhost:4010');
  vi.stubEnv('ENTRA_TENANT_ID', '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803'); // the practice cloud’s own
  write({ ...written, answeredBy: 'practice', dss: { engines: { X1: 'Databricks to Azure', SQL: 'SQL' } } });
  expect((await assumed()).engineOf('X1')).toBe('Databricks to Azure');
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is no engine', async (id) => {
  write({ ...written, dss: { engines: { X1: 'Databricks to Azure' } } });
  expect((await assumed()).engineOf(id)).toBe('other');
});
