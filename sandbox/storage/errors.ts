import { type RequestContext, requestId } from '../practice.ts';
import { validators } from '../validation.ts';
import type { Variables } from './context.ts';

const messages = {
  NoAuthenticationInformation: [
    401,
    'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
  ],
  InvalidAuthenticationInfo: [
    401,
    'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
  ],
  AuthorizationPermissionMismatch: [403, 'This request is not authorized to perform this operation using this permission.'],
  FilesystemNotFound: [404, 'The specified filesystem does not exist.'],
  ContainerNotFound: [404, 'The specified container does not exist.'],
  PathNotFound: [404, 'The specified path does not exist.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  InvalidFlushPosition: [
    400,
    'The uploaded data is not contiguous or the position query parameter value is not equal to the length of the file.',
  ],
  InvalidQueryParameterValue: [400, 'Value for one of the query parameters specified in the request URI is invalid.'],
  UnsupportedHttpVerb: [405, 'The resource does not support the specified HTTP verb.'],
} as const satisfies Record<string, readonly [401 | 403 | 404 | 400 | 405, string]>;

export type ErrorCode = keyof typeof messages;

/** An account has two hosts. Blob reports errors in XML, Data Lake in JSON. */
export const isBlob = (c: RequestContext) => new URL(c.req.url).hostname.includes('.blob.');

export function refuse(c: RequestContext, code: ErrorCode): Response {
  const [status, message] = messages[code];
  const headers: Record<string, string> = {
    'x-ms-error-code': code,
    'x-ms-request-id': requestId(),
    ...(status === 401
      ? {
          'www-authenticate':
            'Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize resource_id=https://storage.azure.com',
        }
      : {}),
  };
  const text = `${message}\nRequestId:${headers['x-ms-request-id']}`;
  if (c.req.method === 'HEAD') return new Response(null, { status, headers });
  if (!isBlob(c)) return Response.json({ error: { code, message: text } }, { status, headers });
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  return new Response(body, { status, headers: { ...headers, 'content-type': 'application/xml' } });
}

export const { query } = validators<Variables>((_, c) => refuse(c, 'InvalidQueryParameterValue'));
