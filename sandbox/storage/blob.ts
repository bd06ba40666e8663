import { z } from 'zod';
import { service } from '../practice.ts';
import type { C, Variables } from './context.ts';
import { requireContainer, requireRole } from './door.ts';
import { query, refuse } from './errors.ts';
import { bytesOf, putFile } from './files.ts';
import { etag, read, remove, written } from './read.ts';

/** Azure Blob Storage (`.blob.`), over the same files as Data Lake. Shapes and codes: facts, section 9. */
export const blob = service<Variables>();

const Listing = z.object({ comp: z.string().optional(), prefix: z.string().default(''), delimiter: z.string().optional() });

blob.use('*', requireRole, requireContainer);
blob.get('*', query(Listing), (c) => (c.var.path ? read(c) : list(c, c.req.valid('query'))));

const container = () => new Response(null, { status: 200, headers: { etag: '"0x1"' } });
const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function list(c: C, { comp, prefix, delimiter }: z.output<typeof Listing>): Response {
  const { files } = c.var;
  if (c.req.method === 'HEAD' || comp !== 'list') return container();
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

blob.use('*', async (c, next) => (c.var.path ? next() : container()));

const blocks = new Map<string, Buffer>();

const Put = z.object({ comp: z.enum(['block', 'blocklist']).optional(), blockid: z.string().default('') });

/** Put Blob, or Put Block and Put Block List for larger blobs. */
blob.put('*', query(Put), async (c) => {
  const { files, path } = c.var;
  const { comp, blockid } = c.req.valid('query');
  const data = Buffer.from(await c.req.arrayBuffer());
  const key = (block: string) => `${new URL(c.req.url).hostname}/${path} ${block}`;
  if (comp === 'block') {
    blocks.set(key(blockid), data);
    return new Response(null, { status: 201 });
  }
  const ids =
    comp === 'blocklist'
      ? [...data.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id]) => key(id ?? ''))
      : null;
  putFile(c.env.store, files, path, ids ? Buffer.concat(ids.map((id) => blocks.get(id) ?? Buffer.alloc(0))) : data);
  for (const id of ids ?? []) blocks.delete(id);
  return new Response(null, { status: 201, headers: written(files[path]) });
});

blob.delete('*', (c) => {
  remove(c);
  return new Response(null, { status: 202 });
});

blob.all('*', (c) => refuse(c, 'UnsupportedHttpVerb'));
