import { z } from 'zod';
import { counted } from '../coverage/count.ts';
import { service } from '../practice.ts';
import type { StoredFile } from '../world/storage.ts';
import { Listing, listBlobs } from './blob-list.ts';
import { unmet } from './conditions.ts';
import type { C, Variables } from './context.ts';
import { requireContainer, requireRole } from './door.ts';
import { query, refuse, refuseUnpractised } from './errors.ts';
import { directoriesBelow, filesBelow, kindOf, putFile, removeTree, stamp } from './files.ts';
import { metadataOf, read, written } from './read.ts';

/** Azure Blob Storage (`.blob.`), over the same files as Data Lake. Shapes and codes: facts, section 9. */
export const blob = service<Variables>();

blob.use('*', counted('blob'));
blob.use('*', requireRole, requireContainer);

/** What Azure knows and the practice cloud does not; any other value is invalid. */
const others = [
  'appendblock',
  'copy',
  'blocklist',
  'immutabilityPolicies',
  'incrementalcopy',
  'lease',
  'legalhold',
  'page',
  'pagelist',
  'query',
  'snapshot',
  'tags',
  'tier',
  'undelete',
];
const refuseComp = (c: C, comp: string) =>
  others.includes(comp) ? refuseUnpractised(c, `${c.req.method} of a blob with '${comp}'`) : refuse(c, 'InvalidQueryParameterValue');

/** Which operation a request is, by its `comp` and `restype`, as Azure tells them apart. */
const operation = ({ comp, restype }: { comp: string; restype: string }): string => (restype ? `${restype} ${comp}`.trim() : comp);
const Asked = z.object({ comp: z.string().default(''), restype: z.string().default('') });

blob.get('/:container', query(Asked.extend(Listing.shape)), (c) => {
  const asked = c.req.valid('query');
  switch (operation(asked)) {
    case 'container list':
      return listBlobs(c, asked);
    case 'container':
      return new Response(null, {
        status: 200,
        headers: { etag: '"0x1"', 'x-ms-lease-state': 'available', 'x-ms-has-immutability-policy': 'false' },
      });
    default:
      return refuseUnpractised(c, `${c.req.method} of a container with '${operation(asked)}'`);
  }
});
blob.all('/:container', (c) => refuseUnpractised(c, `${c.req.method} of a container`));

blob.get('/:container/*', query(Asked), (c) => {
  const { comp } = c.req.valid('query');
  if (comp === '' || comp === 'metadata') return read(c);
  return refuseComp(c, comp);
});

/** Blocks that were put and not yet listed: by blob, then by id. */
const blocks = new Map<string, Map<string, Buffer>>();
const placeOf = (c: C) => {
  const { hostname, pathname } = new URL(c.req.url);
  return `${hostname.split('.')[0]}${pathname}`;
};

const Put = Asked.extend({ blockid: z.string().default('') });

/** Put Blob, Put Block and Put Block List, and the metadata and properties of what is there. */
blob.put('/:container/*', query(Put), async (c) => {
  const { comp, blockid } = c.req.valid('query');
  const { files, path } = c.var;
  if (c.req.header('x-ms-copy-source') !== undefined) return refuseUnpractised(c, 'Copy Blob and Put Blob From URL');
  switch (comp) {
    case '':
      if (!c.req.header('x-ms-blob-type'))
        return refuse(c, 'MissingRequiredHeader', 'An HTTP header that is mandatory for this request is not specified: x-ms-blob-type.');
      if (c.req.header('x-ms-blob-type') !== 'BlockBlob') return refuseUnpractised(c, 'append and page blobs');
      return write(c, Buffer.from(await c.req.arrayBuffer()));
    case 'block': {
      const staged = blocks.get(placeOf(c)) ?? new Map<string, Buffer>();
      blocks.set(placeOf(c), staged.set(blockid, Buffer.from(await c.req.arrayBuffer())));
      return new Response(null, { status: 201 });
    }
    case 'blocklist': {
      const staged = blocks.get(placeOf(c));
      const listed = [...(await c.req.text()).matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id = '']) => staged?.get(id));
      if (listed.some((part) => part === undefined)) return refuse(c, 'InvalidBlockList');
      const answer = write(c, Buffer.concat(listed.filter((part) => part !== undefined)));
      if (answer.ok) blocks.delete(placeOf(c));
      return answer;
    }
    case 'metadata':
      return change(c, (file) => ({ ...file, metadata: metadataOf(c) }));
    case 'properties':
      return change(c, ({ contentType: _, ...file }) => ({
        ...file,
        contentType: c.req.header('x-ms-blob-content-type') ?? 'application/octet-stream',
      }));
    default:
      return refuseComp(c, comp);
  }

  function write(c: C, data: Buffer): Response {
    const refusal = kindOf(files, path) === 'directory' ? refuse(c, 'PathConflict') : unmet(c, files[path]);
    if (refusal) return refusal;
    const contentType = c.req.header('x-ms-blob-content-type');
    const made = putFile(c.env.store, files, path, data, { metadata: metadataOf(c), ...(contentType ? { contentType } : {}) });
    return new Response(null, { status: 201, headers: { ...written(made), 'x-ms-request-server-encrypted': 'true' } });
  }
});

/** Changes what describes a blob; its content stays. */
function change(c: C, to: (file: StoredFile) => StoredFile): Response {
  const { files, path } = c.var;
  const file = files[path];
  if (!file) return refuse(c, 'BlobNotFound');
  const refusal = unmet(c, file);
  if (refusal) return refusal;
  const changed = { ...to(file), ...stamp(c.env.store) };
  files[path] = changed;
  c.env.store.save();
  return new Response(null, { status: 200, headers: written(changed) });
}

blob.delete('/:container/*', query(Asked), (c) => {
  const { files, path } = c.var;
  const kind = kindOf(files, path);
  if (c.req.valid('query').comp) return refuseUnpractised(c, `DELETE of a blob with '${c.req.valid('query').comp}'`);
  if (!kind) return refuse(c, 'BlobNotFound');
  if (kind === 'directory' && filesBelow(files, path).length + directoriesBelow(files, path).size > 0)
    return refuse(c, 'DirectoryIsNotEmpty');
  const refusal = unmet(c, files[path]);
  if (refusal) return refusal;
  removeTree(c.env.store, files, path);
  return new Response(null, { status: 202 });
});

blob.all('*', (c) => refuse(c, 'UnsupportedHttpVerb'));
