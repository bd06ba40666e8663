import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, requestId, service } from '../practice.ts';
import { bytesOf, fileAt, kindOf, makeDirectory, moveTree, putFile, removeTree } from '../storage/files.ts';
import { mlOf } from '../world/databricks.ts';
import { type C, isAdmin, type Variables } from './context.ts';
import { dbfsPath, listDirectory, locate } from './dbfs.ts';
import { dbError, json, missing, query } from './errors.ts';

/** DBFS: its API, the paths under `/dbfs/` by which MLflow reads and writes artifacts, and the setting that switches it off. */
export const dbfs = service<Variables>();

const base = '/api/2.0/dbfs';
const nothing = (path: string) => missing(`No file or directory exists on path ${path}.`);

const requireDbfs = createMiddleware<Practice<Variables>>(async (c, next) =>
  mlOf(c.var.databricks).isLegacyDbfsDisabled
    ? dbError(403, 'PERMISSION_DENIED', 'DBFS root and mounts are disabled in this workspace.')
    : next(),
);
dbfs.use(`${base}/*`, requireDbfs);

// --- reading --------------------------------------------------------------------------------------------------------

dbfs.get(`${base}/list`, query(z.object({ path: z.string().default('/') })), (c) => {
  const { path } = c.req.valid('query');
  const files = listDirectory(c.env.store, c.var.databricks, path);
  return files ? c.json(files.length ? { files } : {}) : nothing(path);
});
dbfs.get(`${base}/get-status`, query(z.object({ path: z.string().default('/').transform(dbfsPath) })), (c) => {
  const { path } = c.req.valid('query');
  const files = listDirectory(c.env.store, c.var.databricks, path);
  if (!files) return nothing(path);
  const [only] = files;
  return c.json(only && only.path === path && !only.is_dir ? only : { path, is_dir: true, file_size: 0, modification_time: 0 });
});

const Part = z.object({
  path: z.string(),
  offset: z.coerce.number().int().min(0).default(0),
  length: z.coerce.number().int().min(0).default(524_288),
});
const most = 1_048_576;

const stored = (c: C, path: string) => {
  const location = locate(c.env.store, c.var.databricks, path);
  return location ? fileAt(location.files, location.path) : undefined;
};

dbfs.get(`${base}/read`, query(Part), (c) => {
  const { path, offset, length } = c.req.valid('query');
  const file = stored(c, path);
  if (!file) return nothing(path);
  const part = bytesOf(file).subarray(offset, offset + Math.min(length, most));
  return c.json({ bytes_read: part.length, data: part.toString('base64') });
});
dbfs.get('/dbfs/*', (c) => {
  const { pathname } = new URL(c.req.url);
  const file = stored(c, decodeURIComponent(pathname));
  return file ? c.body(new Uint8Array(bytesOf(file))) : nothing(pathname);
});

// --- writing --------------------------------------------------------------------------------------------------------

const exists = (path: string) => dbError(400, 'RESOURCE_ALREADY_EXISTS', `A file or directory already exists at the input path ${path}.`);

function write(c: C, path: string, data: Uint8Array, overwrite: boolean): Response {
  const location = locate(c.env.store, c.var.databricks, path);
  if (!location) return nothing(path);
  const kind = kindOf(location.files, location.path);
  if (kind === 'directory' || (kind && !overwrite)) return exists(path);
  putFile(c.env.store, location.files, location.path, data);
  return c.json({});
}

const Target = z.object({ path: z.string(), overwrite: z.boolean().default(false) });

dbfs.post(`${base}/put`, json(Target.extend({ contents: z.string().default('') })), (c) => {
  const { path, contents, overwrite } = c.req.valid('json');
  return write(c, path, Buffer.from(contents, 'base64'), overwrite);
});
dbfs.on(['POST', 'PUT'], '/dbfs/*', requireDbfs, async (c) =>
  write(c, decodeURIComponent(new URL(c.req.url).pathname), new Uint8Array(await c.req.arrayBuffer()), true),
);
dbfs.post(`${base}/mkdirs`, json(z.object({ path: z.string() })), (c) => {
  const { path } = c.req.valid('json');
  const location = locate(c.env.store, c.var.databricks, path);
  if (!location) return nothing(path);
  const kind = kindOf(location.files, location.path);
  if (kind === 'file') return exists(path);
  if (!kind) makeDirectory(c.env.store, location.files, location.path);
  return c.json({});
});
dbfs.post(`${base}/move`, json(z.object({ source_path: z.string(), destination_path: z.string() })), (c) => {
  const { source_path, destination_path } = c.req.valid('json');
  const [from, to] = [source_path, destination_path].map((path) => locate(c.env.store, c.var.databricks, path));
  if (!from || !kindOf(from.files, from.path)) return nothing(source_path);
  if (!to) return nothing(destination_path);
  if (kindOf(to.files, to.path)) return exists(destination_path);
  moveTree(c.env.store, from.files, from.path, to.files, to.path);
  return c.json({});
});
dbfs.post(`${base}/delete`, json(z.object({ path: z.string(), recursive: z.boolean().default(false) })), (c) => {
  const { path, recursive } = c.req.valid('json');
  const location = locate(c.env.store, c.var.databricks, path);
  const entries = listDirectory(c.env.store, c.var.databricks, path);
  if (!location || !entries) return nothing(path);
  const isFile = kindOf(location.files, location.path) === 'file';
  if (!isFile && entries.length > 0 && !recursive)
    return dbError(400, 'IO_ERROR', `The directory ${path} is not empty. Set recursive to true to delete it.`);
  removeTree(c.env.store, location.files, location.path);
  return c.json({});
});

/** A file that is written in blocks, from `create` to `close`. */
const handles = new Map<number, { path: string; overwrite: boolean; blocks: Buffer[] }>();
const noHandle = (handle: number) => missing(`No stream of handle ${handle}.`);

dbfs.post(`${base}/create`, json(Target), (c) => {
  const handle = handles.size + Math.floor(Math.random() * 1e9);
  handles.set(handle, { ...c.req.valid('json'), blocks: [] });
  return c.json({ handle });
});
dbfs.post(`${base}/add-block`, json(z.object({ handle: z.number(), data: z.string() })), (c) => {
  const { handle, data } = c.req.valid('json');
  const open = handles.get(handle);
  if (!open) return noHandle(handle);
  open.blocks.push(Buffer.from(data, 'base64'));
  return c.json({});
});
dbfs.post(`${base}/close`, json(z.object({ handle: z.number() })), (c) => {
  const { handle } = c.req.valid('json');
  const open = handles.get(handle);
  handles.delete(handle);
  return open ? write(c, open.path, Buffer.concat(open.blocks), open.overwrite) : noHandle(handle);
});

dbfs.get('/api/2.0/settings/types/disable_legacy_dbfs/names/default', (c) =>
  isAdmin(c)
    ? c.json({
        setting_name: 'default',
        etag: requestId(),
        disable_legacy_dbfs: { value: mlOf(c.var.databricks).isLegacyDbfsDisabled },
      })
    : dbError(403, 'PERMISSION_DENIED', 'Only workspace admins can read this setting.'),
);
