import type { Example, RefusalExample } from './example';

const recorded = 'Azure/azure-sdk-for-js, storage-file-datalake, recorded tests';
export const list = 'GET /{container}';

export const answers: Example[] = [
  {
    call: list,
    standing: 'example',
    source: recorded,
    body: {
      paths: [
        {
          contentLength: '0',
          creationTime: '133215072868040267',
          etag: '0x8DB147E4B7DFE4B',
          expiryTime: '0',
          group: '$superuser',
          isDirectory: 'true',
          lastModified: 'Wed, 22 Feb 2023 02:41:26 GMT',
          name: 'dirname',
          owner: '$superuser',
          permissions: 'rwxr-x---',
        },
        {
          contentLength: '11',
          creationTime: '133215072864453051',
          etag: '0x8DB147E4B6CE654',
          expiryTime: '0',
          group: '$superuser',
          lastModified: 'Wed, 22 Feb 2023 02:41:26 GMT',
          name: 'file',
          owner: '$superuser',
          permissions: 'rw-r-----',
        },
      ],
    },
  },
];

const ids = '\nRequestId:2823e4d8-b01f-0070-48d4-2c365a000000\nTime:2020-05-18T05:26:55.0795499Z';
const json = (code: string, message: string) => ({ error: { code, message: `${message}${ids}` } });
const xml = (code: string, message: string, more = '') =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}${ids}</Message>${more}</Error>`;
const codes = 'learn.microsoft.com, storageservices, common-rest-api-error-codes';
const noPermission = 'This request is not authorized to perform this operation using this permission.';
const notAuthorized = 'This request is not authorized to perform this operation.';

export const refusals: RefusalExample[] = [
  { source: recorded, status: 404, body: json('PathNotFound', 'The specified path does not exist.'), means: { trouble: 'absent' } },
  { source: recorded, status: 403, body: json('AuthorizationPermissionMismatch', noPermission), means: { trouble: 'denied' } },
  { source: codes, status: 403, body: xml('AuthorizationPermissionMismatch', noPermission), means: { trouble: 'denied' } },
  {
    source: 'learn.microsoft.com, datalakestoragegen2, filesystem: FilesystemNotFound',
    status: 404,
    body: json('FilesystemNotFound', 'The specified filesystem does not exist.'),
    means: { trouble: 'refused', code: 'FilesystemNotFound', said: 'The specified filesystem does not exist.' },
  },
  {
    source: codes,
    status: 403,
    body: json('AuthorizationFailure', notAuthorized),
    means: { trouble: 'forbidden', code: 'AuthorizationFailure', said: notAuthorized, words: /doesn’t let Guidepost in/ },
  },
  {
    source: codes,
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: xml('AuthorizationFailure', notAuthorized),
    means: { trouble: 'forbidden', code: 'AuthorizationFailure', said: notAuthorized, words: /doesn’t let Guidepost in/ },
  },
  {
    source: `${codes}; the detail is Azurite's and Azure's own`,
    status: 401,
    headers: {
      'content-type': 'application/xml',
      'www-authenticate':
        'Bearer authorization_uri=https://login.microsoftonline.com/x/oauth2/authorize resource_id=https://storage.azure.com',
    },
    body: xml(
      'InvalidAuthenticationInfo',
      'Server failed to authenticate the request.',
      '<AuthenticationErrorDetail>Lifetime validation failed.</AuthenticationErrorDetail>',
    ),
    means: { trouble: 'signed-out', code: 'InvalidAuthenticationInfo', said: 'Server failed to authenticate the request.' },
  },
  {
    source: codes,
    status: 503,
    body: xml('ServerBusy', 'The server is busy.'),
    means: { trouble: 'unavailable', code: 'ServerBusy' },
  },
  {
    source: 'a page of the same status: not Azure Storage’s own',
    status: 403,
    headers: { 'content-type': 'text/html' },
    body: '<html><Code>AuthorizationFailure</Code></html>',
    means: { trouble: 'garbled', code: undefined },
  },
];
