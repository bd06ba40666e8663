import { notPractised } from '../not-practised.ts';
import { type RequestContext, requestId } from '../practice.ts';
import { validators } from '../validation.ts';
import type { Variables } from './context.ts';

const unauthenticated = 'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.';

/** Storage's error codes with their status. Source: Common REST API error codes, and those of Blob and Data Lake. */
const messages = {
  NoAuthenticationInformation: [401, unauthenticated],
  InvalidAuthenticationInfo: [401, unauthenticated],
  AuthenticationFailed: [
    403,
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly.',
  ],
  AuthorizationPermissionMismatch: [403, 'This request is not authorized to perform this operation using this permission.'],
  AuthorizationFailure: [403, 'This request is not authorized to perform this operation.'],
  FilesystemNotFound: [404, 'The specified filesystem does not exist.'],
  ContainerNotFound: [404, 'The specified container does not exist.'],
  PathNotFound: [404, 'The specified path does not exist.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  SourcePathNotFound: [404, 'The source path for a rename operation does not exist.'],
  RenameDestinationParentPathNotFound: [404, 'The parent directory of the destination path does not exist.'],
  BlobAlreadyExists: [409, 'The specified blob already exists.'],
  PathAlreadyExists: [409, 'The specified path already exists.'],
  PathConflict: [409, 'The specified path, or an element of the path, exists and its resource type is invalid for this operation.'],
  DirectoryNotEmpty: [409, 'The recursive query parameter value must be true to delete a non-empty directory.'],
  DirectoryIsNotEmpty: [409, 'This operation is not permitted on a non-empty directory.'],
  InvalidRenameSourcePath: [
    409,
    'The source directory cannot be the same as the destination directory, nor can the destination be a subdirectory of the source directory.',
  ],
  ConditionNotMet: [412, 'The condition specified using HTTP conditional header(s) is not met.'],
  SourceConditionNotMet: [412, 'The source condition specified using HTTP conditional header(s) is not met.'],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  InvalidFlushPosition: [
    400,
    'The uploaded data is not contiguous or the position query parameter value is not equal to the length of the file.',
  ],
  InvalidBlockList: [400, 'The specified block list is invalid.'],
  InvalidHeaderValue: [400, 'The value for one of the HTTP headers is not in the correct format.'],
  MissingRequiredHeader: [400, 'An HTTP header that is mandatory for this request is not specified.'],
  InvalidQueryParameterValue: [400, 'Value for one of the query parameters specified in the request URI is invalid.'],
  UnsupportedHttpVerb: [405, 'The resource does not support the specified HTTP verb.'],
  NotImplemented: [501, ''],
} as const satisfies Record<string, readonly [400 | 401 | 403 | 404 | 405 | 409 | 412 | 416 | 501, string]>;

export type ErrorCode = keyof typeof messages;

/** An account has two hosts. Blob reports errors in XML, Data Lake in JSON. */
export const isBlob = (c: RequestContext) => new URL(c.req.url).hostname.includes('.blob.');

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function refuse(c: RequestContext, code: ErrorCode, said: string = messages[code][1]): Response {
  const [status] = messages[code];
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
  const text = `${said}\nRequestId:${headers['x-ms-request-id']}`;
  if (c.req.method === 'HEAD') return new Response(null, { status, headers });
  if (!isBlob(c)) return Response.json({ error: { code, message: text } }, { status, headers });
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${escaped(text)}</Message></Error>`;
  return new Response(body, { status, headers: { ...headers, 'content-type': 'application/xml' } });
}

/** @param what the operation, by its name in Azure's documentation where it has one */
export const refuseUnpractised = (c: RequestContext, what: string): Response => refuse(c, 'NotImplemented', notPractised(what));

export const { query } = validators<Variables>((_, c) => refuse(c, 'InvalidQueryParameterValue'));
