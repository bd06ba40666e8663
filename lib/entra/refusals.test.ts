import { expect, test } from 'vitest';
import { type Meaning, meaningOf, numberIn } from './refusals';

test.each<[error: string, number: number | undefined, suberror: string, meaning: Meaning]>([
  ['invalid_grant', 65001, 'consent_required', 'consent'],
  ['invalid_grant', undefined, 'consent_required', 'consent'],
  ['consent_required', undefined, '', 'consent'],
  ['access_denied', 65004, '', 'declined'],
  ['access_denied', undefined, '', 'declined'],
  ['access_denied', 90094, '', 'approval'],
  ['access_denied', 90095, '', 'approval'],
  ['invalid_grant', 90093, '', 'approval'],
  ['interaction_required', 50076, '', 'interaction'],
  ['invalid_grant', 50076, 'basic_action', 'interaction'],
  ['invalid_grant', 50079, '', 'interaction'],
  ['interaction_required', 50158, '', 'interaction'],
  ['interaction_required', 70043, 'token_expired', 'interaction'],
  ['interaction_required', undefined, '', 'interaction'],
  ['invalid_grant', 53003, 'message_only', 'blocked'],
  ['interaction_required', 53003, '', 'blocked'],
  ['invalid_grant', 530032, '', 'blocked'],
  ['invalid_grant', 530035, 'message_only', 'blocked'],
  ['invalid_grant', 50131, '', 'blocked'],
  ['interaction_required', 53004, '', 'blocked'],
  ['interaction_required', 53000, 'message_only', 'device'],
  ['invalid_grant', 53001, '', 'device'],
  ['invalid_grant', 53002, '', 'device'],
  ['invalid_client', 7000215, '', 'set-up'],
  ['invalid_client', 7000222, '', 'set-up'],
  ['invalid_client', undefined, '', 'set-up'],
  ['unauthorized_client', 700016, '', 'set-up'],
  ['invalid_resource', 500011, '', 'set-up'],
  ['invalid_resource', undefined, '', 'set-up'],
  ['invalid_request', 650052, '', 'set-up'],
  ['access_denied', 650052, '', 'set-up'],
  ['access_denied', 65005, '', 'set-up'],
  ['invalid_scope', 70011, '', 'set-up'],
  ['invalid_resource', 650057, '', 'set-up'],
  ['interaction_required', 50020, '', 'wrong-account'],
  ['access_denied', 50105, '', 'not-assigned'],
  ['invalid_grant', 700082, '', 'signed-out'],
  ['invalid_grant', 50173, 'bad_token', 'signed-out'],
  ['invalid_grant', 54005, '', 'signed-out'],
  ['temporarily_unavailable', 53003, '', 'unavailable'],
  ['server_error', undefined, '', 'unavailable'],
  ['invalid_grant', 50196, '', 'unavailable'],
  ['something_new', 12345, '', 'unknown'],
  ['constructor', undefined, 'toString', 'unknown'],
])('%s %s %s is %s', (error, number, suberror, meaning) => {
  expect(meaningOf({ error, number, suberror })).toBe(meaning);
});

test('an unknown refusal with claims is one that a sign-in answers; a known block is not', () => {
  expect(meaningOf({ error: 'invalid_grant', number: 59_999, hasClaims: true })).toBe('interaction');
  expect(meaningOf({ error: 'interaction_required', number: 53_003, suberror: 'message_only', hasClaims: true })).toBe('blocked');
});

test.each([
  ['AADSTS65001: The user has not consented.', 65001],
  ['Error: AADSTS7000215: Invalid client secret provided.', 7000215],
  [`${'x'.repeat(3000)} AADSTS65001`, undefined],
  ['AADSTS123456789012', undefined],
  ['AADSTS12', undefined],
  ['no number', undefined],
  ['', undefined],
])('in %.60s the number is %s', (text, number) => {
  expect(numberIn(text)).toBe(number);
});
