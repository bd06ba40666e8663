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
});
const write = (answers: unknown) => writeFileSync(file, JSON.stringify(answers));
const assumed = () => import('./assumed');

test('without a file everything is matched tolerantly', async () => {
  vi.stubEnv('VENDOR_ANSWERS', '');
  const { engineOf, readParams } = await assumed();
  expect(engineOf('DATABRICKS_TO_AZURE')).toBe('Databricks to Azure');
  expect(readParams({ oauthClientId: 'x' }).clientId).toBe('x');
});

test('what is settled is taken in place of a guess', async () => {
  write({ dss: { params: { clientId: 'oauthAppId', fastWriteTick: 'fastWriteOn' }, engines: { DBX_UNLOAD: 'Databricks to Azure' } } });
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
  ['an engine that there is not', { dss: { engines: { X: 'Spark' } } }],
  ['a name that is none', { dss: { params: { clientId: '"; drop' } } }],
  ['something else', []],
])('a file with %s is refused', async (_, answers) => {
  write(answers);
  const { settled } = await import('@/lib/clouds/settled');
  expect(() => settled()).toThrow();
});
