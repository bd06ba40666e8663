import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseEnv, practiceTenant } from './env';

const random = (seed: string) => createHash('sha256').update(seed).digest('base64');
const right = {
  DATABASE_URL: 'postgresql://u:p@localhost/guidepost',
  NEXTAUTH_URL: 'https://labs.example',
  NEXTAUTH_SECRET: random('session'),
  ENTRA_TENANT_ID: '3f2f3a0e-54f5-4c0c-9d6c-0d6f6f1b7a11',
  ENTRA_CLIENT_ID: '0d4c9a7e-6b21-4f85-a3d0-92e7f15c8b64',
  ENTRA_CLIENT_SECRET: 'a secret value',
  SEAL_KEYS: `k2:${random('two')},k1:${random('one')}`,
};

test('a right environment is read, keys in their order', () => {
  const parsed = parseEnv(right);
  expect(parsed.SEAL_KEYS.map((k) => k.id)).toEqual(['k2', 'k1']);
  expect(parsed.CLOUD_ORIGIN).toBeUndefined();
});

test('all that is missing is named at once', () => {
  expect(() => parseEnv({ ...right, DATABASE_URL: undefined, SEAL_KEYS: '' })).toThrow(/DATABASE_URL is not set\n {2}SEAL_KEYS is not set/);
});

test('whom to tell of a weakness is an address', () => {
  const contact = (SECURITY_CONTACT: string) => parseEnv({ ...right, SECURITY_CONTACT }).SECURITY_CONTACT;
  expect(contact('mailto:security@example.com')).toBe('mailto:security@example.com');
  expect(contact('')).toBeUndefined();
  for (const bad of ['security@example.com', 'http://example.com', 'javascript:alert(1)', 'mailto:a@example.com\r\nContact: x'])
    expect(() => contact(bad), bad).toThrow('SECURITY_CONTACT');
});

test('the hosts that may be a DSS, with spaces or without', () => {
  expect(parseEnv({ ...right, DSS_HOSTS: 'DSS.example.com, dss2.corp.local' }).DSS_HOSTS).toEqual(['dss.example.com', 'dss2.corp.local']);
  expect(parseEnv({ ...right, DSS_HOSTS: '' }).DSS_HOSTS).toBeUndefined();
});

test.each([
  ['DATABASE_URL', 'mysql://x'],
  ['NEXTAUTH_URL', 'labs.example'],
  ['NEXTAUTH_URL', 'javascript:alert(1)//labs.example'],
  ['NEXTAUTH_URL', 'ftp://labs.example'],
  ['NEXTAUTH_URL', 'https://user:password@labs.example'],
  ['NEXTAUTH_URL', 'http://labs.example'],
  ['NEXTAUTH_URL', 'http://localhost.evil.example'],
  ['NEXTAUTH_URL', 'http://127.0.0.1.nip.io'],
  ['NEXTAUTH_SECRET', 'short-secret-value'],
  ['NEXTAUTH_SECRET', 'x'.repeat(43)],
  ['NEXTAUTH_SECRET', 'change-me!'.repeat(5)],
  ['NEXTAUTH_SECRET', 'ab'.repeat(20)],
  ['NEXTAUTH_SECRET', `${'a'.repeat(40)}b`],
  ['ENTRA_TENANT_ID', 'contoso'],
  ['SEAL_KEYS', 'k1:dG9vLXNob3J0'],
  ['SEAL_KEYS', `k1:${Buffer.alloc(32, 7).toString('base64')}`],
  ['CLOUD_ORIGIN', 'nowhere'],
  ['CLOUD_ORIGIN', 'file:///etc/passwd'],
  ['CLOUD_ORIGIN', 'http://practice.evil.example'],
  ['CLOUD_ORIGIN', 'http://localhost.evil.example:4010'],
  ['CLOUD_ORIGIN', 'http://0.0.0.0:4010'],
  ['DSS_HOSTS', 'https://dss.example.com'],
  ['DSS_HOSTS', 'dss.example.com:443'],
  ['DSS_HOSTS', 'dss.example.com,'],
])('a malformed %s is named, and its value is not repeated', (name, value) => {
  const attempt = () => parseEnv({ ...right, [name]: value });
  expect(attempt).toThrow(name);
  expect(attempt).not.toThrow(value);
});

test.each(['https://labs.example', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
  'a portal at %s starts',
  (url) => {
    expect(parseEnv({ ...right, NEXTAUTH_URL: url }).NEXTAUTH_URL).toBe(url);
  },
);

test.each([
  ['64 digits of hex', createHash('sha256').update('hex').digest('hex')],
  ['32 digits of hex', createHash('md5').update('hex').digest('hex')],
  ['base64', random('another')],
])('a secret of %s is sound', (_, secret) => {
  expect(parseEnv({ ...right, NEXTAUTH_SECRET: secret }).NEXTAUTH_SECRET).toBe(secret);
});

test('the practice cloud on this machine needs the practice tenant: a real registration’s secret is not sent there', () => {
  const practice = { ...right, CLOUD_ORIGIN: 'http://localhost:4010' };
  expect(() => parseEnv(practice)).toThrow(/CLOUD_ORIGIN must not be set with a tenant of your own/);
  expect(parseEnv({ ...practice, ENTRA_TENANT_ID: practiceTenant, NEXTAUTH_URL: 'http://labs.example' }).CLOUD_ORIGIN).toBe(
    practice.CLOUD_ORIGIN,
  );
});
