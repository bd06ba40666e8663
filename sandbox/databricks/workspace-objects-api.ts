import { z } from 'zod';
import { service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { Cell, Notebook } from '../world/ml.ts';
import type { C, Variables } from './context.ts';
import { dbError, invalid, json, missing, query, unpractised } from './errors.ts';
import { cellsOf, sourceOf } from './notebook-formats.ts';

/** `/api/2.0/workspace/…`: the notebooks of a workspace, and the folders they are in. */
export const workspaceObjects = service<Variables>();

const ml = (c: C) => mlOf(c.var.databricks);
const nothing = (path: string) => missing(`Path (${path}) doesn't exist.`);
const taken = (path: string) => dbError(400, 'RESOURCE_ALREADY_EXISTS', `${path} already exists.`);
const tidy = z.string().transform((path) => path.replace(/\/+$/, '') || '/');
const find = (c: C, path: string): Notebook | undefined => ml(c).notebooks.find((n) => n.path === path);

const notebookBody = (c: C, n: Notebook) => ({
  path: n.path,
  object_type: 'NOTEBOOK',
  language: 'PYTHON',
  object_id: ml(c).notebooks.indexOf(n) + 1,
  resource_id: String(ml(c).notebooks.indexOf(n) + 1),
  modified_at: n.modifiedAt,
});
const folderBody = (path: string) => ({ path, object_type: 'DIRECTORY', object_id: 1_000_000 + path.length, resource_id: path });

/** Folders that were made, that hold something, and everybody's home. */
function folders(c: C): Set<string> {
  const made = [...(ml(c).folders ?? []), '/', '/Shared', '/Users', ...c.var.databricks.members.map((m) => `/Users/${m.upn}`)];
  const found = new Set<string>();
  for (const path of [...made, ...ml(c).notebooks.map((n) => n.path.slice(0, n.path.lastIndexOf('/')))])
    for (let at = path; at; at = at.slice(0, at.lastIndexOf('/'))) found.add(at);
  return found;
}
const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';

const At = z.object({ path: tidy });

workspaceObjects.get('/list', query(z.object({ path: tidy.default('/'), notebooks_modified_after: z.coerce.number().default(0) })), (c) => {
  const { path, notebooks_modified_after: after } = c.req.valid('query');
  const notebook = find(c, path);
  if (!notebook && !folders(c).has(path)) return nothing(path);
  const inside = notebook ? [notebook] : ml(c).notebooks.filter((n) => parentOf(n.path) === path && n.modifiedAt >= after);
  const below = notebook ? [] : [...folders(c)].filter((folder) => folder !== '/' && parentOf(folder) === path);
  const objects = [...below.map(folderBody), ...inside.map((n) => notebookBody(c, n))];
  return c.json(objects.length ? { objects } : {});
});
workspaceObjects.get('/get-status', query(At), (c) => {
  const { path } = c.req.valid('query');
  const notebook = find(c, path);
  if (notebook) return c.json(notebookBody(c, notebook));
  return folders(c).has(path) ? c.json(folderBody(path)) : nothing(path);
});

workspaceObjects.get('/export', query(At.extend({ format: z.string().default('SOURCE'), outputs: z.string().optional() })), (c) => {
  const { path, format } = c.req.valid('query');
  const notebook = find(c, path);
  if (!notebook) return nothing(path);
  const source = sourceOf(notebook.cells, format);
  return source
    ? c.json({ content: Buffer.from(source.text).toString('base64'), file_type: source.fileType })
    : unpractised(`the export format ${format}`);
});

const Import = At.extend({
  content: z.string(),
  format: z.string().default('SOURCE'),
  language: z.string().optional(),
  overwrite: z.boolean().default(false),
});

/** What is imported has not been run; the console runs it. */
workspaceObjects.post('/import', json(Import), (c) => {
  const { path, content, format, language, overwrite } = c.req.valid('json');
  if (language && language !== 'PYTHON') return unpractised(`notebooks in ${language}`);
  if (format === 'SOURCE' && !language) return invalid('The language of the notebook is required for the format SOURCE.');
  const known = find(c, path);
  if ((known && !overwrite) || folders(c).has(path)) return taken(path);
  if (!folders(c).has(parentOf(path))) return nothing(parentOf(path));
  const codes = cellsOf(Buffer.from(content, 'base64').toString(), format);
  if (codes === null) return unpractised(`the import format ${format}`);
  if (typeof codes === 'string') return invalid(codes);
  const cells: Cell[] = codes.map((code) => ({ code, output: '', isError: false, isNew: true }));
  const modifiedAt = c.env.store.clock.now();
  if (known) Object.assign(known, { cells, modifiedAt });
  else ml(c).notebooks.push({ path, by: c.var.person.upn, modifiedAt, cells });
  return c.json({});
});

workspaceObjects.post('/mkdirs', json(At), (c) => {
  const { path } = c.req.valid('json');
  if (find(c, path)) return taken(path);
  if (!folders(c).has(path)) ml(c).folders = [...(ml(c).folders ?? []), path];
  return c.json({});
});
workspaceObjects.post('/delete', json(At.extend({ recursive: z.boolean().default(false) })), (c) => {
  const { path, recursive } = c.req.valid('json');
  const isBelow = (at: string) => at === path || at.startsWith(`${path}/`);
  if (!find(c, path) && !folders(c).has(path)) return nothing(path);
  const isFull = !find(c, path) && [...folders(c), ...ml(c).notebooks.map((n) => n.path)].some((at) => at !== path && isBelow(at));
  if (isFull && !recursive) return dbError(400, 'DIRECTORY_NOT_EMPTY', `Folder (${path}) is not empty`);
  ml(c).notebooks = ml(c).notebooks.filter((n) => !isBelow(n.path));
  ml(c).folders = (ml(c).folders ?? []).filter((at) => !isBelow(at));
  return c.json({});
});
