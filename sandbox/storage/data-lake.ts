import { z } from 'zod';
import { service } from '../practice.ts';
import type { Files, StoredFile } from '../world/storage.ts';
import type { C, Variables } from './context.ts';
import { requireContainer, requireRole } from './door.ts';
import { query, refuse } from './errors.ts';
import { bytesOf, filesBelow, putFile, tidyPath } from './files.ts';
import { etag, read, remove, written } from './read.ts';

/** Azure Data Lake Storage (`.dfs.`). Shapes and codes: facts, section 9. */
export const dataLake = service<Variables>();

dataLake.use('*', requireRole, requireContainer);

const most = 5000;
const Listing = z.object({
  directory: z.string().default('').transform(tidyPath),
  recursive: z.stringbool().default(false),
  continuation: z.coerce.number().int().min(0).default(0),
  maxResults: z.coerce.number().int().min(1).default(most),
});

dataLake.get('*', query(Listing), (c) => (c.var.path ? read(c) : list(c, c.req.valid('query'))));

function list(c: C, { directory, recursive, continuation: from, maxResults }: z.output<typeof Listing>): Response {
  const { files } = c.var;
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { etag: '"0x1"', 'x-ms-namespace-enabled': 'true' } });
  if (directory && filesBelow(files, directory).length === 0) return refuse(c, 'PathNotFound');
  const all = entries(files, directory, recursive);
  const size = Math.min(maxResults, most);
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

/** What is directly in a directory, or everything below it. */
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

dataLake.on(['PUT', 'PATCH', 'DELETE'], '*', async (c, next) => (c.var.path ? next() : refuse(c, 'UnsupportedHttpVerb')));

/** A file begins empty; a directory exists as soon as something is in it. */
dataLake.put('*', query(z.object({ resource: z.enum(['file', 'directory']).optional() })), (c) => {
  const { files, path } = c.var;
  if (c.req.valid('query').resource === 'file') putFile(c.env.store, files, path, new Uint8Array());
  const at = new Date(c.env.store.clock.now());
  return new Response(null, { status: 201, headers: { etag: `"0x${at.getTime().toString(16)}"`, 'last-modified': at.toUTCString() } });
});

/** Data that was appended and not yet flushed. */
const pending = new Map<string, Buffer[]>();

const Update = z.object({ action: z.enum(['append', 'flush']), position: z.coerce.number().int().min(0).optional() });

dataLake.patch('*', query(Update), async (c) => {
  const { files, path } = c.var;
  if (!files[path]) return refuse(c, 'PathNotFound');
  const { action, position } = c.req.valid('query');
  const key = `${new URL(c.req.url).hostname}/${path}`;
  if (action === 'append') {
    pending.set(key, [...(pending.get(key) ?? []), Buffer.from(await c.req.arrayBuffer())]);
    return new Response(null, { status: 202 });
  }
  const data = Buffer.concat(pending.get(key) ?? []);
  if (position !== data.length) return refuse(c, 'InvalidFlushPosition');
  pending.delete(key);
  putFile(c.env.store, files, path, data);
  return new Response(null, { status: 200, headers: written(files[path]) });
});

dataLake.delete('*', (c) => {
  remove(c);
  return new Response(null, { status: 200 });
});

dataLake.all('*', (c) => refuse(c, 'UnsupportedHttpVerb'));
