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
  ['our own secret is wrong', server('invalid_client', '7000215'), 'refused'],
  ['the network', new ClientAuthError('network_error', 'correlation'), 'no-connection'],
  ['Entra’s own trouble', server('server_error', '90033'), 'unavailable'],
  ['what MSAL cannot read', new ClientAuthError('token_parsing_error', 'correlation'), 'garbled'],
])('%s', (_, error, trouble) => {
  expect(signInTrouble(error).detail).toMatchObject({ cloud: 'Entra ID', trouble });
});
