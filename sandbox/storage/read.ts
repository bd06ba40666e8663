import type { StoredFile } from '../world/storage.ts';
import { etag, unmet } from './conditions.ts';
import type { C } from './context.ts';
import { isBlob, refuse } from './errors.ts';
import { bytesOf, kindOf, stamp } from './files.ts';

/** Metadata as headers for Blob, and as one header of base64 pairs for Data Lake (`x-ms-properties`). */
export function described(c: C, { metadata = {}, isDirectory }: StoredFile): Record<string, string> {
  const all = { ...metadata, ...(isDirectory && isBlob(c) ? { hdi_isfolder: 'true' } : {}) };
  const pairs = Object.entries(all).map(([key, value]) => `${key}=${Buffer.from(value).toString('base64')}`);
  return {
    ...Object.fromEntries(Object.entries(all).map(([key, value]) => [`x-ms-meta-${key}`, value])),
    ...(isBlob(c) || pairs.length === 0 ? {} : { 'x-ms-properties': pairs.join(',') }),
  };
}

const properties = (c: C, file: StoredFile) => ({
  ...written(file),
  'x-ms-resource-type': file.isDirectory ? 'directory' : 'file',
  'x-ms-blob-type': 'BlockBlob',
  'x-ms-lease-state': 'available',
  'x-ms-lease-status': 'unlocked',
  'content-type': file.contentType ?? 'application/octet-stream',
  'accept-ranges': 'bytes',
  ...described(c, file),
});

/** Get Blob and Path - Read, or their properties for HEAD. */
export function read(c: C): Response {
  const { files, path } = c.var;
  const kind = kindOf(files, path);
  if (!kind) return refuse(c, isBlob(c) ? 'BlobNotFound' : 'PathNotFound');
  const file = files[path] ?? { data: '', isDirectory: true as const, ...stamp(c.env.store), modifiedAt: 0 };
  const refusal = unmet(c, file);
  if (refusal) return refusal;
  const data = bytesOf(file);
  if (c.req.method === 'HEAD')
    return new Response(null, { status: 200, headers: { ...properties(c, file), 'content-length': String(data.length) } });
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(c.req.header('x-ms-range') ?? c.req.header('range') ?? '') ?? [];
  if (from === undefined) return new Response(new Uint8Array(data), { headers: properties(c, file) });
  if (Number(from) >= data.length) return refuse(c, 'InvalidRange');
  const end = Math.min(to ? Number(to) : data.length - 1, data.length - 1);
  const part = data.subarray(Number(from), end + 1);
  return new Response(new Uint8Array(part), {
    status: 206,
    headers: { ...properties(c, file), 'content-range': `bytes ${from}-${end}/${data.length}` },
  });
}

/** The headers of a response to a write. */
export const written = (file: StoredFile): Record<string, string> => ({
  etag: etag(file),
  'last-modified': new Date(file.modifiedAt).toUTCString(),
});

/** The metadata that a request brings, in either of the two ways. */
export function metadataOf(c: C): Record<string, string> {
  const properties = (c.req.header('x-ms-properties') ?? '').split(',').filter(Boolean);
  return Object.fromEntries([
    ...properties.map((pair) => {
      const cut = pair.indexOf('=');
      return [pair.slice(0, cut).trim(), Buffer.from(pair.slice(cut + 1), 'base64').toString()];
    }),
    ...Object.entries(c.req.header())
      .filter(([name]) => name.startsWith('x-ms-meta-'))
      .map(([name, value]) => [name.slice('x-ms-meta-'.length), value]),
  ]);
}
