import { ClientAuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { expect, test } from 'vitest';
import { signInTrouble } from './tokens';

const server = (error: string, number: string, sub = '') => new ServerError(error, 'correlation', 'AADSTS…', sub, number);
const interaction = (error: string, number: string, sub = '') =>
  new InteractionRequiredAuthError(error, 'correlation', 'AADSTS…', sub, '', '', '', number);

test.each([
  ['consent missing', interaction('invalid_grant', '65001', 'consent_required'), 'consent'],
  ['consent missing, by its number alone', server('invalid_grant', '65001'), 'consent'],
  ['MFA', interaction('interaction_required', '50076', 'basic_action'), 'interaction'],
  ['revoked', interaction('invalid_grant', '50173', 'bad_token'), 'signed-out'],
  ['refresh token over, as a plain server error', server('invalid_grant', '700082'), 'signed-out'],
  ['no tokens in the cache', new InteractionRequiredAuthError('no_tokens_found', 'correlation'), 'signed-out'],
  ['Entra busy', server('temporarily_unavailable', '90033'), 'unavailable'],
  ['our own secret is wrong', server('invalid_client', '7000215'), 'set-up'],
  ['an API that the tenant does not have', server('invalid_resource', '500011'), 'set-up'],
  ['a block, though it asks for interaction', interaction('interaction_required', '53003', 'message_only'), 'blocked'],
  ['a device that is not managed', interaction('invalid_grant', '53000', 'message_only'), 'blocked'],
  ['an administrator’s consent', server('invalid_grant', '90094'), 'approval'],
  ['MFA, by its number alone', server('invalid_grant', '50079'), 'interaction'],
  ['the network', new ClientAuthError('network_error', 'correlation'), 'no-connection'],
  ['Entra’s own trouble', server('server_error', '90033'), 'unavailable'],
  ['what MSAL cannot read', new ClientAuthError('token_parsing_error', 'correlation'), 'garbled'],
])('%s', (_, error, trouble) => {
  expect(signInTrouble(error).detail).toMatchObject({ cloud: 'Entra ID', trouble });
});

test('a claims challenge asks for a new sign-in, whatever MSAL makes of the refusal', () => {
  const claims = '{"access_token":{"capolids":{"essential":true,"values":["p"]}}}';
  expect(signInTrouble(server('invalid_grant', '59999'), { claims }).detail).toMatchObject({ trouble: 'interaction', claims });
  expect(signInTrouble(server('invalid_grant', '53003'), { claims }).detail).toMatchObject({ trouble: 'blocked' });
});

test.each([
  ['a block', '53003', /administrator .* sign-in log/],
  ['a device', '53001', /such a device/],
  ['the portal’s secret', '7000222', /whoever runs Guidepost/],
])('%s is told with who can help, and with its code', (_, number, who) => {
  const { words } = signInTrouble(server('invalid_grant', number)).detail;
  expect(words?.remedy).toMatch(who);
  expect(words?.remedy).toContain(`AADSTS${number}`);
});
