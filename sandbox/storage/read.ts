import type { StoredFile } from '../world/storage.ts';
import type { C } from './context.ts';
import { isBlob, refuse } from './errors.ts';
import { bytesOf, filesBelow } from './files.ts';

export const etag = (file: StoredFile) => `"0x${file.modifiedAt.toString(16).toUpperCase()}"`;
const properties = (file: StoredFile) => ({
  'last-modified': new Date(file.modifiedAt).toUTCString(),
  etag: etag(file),
  'x-ms-resource-type': 'file',
  'x-ms-blob-type': 'BlockBlob',
  'content-type': 'application/octet-stream',
  'accept-ranges': 'bytes',
});

/** Get Blob and Path - Read, or their properties for HEAD. */
export function read(c: C): Response {
  const { files, path } = c.var;
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

/** The headers of a response to a write. */
export const written = (file: StoredFile | undefined) =>
  file ? { etag: etag(file), 'last-modified': new Date(file.modifiedAt).toUTCString() } : undefined;

/** Deletes a file, or a directory with all that is in it. */
export function remove(c: C): void {
  const { files, path } = c.var;
  for (const { path: below } of filesBelow(files, path)) delete files[`${path}/${below}`];
  delete files[path];
  c.env.store.save();
}
