import type { Context } from 'hono';
import { bearerOf } from '../entra/tokens.ts';
import { type Practice, requestId, service } from '../practice.ts';
import { dssClientId } from '../world/cast.ts';
import type { Files, StoredFile } from '../world/storage.ts';
import { bytesOf, containerOf, filesBelow, putFile, tidyPath } from './files.ts';

type C = Context<Practice>;

/** Azure Storage: Data Lake (`.dfs.`) and Blob (`.blob.`) over the same files. Shapes and codes: facts, section 9. */
export const storage = service();

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
  UnsupportedHttpVerb: [405, 'The resource does not support the specified HTTP verb.'],
} as const satisfies Record<string, readonly [401 | 403 | 404 | 400 | 405, string]>;

const isBlob = (c: C) => new URL(c.req.url).hostname.includes('.blob.');

function refuse(c: C, code: keyof typeof messages): Response {
  const [status, message] = messages[code];
  const headers = {
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

/** Who may what: a person's data role, and the registered app's, which writes. Owner and Contributor of Azure are no data roles. */
async function mayNot(c: C): Promise<keyof typeof messages | null> {
  const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'storage');
  if (bearer.kind === 'none') return 'NoAuthenticationInformation';
  if (bearer.kind !== 'person' && bearer.kind !== 'app') return 'InvalidAuthenticationInfo';
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const role = bearer.kind === 'app' ? (bearer.clientId === dssClientId ? 'Contributor' : 'none') : bearer.person.storageRole;
  return role === 'Contributor' || (role === 'Reader' && reads) ? null : 'AuthorizationPermissionMismatch';
}

/** What was appended and not yet flushed. */
const pending = new Map<string, Buffer[]>();

storage.use('*', async (c, next) => {
  const refusal = await mayNot(c);
  if (refusal) return refuse(c, refusal);
  await next();
  c.res.headers.set('x-ms-request-id', requestId());
  c.res.headers.set('x-ms-version', c.req.header('x-ms-version') ?? '2023-11-03');
  return undefined;
});

storage.all('*', async (c) => {
  const url = new URL(c.req.url);
  const [account = ''] = url.hostname.split('.');
  const [, container = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
  const path = tidyPath(decodeURIComponent(rest));
  const files = containerOf(c.env.store, account, container);
  if (!files) return refuse(c, isBlob(c) ? 'ContainerNotFound' : 'FilesystemNotFound');
  if (!path) return isBlob(c) ? blobs(c, files) : paths(c, files);
  switch (c.req.method) {
    case 'GET':
    case 'HEAD':
      return read(c, files, path);
    case 'PUT':
      return isBlob(c) ? putBlob(c, files, path) : create(c, files, path);
    case 'PATCH':
      return change(c, files, path);
    case 'DELETE':
      for (const { path: below } of filesBelow(files, path)) delete files[`${path}/${below}`];
      delete files[path];
      c.env.store.save();
      return new Response(null, { status: isBlob(c) ? 202 : 200 });
    default:
      return refuse(c, 'UnsupportedHttpVerb');
  }
});

const etag = (file: StoredFile) => `"0x${file.modifiedAt.toString(16).toUpperCase()}"`;
const properties = (file: StoredFile) => ({
  'last-modified': new Date(file.modifiedAt).toUTCString(),
  etag: etag(file),
  'x-ms-resource-type': 'file',
  'x-ms-blob-type': 'BlockBlob',
  'content-type': 'application/octet-stream',
  'accept-ranges': 'bytes',
});

function read(c: C, files: Files, path: string): Response {
  const file = files[path];
  if (!file) {
    const isDirectory = filesBelow(files, path).length > 0;
    if (isDirectory && c.req.method === 'HEAD')
      return new Response(null, { status: 200, headers: { 'x-ms-resource-type': 'directory', 'x-ms-meta-hdi_isfolder': 'true' } });
    return refuse(c, isBlob(c) ? 'BlobNotFound' : 'PathNotFound');
  }
  const data = bytesOf(file);
  if (c.req.method === 'HEAD')
    return new Response(null, { status: 200, headers: { ...properties(file), 'content-length': String(data.length) } });
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(c.req.header('x-ms-range') ?? c.req.header('range') ?? '') ?? [];
  if (from === undefined || data.length === 0) return new Response(new Uint8Array(data), { headers: properties(file) });
  const end = Math.min(to ? Number(to) : data.length - 1, data.length - 1);
  const part = data.subarray(Number(from), end + 1);
  return new Response(new Uint8Array(part), {
    status: 206,
    headers: { ...properties(file), 'content-range': `bytes ${from}-${end}/${data.length}` },
  });
}

/** What is directly in a directory, or all below it. */
function entries(files: Files, directory: string, recursive: boolean) {
  const found = new Map<string, StoredFile | null>();
  const prefix = directory ? `${directory}/` : '';
  for (const { path, file } of filesBelow(files, directory)) {
    const segments = path.split('/');
    for (let i = 1; i < (recursive ? segments.length : Math.min(2, segments.length)); i++)
      found.set(prefix + segments.slice(0, i).join('/'), null);
    if (recursive || segments.length === 1) found.set(prefix + path, file);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function paths(c: C, files: Files): Response {
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { etag: '"0x1"', 'x-ms-namespace-enabled': 'true' } });
  if (c.req.method !== 'GET') return refuse(c, 'UnsupportedHttpVerb');
  const directory = tidyPath(c.req.query('directory') ?? '');
  if (directory && filesBelow(files, directory).length === 0) return refuse(c, 'PathNotFound');
  const all = entries(files, directory, c.req.query('recursive') === 'true');
  const from = Number(c.req.query('continuation') || 0);
  const size = Math.min(Number(c.req.query('maxResults') || 5000), 5000);
  const page = all.slice(from, from + size).map(([name, file]) => ({
    name,
    ...(file
      ? { contentLength: String(bytesOf(file).length), etag: etag(file).slice(1, -1) }
      : { isDirectory: 'true', contentLength: '0' }),
    lastModified: new Date(file?.modifiedAt ?? 0).toUTCString(),
    owner: '$superuser',
    group: '$superuser',
    permissions: file ? 'rw-r-----' : 'rwxr-x---',
  }));
  return Response.json({ paths: page }, from + size < all.length ? { headers: { 'x-ms-continuation': String(from + size) } } : {});
}

const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function blobs(c: C, files: Files): Response {
  if (c.req.method === 'HEAD' || c.req.query('comp') !== 'list') return new Response(null, { status: 200, headers: { etag: '"0x1"' } });
  const prefix = c.req.query('prefix') ?? '';
  const delimiter = c.req.query('delimiter');
  const names = Object.keys(files)
    .filter((name) => name.startsWith(prefix))
    .sort();
  const folders = new Set<string>();
  const rows: string[] = [];
  for (const name of names) {
    const cut = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
    const file = files[name];
    if (cut >= 0) folders.add(name.slice(0, cut + 1));
    else if (file)
      rows.push(
        `<Blob><Name>${xml(name)}</Name><Properties><Last-Modified>${new Date(file.modifiedAt).toUTCString()}</Last-Modified><Etag>${etag(file).slice(1, -1)}</Etag><Content-Length>${bytesOf(file).length}</Content-Length><Content-Type>application/octet-stream</Content-Type><BlobType>BlockBlob</BlobType></Properties></Blob>`,
      );
  }
  const prefixes = [...folders].map((name) => `<BlobPrefix><Name>${xml(name)}</Name></BlobPrefix>`);
  const body = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="${xml(new URL(c.req.url).origin)}/"><Prefix>${xml(prefix)}</Prefix>${delimiter ? `<Delimiter>${xml(delimiter)}</Delimiter>` : ''}<Blobs>${[...rows, ...prefixes].join('')}</Blobs><NextMarker /></EnumerationResults>`;
  return new Response(body, { headers: { 'content-type': 'application/xml' } });
}

const blocks = new Map<string, Buffer>();

/** Put Blob, or Put Block and Put Block List, as clients do with larger ones. */
async function putBlob(c: C, files: Files, path: string): Promise<Response> {
  const data = Buffer.from(await c.req.arrayBuffer());
  const key = (block: string) => `${new URL(c.req.url).hostname}/${path} ${block}`;
  if (c.req.query('comp') === 'block') {
    blocks.set(key(c.req.query('blockid') ?? ''), data);
    return new Response(null, { status: 201 });
  }
  const ids =
    c.req.query('comp') === 'blocklist'
      ? [...data.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id]) => key(id ?? ''))
      : null;
  putFile(c.env.store, files, path, ids ? Buffer.concat(ids.map((id) => blocks.get(id) ?? Buffer.alloc(0))) : data);
  for (const id of ids ?? []) blocks.delete(id);
  const file = files[path];
  return new Response(null, {
    status: 201,
    headers: file ? { etag: etag(file), 'last-modified': new Date(file.modifiedAt).toUTCString() } : {},
  });
}

/** A file begins empty; a directory is there as soon as something is in it. */
function create(c: C, files: Files, path: string): Response {
  if (c.req.query('resource') === 'file') putFile(c.env.store, files, path, new Uint8Array());
  const at = new Date(c.env.store.clock.now());
  return new Response(null, { status: 201, headers: { etag: `"0x${at.getTime().toString(16)}"`, 'last-modified': at.toUTCString() } });
}

async function change(c: C, files: Files, path: string): Promise<Response> {
  if (!files[path]) return refuse(c, 'PathNotFound');
  const key = `${new URL(c.req.url).hostname}/${path}`;
  if (c.req.query('action') === 'append') {
    pending.set(key, [...(pending.get(key) ?? []), Buffer.from(await c.req.arrayBuffer())]);
    return new Response(null, { status: 202 });
  }
  const data = Buffer.concat(pending.get(key) ?? []);
  if (Number(c.req.query('position')) !== data.length) return refuse(c, 'InvalidFlushPosition');
  pending.delete(key);
  putFile(c.env.store, files, path, data);
  const file = files[path];
  return new Response(null, {
    status: 200,
    headers: file ? { etag: etag(file), 'last-modified': new Date(file.modifiedAt).toUTCString() } : {},
  });
}
