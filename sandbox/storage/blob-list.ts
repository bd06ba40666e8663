import { z } from 'zod';
import type { StoredFile } from '../world/storage.ts';
import { etag } from './conditions.ts';
import type { C } from './context.ts';
import { bytesOf, directoriesBelow, filesBelow } from './files.ts';

const most = 5000;
export const Listing = z.object({
  prefix: z.string().default(''),
  delimiter: z.string().optional(),
  marker: z.string().default(''),
  maxresults: z.coerce.number().int().min(1).default(most),
  include: z.string().default(''),
});

const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function row(name: string, file: StoredFile, withMetadata: boolean): string {
  const metadata = Object.entries({ ...file.metadata, ...(file.isDirectory ? { hdi_isfolder: 'true' } : {}) });
  const properties = [
    `<Last-Modified>${new Date(file.modifiedAt).toUTCString()}</Last-Modified>`,
    `<Etag>${etag(file).replaceAll('"', '')}</Etag>`,
    ...(file.isDirectory ? ['<ResourceType>directory</ResourceType>'] : []),
    `<Content-Length>${bytesOf(file).length}</Content-Length>`,
    `<Content-Type>${xml(file.contentType ?? 'application/octet-stream')}</Content-Type>`,
    '<BlobType>BlockBlob</BlobType>',
  ];
  const pairs = withMetadata ? `<Metadata>${metadata.map(([key, value]) => `<${key}>${xml(value)}</${key}>`).join('')}</Metadata>` : '';
  return `<Blob><Name>${xml(name)}</Name><Properties>${properties.join('')}</Properties>${pairs}</Blob>`;
}

/** List Blobs. Directories are blobs of no length here, as in an account with a hierarchical namespace; with a delimiter, prefixes. */
export function listBlobs(c: C, { prefix, delimiter, marker, maxresults, include }: z.output<typeof Listing>): Response {
  const { files } = c.var;
  const found = new Map<string, StoredFile | null>();
  const add = (name: string, file: StoredFile | null) => {
    if (!name.startsWith(prefix)) return;
    const cut = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
    if (cut >= 0) found.set(name.slice(0, cut + 1), null);
    else if (file?.isDirectory && delimiter) found.set(`${name}${delimiter}`, null);
    else if (file) found.set(name, file);
  };
  for (const { path, file } of filesBelow(files, '')) add(path, file);
  for (const [path, file] of directoriesBelow(files, '')) add(path, file);
  const all = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([name]) => name > marker);
  const page = all.slice(0, Math.min(maxresults, most));
  const next = all.length > page.length ? (page.at(-1)?.[0] ?? '') : '';
  const withMetadata = include.split(',').includes('metadata');
  const rows = page.map(([name, file]) => (file ? row(name, file, withMetadata) : `<BlobPrefix><Name>${xml(name)}</Name></BlobPrefix>`));
  const head = `<Prefix>${xml(prefix)}</Prefix>${delimiter ? `<Delimiter>${xml(delimiter)}</Delimiter>` : ''}`;
  const body = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="${xml(new URL(c.req.url).origin)}/">${head}<Blobs>${rows.join('')}</Blobs><NextMarker>${xml(next)}</NextMarker></EnumerationResults>`;
  return new Response(body, { headers: { 'content-type': 'application/xml' } });
}
