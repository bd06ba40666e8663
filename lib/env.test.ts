import { expect, test } from 'vitest';
import { parseEnv } from './env';

const right = {
  DATABASE_URL: 'postgresql://u:p@localhost/guidepost',
  NEXTAUTH_URL: 'https://labs.example',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  ENTRA_TENANT_ID: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  ENTRA_CLIENT_ID: '0d4c9a7e-6b21-4f85-a3d0-92e7f15c8b64',
  ENTRA_CLIENT_SECRET: 'a secret value',
  SEAL_KEYS: `k2:${Buffer.alloc(32, 1).toString('base64')},k1:${Buffer.alloc(32, 2).toString('base64')}`,
};

test('a right environment is read, keys in their order', () => {
  const parsed = parseEnv(right);
  expect(parsed.SEAL_KEYS.map((k) => k.id)).toEqual(['k2', 'k1']);
  expect(parsed.CLOUD_ORIGIN).toBeUndefined();
});

test('all that is missing is named at once', () => {
  expect(() => parseEnv({ ...right, DATABASE_URL: undefined, SEAL_KEYS: '' })).toThrow(/DATABASE_URL is not set\n {2}SEAL_KEYS is not set/);
});

test.each([
  ['DATABASE_URL', 'mysql://x'],
  ['NEXTAUTH_URL', 'labs.example'],
  ['NEXTAUTH_SECRET', 'short-secret-value'],
  ['ENTRA_TENANT_ID', 'contoso'],
  ['SEAL_KEYS', 'k1:dG9vLXNob3J0'],
  ['CLOUD_ORIGIN', 'nowhere'],
])('a malformed %s is named, and its value is not repeated', (name, value) => {
  const attempt = () => parseEnv({ ...right, [name]: value });
  expect(attempt).toThrow(name);
  expect(attempt).not.toThrow(value);
});
