import { expect, test } from 'vitest';
import { type Trouble, UpstreamError } from '@/lib/clouds/trouble';
import { problemIn, problemOf } from './problem';

const back = (query: string) => problemIn(new URLSearchParams(query));
const said = (error: string, number: number) => `error=${error}&error_description=AADSTS${number}%3a+said.`;

test.each([
  [said('access_denied', 65004), 'Declined'],
  ['error=access_denied', 'Declined'],
  [said('access_denied', 90094), 'AdminConsent'],
  [said('access_denied', 90095), 'AdminConsent'],
  ['error=consent_required', 'AdminConsent'],
  [said('invalid_client', 650052), 'SetUp'],
  [said('invalid_resource', 500011), 'SetUp'],
  [said('invalid_scope', 70011), 'SetUp'],
  [said('invalid_resource', 650057), 'SetUp'],
  [said('unauthorized_client', 700016), 'SetUp'],
  ['error=invalid_scope', 'SetUp'],
  [said('access_denied', 53003), 'Blocked'],
  [said('interaction_required', 53000), 'Device'],
  [said('interaction_required', 50076), 'StillAsked'],
  [said('access_denied', 50105), 'NotAssigned'],
  [said('access_denied', 50020), 'WrongTenant'],
  ['error=temporarily_unavailable', 'Away'],
  ['error=server_error', 'Away'],
  ['error=invented', null],
  ['code=c&state=s', null],
  ['', null],
  ['admin_consent=True&tenant=t&scope=s', 'Approved'],
  [`admin_consent=True&${said('consent_required', 65004)}`, 'ApprovalDeclined'],
  ['admin_consent=True&error=access_denied', 'ApprovalDeclined'],
  [`admin_consent=True&${said('invalid_client', 650052)}`, 'SetUp'],
])('?%s leads to %s', (query, problem) => {
  expect(back(query).problem).toBe(problem);
});

test('what is logged of it is a code and nothing else that a link may hold', () => {
  expect(back(said('access_denied', 65004)).code).toBe('AADSTS65004');
  expect(back('error=access_denied').code).toBe('access_denied');
  expect(back(`error=${encodeURIComponent('Call 555 now')}`).code).toBe('unknown');
});

test.each<[Trouble, string | undefined, string | null]>([
  ['consent', 'AADSTS65001', 'AdminConsent'],
  ['approval', 'AADSTS90094', 'AdminConsent'],
  ['interaction', 'AADSTS50076', 'StillAsked'],
  ['interaction', 'AADSTS59999', 'StillAsked'],
  ['blocked', 'AADSTS53003', 'Blocked'],
  ['blocked', 'AADSTS53001', 'Device'],
  ['set-up', 'AADSTS7000215', 'SetUp'],
  ['set-up', 'AADSTS7000222', 'SetUp'],
  ['set-up', 'AADSTS500011', 'SetUp'],
  ['set-up', 'invalid_client', 'SetUp'],
  ['signed-out', 'AADSTS54005', null],
  ['signed-out', 'AADSTS70008', null],
  ['refused', undefined, null],
  ['unavailable', undefined, 'Away'],
  ['throttled', undefined, 'Away'],
  ['slow', 'TimeoutError', 'Away'],
  ['no-connection', 'ECONNREFUSED', 'Away'],
  ['garbled', undefined, 'Away'],
])('a code that met %s (%s) leads to %s', (trouble, code, problem) => {
  expect(problemOf(new UpstreamError({ cloud: 'Entra ID', trouble, code }))).toBe(problem);
});
