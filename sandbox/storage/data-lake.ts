import { z } from 'zod';
import { counted } from '../coverage/count.ts';
import { service } from '../practice.ts';
import type { Files, StoredFile } from '../world/storage.ts';
import { etag, unmet } from './conditions.ts';
import type { C, Variables } from './context.ts';
import { requireContainer, requireRole } from './door.ts';
import { query, refuse, refuseUnpractised } from './errors.ts';
import { bytesOf, directoriesBelow, filesBelow, kindOf, makeDirectory, putFile, removeTree, stamp, tidyPath } from './files.ts';
import { metadataOf, read, written } from './read.ts';
import { rename } from './rename.ts';

/** Azure Data Lake Storage (`.dfs.`). Shapes and codes: facts, section 9. */
export const dataLake = service<Variables>();

dataLake.use('*', counted('dataLake'));
dataLake.use('*', requireRole, requireContainer);

// --- a filesystem ---------------------------------------------------------------------------------------------------

const most = 5000;
const Listing = z.object({
  directory: z.string().default('').transform(tidyPath),
  recursive: z.stringbool().default(false),
  continuation: z.coerce.number().int().min(0).default(0),
  maxResults: z.coerce.number().int().min(1).default(most),
});

dataLake.get('/:filesystem', query(Listing), (c) => list(c, c.req.valid('query')));
dataLake.all('/:filesystem', (c) => refuseUnpractised(c, `${c.req.method} of a filesystem`));

function list(c: C, { directory, recursive, continuation: from, maxResults }: z.output<typeof Listing>): Response {
  const { files } = c.var;
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { etag: '"0x1"', 'x-ms-namespace-enabled': 'true' } });
  if (kindOf(files, directory) !== 'directory') return refuse(c, 'PathNotFound');
  const all = entries(files, directory, recursive);
  const size = Math.min(maxResults, most);
  const page = all.slice(from, from + size).map(([name, file]) => ({
    name,
    ...(file && !file.isDirectory
      ? { contentLength: String(bytesOf(file).length), etag: etag(file).slice(1, -1) }
      : { isDirectory: 'true', contentLength: '0' }),
    lastModified: new Date(file?.modifiedAt ?? 0).toUTCString(),
    owner: '$superuser',
    group: '$superuser',
    permissions: file && !file.isDirectory ? 'rw-r-----' : 'rwxr-x---',
  }));
  return Response.json({ paths: page }, from + size < all.length ? { headers: { 'x-ms-continuation': String(from + size) } } : {});
}

