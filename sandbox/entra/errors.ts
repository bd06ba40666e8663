import { notPractised, operationOf } from '../not-practised.ts';
import { requestId } from '../practice.ts';

/** The token endpoint's refusals, with Entra's own `error` values. Source: Microsoft's reference of AADSTS error codes. */
const refusals = {
  '50034': [
    'invalid_grant',
    'The user account does not exist in this directory. To sign into this application, the account must be added to the directory.',
  ],
  '50076': [
    'invalid_grant',
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    'basic_action',
  ],
  '500011': [
    'invalid_resource',
    'The resource principal was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  ],
  '53000': [
    'invalid_grant',
    'Device is not in required device state. Conditional Access policy requires a compliant device, and the device is not compliant.',
    'message_only',
  ],
  '53001': [
    'invalid_grant',
    'Device is not in required device state. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
    'message_only',
  ],
  '53003': [
    'invalid_grant',
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    'message_only',
  ],
  '50126': ['invalid_grant', 'Error validating credentials due to invalid username or password.'],
  '50173': ['invalid_grant', 'The provided grant has expired due to it being revoked, a fresh auth token is needed.', 'bad_token'],
  '54005': [
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ],
  '65001': [
    'invalid_grant',
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    'consent_required',
  ],
  '70000': ['invalid_grant', 'Provided grant is invalid or malformed.'],
  '70003': ['unsupported_grant_type', 'The app requested an unsupported grant type.'],
  '70008': [
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request.',
  ],
  '70011': [
    'invalid_scope',
    'The provided request must include a "scope" input parameter. The provided value for the input parameter "scope" is not valid.',
  ],
  '70016': ['authorization_pending', 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'],
  '70018': ['bad_verification_code', 'Invalid verification code due to User typing in wrong user code for device code flow.'],
  '70019': ['expired_token', 'Verification code expired. Have the user retry the sign-in.'],
  '65004': ['authorization_declined', 'User declined to consent to access the app.'],
  '50011': ['invalid_client', 'The redirect URI specified in the request does not match the redirect URIs configured for the application.'],
  '700025': ['invalid_client', "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."],
  '90002': [
    'invalid_request',
    'Tenant was not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  ],
  '501481': ['invalid_grant', 'The Code_Verifier does not match the code_challenge supplied in the authorization request.'],
  '700005': ['invalid_grant', 'Provided authorization code is intended to be used against another tenant or client.'],
  '700016': [
    'unauthorized_client',
    'Application was not found in the directory. It may not have been installed by the administrator of the tenant. You may have sent your authentication request to the wrong tenant.',
  ],
  '700022': [
    'invalid_grant',
    'The provided value for the input parameter "scope" is not valid because it contains more than one resource.',
  ],
  '7000215': [
    'invalid_client',
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to the app.',
  ],
  '7000218': ['invalid_client', "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."],
  '9000411': ['invalid_request', 'The request is not properly formatted.'],
  '7000222': [
    'invalid_client',
    'The provided client secret keys for the app are expired. Visit the Azure portal to create new keys for your app.',
  ],
} as const satisfies Record<string, readonly [string, string, string?]>;

export type Aadsts = keyof typeof refusals;

/** An operation that is not simulated, in the shape of the token endpoint's errors. */
export const refuseUnpractised = (request: Request): Response => {
  const said = notPractised(operationOf(request));
  return Response.json(
    { error: 'not_practised', error_description: said, error_codes: [], timestamp: new Date().toISOString(), trace_id: requestId() },
    { status: 501 },
  );
};

/** Entra's own sentence for a refusal, as its pages and redirects say it. */
export const textOf = (code: Aadsts): string => refusals[code][1];

/** An error description as Entra writes it: code, text, and the ids that Microsoft's support asks for. */
export function sentence(code: string, text: string): string {
  const at = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, 'Z');
  return `AADSTS${code}: ${text} Trace ID: ${requestId()} Correlation ID: ${requestId()} Timestamp: ${at}`;
}

/** @param detail follows Entra's own sentence, for refusals that name a field */
export function refuse(code: Aadsts, detail = '', more: { claims?: string } = {}): Response {
  const [error, text, suberror]: readonly [string, string, string?] = refusals[code];
  const body = {
    error,
    error_description: sentence(code, detail ? `${text} ${detail}` : text),
    error_codes: [Number(code)],
    timestamp: new Date().toISOString(),
    trace_id: requestId(),
    correlation_id: requestId(),
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    ...(suberror ? { suberror } : {}),
    ...more,
  };
  return Response.json(body, { status: error === 'invalid_client' || error === 'unauthorized_client' ? 401 : 400 });
}
