import { expect, test } from 'vitest';
import { canonicalPath } from './paths.ts';

test.each([
  ['/Subscriptions/ABC/ResourceGroups/My-RG', '/subscriptions/ABC/resourcegroups/My-RG'],
  [
    '/subscriptions/s/resourceGroups/Providers/providers/Microsoft.Databricks/Workspaces/Workspaces',
    '/subscriptions/s/resourcegroups/Providers/providers/microsoft.databricks/workspaces/Workspaces',
  ],
  ['/SUBSCRIPTIONS/s/PROVIDERS/MICROSOFT.DATABRICKS/WORKSPACES/', '/subscriptions/s/providers/microsoft.databricks/workspaces'],
  [
    '/subscriptions/s/providers/Microsoft.Databricks/locations/UKSouth/operationStatuses/1',
    '/subscriptions/s/providers/microsoft.databricks/locations/UKSouth/operationstatuses/1',
  ],
  ['/', '/'],
])('%s', (given, expected) => {
  expect(canonicalPath(given)).toBe(expected);
});