/** What is directly in a directory, or everything under it. */
function entries(files: Files, directory: string, recursive: boolean): [string, StoredFile | null][] {
  const prefix = directory ? `${directory}/` : '';
  const all: [string, StoredFile | null][] = [
    ...directoriesBelow(files, directory),
    ...filesBelow(files, directory).map(({ path, file }): [string, StoredFile] => [path, file]),
  ];
  return all
    .filter(([path]) => recursive || !path.includes('/'))
    .map(([path, file]): [string, StoredFile | null] => [prefix + path, file])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

// --- a path ---------------------------------------------------------------------------------------------------------

dataLake.get('/:filesystem/*', query(z.object({ action: z.string().default('') })), (c) => {
  const { action } = c.req.valid('query');
  return action === '' || action === 'getStatus' ? read(c) : refuseUnpractised(c, `'${action}' of a path`);
});

/** Path - Create: what is there is written over, unless If-None-Match says otherwise. With a source it is a rename. */
dataLake.put('/:filesystem/*', query(z.object({ resource: z.enum(['file', 'directory']).optional() })), (c) => {
  const { files, path } = c.var;
  const source = c.req.header('x-ms-rename-source');
  if (source) return rename(c, source);
  const { resource } = c.req.valid('query');
  if (!resource) return refuse(c, 'InvalidQueryParameterValue');
  const kind = kindOf(files, path);
  const refusal = unmet(c, files[path]) ?? (kind && kind !== resource ? refuse(c, 'PathConflict') : null);
  if (refusal) return refusal;
  const described = { metadata: metadataOf(c), ...contentTypeOf(c) };
  const made =
    resource === 'file'
      ? putFile(c.env.store, files, path, new Uint8Array(), described)
      : makeDirectory(c.env.store, files, path, described);
  pending.delete(placeOf(c));
  return new Response(null, { status: 201, headers: { ...written(made), 'content-length': '0' } });
});

const contentTypeOf = (c: C) => {
  const contentType = c.req.header('x-ms-content-type');
  return contentType ? { contentType } : {};
};

/** Data that was appended and not yet flushed, by path. */
const pending = new Map<string, { position: number; data: Buffer }[]>();
const placeOf = (c: C) => {
  const { hostname, pathname } = new URL(c.req.url);
  return `${hostname}${pathname}`;
};

const Update = z.object({ action: z.string(), position: z.coerce.number().int().min(0).optional() });

dataLake.patch('/:filesystem/*', query(Update), async (c) => {
  const { action, position } = c.req.valid('query');
  const { files, path } = c.var;
  const file = files[path];
  if (!file || (action !== 'setProperties' && file.isDirectory)) return refuse(c, 'PathNotFound');
  switch (action) {
    case 'append':
      if (position === undefined) return refuse(c, 'InvalidQueryParameterValue');
      pending.set(placeOf(c), [...(pending.get(placeOf(c)) ?? []), { position, data: Buffer.from(await c.req.arrayBuffer()) }]);
      return new Response(null, { status: 202 });
    case 'flush': {
      const refusal = unmet(c, file);
      if (refusal) return refusal;
      const data = joined(bytesOf(file), pending.get(placeOf(c)) ?? []);
      if (!data || position !== data.length) return refuse(c, 'InvalidFlushPosition');
      pending.delete(placeOf(c));
      const { metadata, contentType } = { ...file, ...contentTypeOf(c) };
      const made = putFile(c.env.store, files, path, data, { ...(metadata ? { metadata } : {}), ...(contentType ? { contentType } : {}) });
      return new Response(null, { status: 200, headers: { ...written(made), 'content-length': '0' } });
    }
    case 'setProperties': {
      const refusal = unmet(c, file);
      if (refusal) return refusal;
      const changed = {
        ...file,
        ...contentTypeOf(c),
        ...(c.req.header('x-ms-properties') === undefined ? {} : { metadata: metadataOf(c) }),
        ...stamp(c.env.store),
      };
      files[path] = changed;
      c.env.store.save();
      return new Response(null, { status: 200, headers: written(changed) });
    }
    default:
      return refuseUnpractised(c, `'${action}' of a path`);
  }
});

/** A file with what was appended to it, in order of position; null where something is missing in between. */
function joined(data: Buffer, appended: { position: number; data: Buffer }[]): Buffer | null {
  let whole = data;
  for (const part of [...appended].sort((a, b) => a.position - b.position)) {
    if (part.position !== whole.length) return null;
    whole = Buffer.concat([whole, part.data]);
  }
  return whole;
}

dataLake.delete('/:filesystem/*', query(z.object({ recursive: z.stringbool().default(false) })), (c) => {
  const { files, path } = c.var;
  const kind = kindOf(files, path);
  if (!kind) return refuse(c, 'PathNotFound');
  const refusal = unmet(c, files[path]);
  if (refusal) return refusal;
  const isFull = kind === 'directory' && filesBelow(files, path).length + directoriesBelow(files, path).size > 0;
  if (isFull && !c.req.valid('query').recursive) return refuse(c, 'DirectoryNotEmpty');
  removeTree(c.env.store, files, path);
  return new Response(null, { status: 200 });
});

dataLake.all('*', (c) => (c.req.method === 'POST' ? refuseUnpractised(c, 'Path - Lease') : refuse(c, 'UnsupportedHttpVerb')));
