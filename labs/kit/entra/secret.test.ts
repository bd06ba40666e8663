import { expect, test } from 'vitest';
import { judgeSecret, looksLikeSecretId } from './secret';

const refused = (code: string) => ({ accepted: false as const, code, said: 'because' });

test.each([
  ['accepted', false, { accepted: true as const }, 'pass', 'Your secret works.'],
  ['wrong', false, refused('AADSTS7000215'), 'wrong', 'Entra ID doesn’t know this secret.'],
  ['its id', true, refused('AADSTS7000215'), 'wrong', 'That is the secret’s id, not its value.'],
  ['expired', false, refused('AADSTS7000222'), 'wrong', 'This secret has expired.'],
  ['another app', false, refused('AADSTS700016'), 'missing', 'Entra ID doesn’t know the registered app in this tenant.'],
  ['another tenant', false, refused('AADSTS90002'), 'missing', 'Entra ID doesn’t know the registered app in this tenant.'],
  ['something new', false, refused('AADSTS999'), 'wrong', 'Entra ID rejected the secret.'],
])('%s', (_, isId, answer, status, message) => {
  expect(judgeSecret(isId, answer)).toMatchObject({ status, message });
});

test.each([
  ['e2a60b93-57dc-4e18-b94f-3c8d07a1f5e2', true],
  [' E2A60B93-57DC-4E18-B94F-3C8D07A1F5E2 ', true],
  ['abc8Q~not-an-id', false],
  ['', false],
])('“%s” looks like an id: %s', (secret, expected) => {
  expect(looksLikeSecretId(secret)).toBe(expected);
});
