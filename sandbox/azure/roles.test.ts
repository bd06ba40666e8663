import { expect, test } from 'vitest';
import { permissionFor } from './roles.ts';

const s = '/subscriptions/s';
const group = `${s}/resourceGroups/g`;
const workspaces = 'providers/Microsoft.Databricks/workspaces';

test.each([
  ['GET', s, 'Microsoft.Resources/subscriptions/read', s, null, true],
  ['GET', `${s}/resourcegroups`, 'Microsoft.Resources/subscriptions/resourcegroups/read', s, null, true],
  ['PUT', group, 'Microsoft.Resources/subscriptions/resourcegroups/write', group, 'g', false],
  ['HEAD', group, 'Microsoft.Resources/subscriptions/resourcegroups/read', group, 'g', false],
  ['GET', `${s}/providers/Microsoft.Compute`, 'Microsoft.Resources/subscriptions/providers/read', s, null, false],
  ['POST', `${s}/providers/Microsoft.Compute/register`, 'Microsoft.Compute/register/action', s, null, false],
  ['GET', `${s}/${workspaces}`, 'Microsoft.Databricks/workspaces/read', `${s}/providers/Microsoft.Databricks`, null, true],
  ['GET', `${group}/${workspaces}`, 'Microsoft.Databricks/workspaces/read', `${group}/providers/Microsoft.Databricks`, 'g', false],
  ['PUT', `${group}/${workspaces}/w`, 'Microsoft.Databricks/workspaces/write', `${group}/${workspaces}/w`, 'g', false],
  ['DELETE', `${group}/${workspaces}/w`, 'Microsoft.Databricks/workspaces/delete', `${group}/${workspaces}/w`, 'g', false],
])('%s %s needs %s', (method, path, action, scope, of, isForAnyRole) => {
  expect(permissionFor(method, path)).toMatchObject({ action, scope, group: of, isForAnyRole });
});

test('an operation that was begun is polled by whoever has a role anywhere', () => {
  const at = `${s}/providers/Microsoft.Databricks/locations/uksouth/operationStatuses/1`;
  expect(permissionFor('GET', at)).toMatchObject({ group: null, isForAnyRole: true });
});
