import { expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeWritesWithSas } from './writes-with-sas';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const known = { adlsConnection: 'common-adls', adlsSasConnection: 'common-adls-sas' };

test.each([
  ['common-adls-sas', /^pass/],
  ['common-adls', /^missing: Fast-write still goes through common-adls/],
  ['other', /^wrong/],
  ['', /^wrong/],
])('fast-write through “%s” after the failures', (autoFastWriteConnection, expected) => {
  const connection = { type: 'Databricks', params: { autoFastWriteConnection }, credentialsMode: 'PER_USER' };
  expect(said(judgeWritesWithSas({ name: 'mine', connection }, known))).toMatch(expected);
});
test('without the connection', () => {
  expect(judgeWritesWithSas({ name: 'mine', connection: null }, known).status).toBe('missing');
});
