import { expect, test } from 'vitest';
import * as clouds from '@/lib/clouds';
import { permissionsFor } from './admin-consent';

test('an administrator reads which permissions the link grants, service by service', () => {
  expect(permissionsFor(Object.values(clouds))).toEqual(
    expect.arrayContaining(['Azure: user_impersonation', 'Microsoft Graph: openid, profile, email, offline_access']),
  );
  expect(permissionsFor([])).toEqual(['Microsoft Graph: openid, profile, email, offline_access']);
});

test('a service that people sign in to otherwise is granted nothing', () => {
  const [line, ...more] = permissionsFor(Object.values(clouds).filter((cloud) => cloud.identity.kind !== 'entra'));
  expect(line).toMatch(/^Microsoft Graph/);
  expect(more).toEqual([]);
});
