import type { Example, RefusalExample } from './example';

export const token = 'POST /{tenant}/oauth2/v2.0/token';
const docs = 'learn.microsoft.com, identity-platform';

export const answers: Example[] = [
  {
    call: token,
    standing: 'example',
    source: `${docs}, v2-oauth2-client-creds-grant-flow: successful response`,
    body: { token_type: 'Bearer', expires_in: 3599, access_token: 'eyJ0eXAiOiJKV1QiLCJhbGciOi' },
  },
];

/** Version 1 says its numbers as text. */
export const variants: Example[] = [
  {
    call: token,
    standing: 'example',
    source: `${docs}, v1-oauth2-client-creds-grant-flow: successful response`,
    body: {
      access_token: 'eyJhbGciOiJSUzI1NiIsIng1dCI6',
      expires_in: '3599',
      ext_expires_in: '3599',
      expires_on: '1388452167',
      not_before: '1388448567',
      resource: 'https://service.example',
      token_type: 'Bearer',
    },
  },
];

const ids = (end: string) =>
  `${end}Trace ID: 5c3bd525-61b3-44d4-a70a-fb93e9ddc500${end}Correlation ID: d66bc564-8e3b-45d1-8909-988927d3ec8e${end}Timestamp: 2026-11-05 19:52:45Z`;
const refusal = (error: string, code: number, description: string, more: object = {}, end = ' ') => ({
  error,
  error_description: `AADSTS${code}: ${description}${ids(end)}`,
  error_codes: [code],
  timestamp: '2026-11-05 19:52:45Z',
  trace_id: '5c3bd525-61b3-44d4-a70a-fb93e9ddc500',
  correlation_id: 'd66bc564-8e3b-45d1-8909-988927d3ec8e',
  error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  ...more,
});
const errors = `${docs}, reference-error-codes`;
const mfa =
  "Due to a configuration change made by your administrator, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.";
const claims = '{"access_token":{"capolids":{"essential":true,"values":["01234567-89ab-cdef-fedc-ba9876543210"]}}}';
const wrongSecret =
  'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.';

/** Each with what the sentence is once its ids and its time are gone. */
export const refusals: RefusalExample[] = [
  {
    source: 'public reports, with line ends before the ids',
    status: 401,
    body: refusal('invalid_client', 7000215, wrongSecret, {}, '\r\n'),
    means: { trouble: 'secret', code: 'AADSTS7000215', said: `AADSTS7000215: ${wrongSecret}` },
  },
  {
    source: `${errors}; hashicorp/go-azure-sdk's recording, with spaces before the ids`,
    status: 401,
    body: refusal('invalid_client', 7000215, wrongSecret),
    means: { trouble: 'secret', code: 'AADSTS7000215', said: `AADSTS7000215: ${wrongSecret}` },
  },
  {
    source: errors,
    status: 401,
    body: refusal('invalid_client', 7000222, 'The provided client secret keys are expired.'),
    means: { trouble: 'secret', code: 'AADSTS7000222' },
  },
  {
    source: errors,
    status: 400,
    body: refusal('unauthorized_client', 700016, "Application with identifier 'x' was not found in the directory 'y'."),
    means: { trouble: 'secret', code: 'AADSTS700016' },
  },
  {
    source: 'public reports, interaction_required with suberror basic_action',
    status: 400,
    body: refusal('interaction_required', 50076, mfa, { suberror: 'basic_action', claims }, '\r\n'),
    means: { trouble: 'refused', code: 'AADSTS50076', said: `AADSTS50076: ${mfa}` },
  },
  {
    source: 'public reports, the same as invalid_grant',
    status: 400,
    body: refusal('invalid_grant', 50076, mfa, { suberror: 'basic_action' }),
    means: { trouble: 'refused', code: 'AADSTS50076' },
  },
  {
    source: 'public reports, a block with suberror message_only and claims',
    status: 400,
    body: refusal('invalid_grant', 53003, 'Access has been blocked by Conditional Access policies.', { suberror: 'message_only', claims }),
    means: { trouble: 'refused', code: 'AADSTS53003' },
  },
  {
    source: errors,
    status: 400,
    body: refusal('invalid_grant', 65001, 'The user or administrator has not consented to use the application.', {
      suberror: 'consent_required',
    }),
    means: { trouble: 'refused', code: 'AADSTS65001' },
  },
  {
    source: errors,
    status: 400,
    body: refusal('invalid_resource', 500011, 'The resource principal named x was not found in the tenant.'),
    means: { trouble: 'refused', code: 'AADSTS500011' },
  },
  {
    source: `RFC 6749, section 5.2; ${errors}`,
    status: 400,
    body: refusal('temporarily_unavailable', 90033, 'A transient error has occurred.'),
    means: { trouble: 'unavailable', code: 'temporarily_unavailable' },
  },
];
