import { expect, test } from 'vitest';
import { findStep, unsaidIn } from '@/lib/lab/lab';
import { derives } from './derived';
import lab from './lab';

const known = {
  tenantId: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  appClientId: 'app',
  databricksAccountId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58',
  databricksClientId: 'own-app',
  clusterHost: 'adb-1.2.azuredatabricks.net',
};
const entra = `https://login.microsoftonline.com/${known.tenantId}/oauth2/v2.0`;
const account = `https://accounts.azuredatabricks.net/oidc/accounts/${known.databricksAccountId}/v1`;

test.each([
  ['nothing said', {}, entra, 'app'],
  ['Entra ID', { oauthEndpoints: 'entra' }, entra, 'app'],
  ['the account', { oauthEndpoints: 'databricks-account' }, account, 'own-app'],
  ['the workspace', { oauthEndpoints: 'databricks-workspace' }, 'https://adb-1.2.azuredatabricks.net/oidc/v1', 'own-app'],
  [
    'the workspace, as the portal has learned it',
    { oauthEndpoints: 'databricks-workspace', workspaceUrl: 'adb-3.4.azuredatabricks.net' },
    'https://adb-3.4.azuredatabricks.net/oidc/v1',
    'own-app',
  ],
  ['the account, with one app for all', { oauthEndpoints: 'databricks-account', databricksClientId: '' }, account, 'app'],
  ['the account, whose id nobody has entered', { oauthEndpoints: 'databricks-account', databricksAccountId: '' }, '', 'own-app'],
])('the endpoints of %s', (_, more, at, clientId) => {
  const all = { ...known, ...more };
  expect(derives.authorizationEndpoint.from(all) || '').toBe(at && `${at}/authorize`);
  expect(derives.tokenEndpoint.from(all) || '').toBe(at && `${at}/token`);
  expect(derives.oauthClientId.from(all)).toBe(clientId);
});

test.each([
  [
    'databricks-account',
    'It follows from “Databricks account id”. Ask your facilitator: it is one of the workshop’s settings, and they can set it.',
  ],
  ['databricks-workspace', 'It follows from “Workspace URL”. Verify step 1.1 first: Guidepost reads it there.'],
  ['entra', 'It follows from “Entra tenant id”. Ask your facilitator: it is one of the workshop’s settings, and they can set it.'],
])('whoever lacks the endpoints of %s is told what they follow from', (oauthEndpoints, how) => {
  const { step } = findStep(lab, 'whole', 'connect-cluster') ?? expect.unreachable();
  for (const name of ['authorizationEndpoint', 'tokenEndpoint'])
    expect(unsaidIn(lab, 'whole', step, { oauthEndpoints })(name).how).toBe(how);
});
