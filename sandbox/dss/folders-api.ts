import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { bytesOf, fileAt, filesBelow, putFile, removeTree, tidyPath } from '../storage/files.ts';
import type { DssFolder, DssProject } from '../world/dss.ts';
import type { C, Variables } from './context.ts';
import { DssError, json, refuseOthers, requireWhole } from './errors.ts';
import { addFolder, filesOf, folderOf, typeOn } from './folders.ts';
import { type InProject, readable, writable } from './project-access.ts';

/** `/projects/:key/managedfolders/…`, read through to the storage account that a folder's connection leads to. */
export const folders = service<Variables>();

const base = '/projects/:key/managedfolders';

const body = (p: DssProject, f: DssFolder) => ({
  id: f.id,
  name: f.name,
  type: f.type,
  projectKey: p.projectKey,
  params: f.params,
  tags: [],
});

/** Finds the folder that the path names, as `c.var.folder`. */
const withFolder = createMiddleware<Practice<InProject & { folder: DssFolder }>>(async (c, next) => {
  const id = c.req.param('id') ?? '';
  c.set('folder', folderOf(c.var.project, id));
  return next();
});

const Params = z.looseObject({ connection: z.string(), path: z.string() });
const Definition = z.looseObject({ name: z.string(), type: z.string().nullish(), params: Params });

/** What of a definition is simulated. @param shown it as it is, or what of a new one is no choice */
function practised({ name, type, params, ...others }: z.output<typeof Definition>, shown: Record<string, unknown>) {
  const { connection, path, ...more } = params;
  refuseOthers('managed folders', others, shown);
  refuseOthers('managed folders', more);
  return { name, type, params: { connection, path } };
}

folders.get(`${base}/`, readable, (c) => c.json(c.var.project.folders.map((f) => body(c.var.project, f))));
folders.post(`${base}/`, writable, json(Definition), (c) => {
  const { project, caller } = c.var;
  const { name, type, params } = practised(c.req.valid('json'), { projectKey: project.projectKey });
  return c.json(body(project, addFolder(c.env, project, caller, name, params, type)));
});
folders.get(`${base}/:id`, readable, withFolder, (c) => c.json(body(c.var.project, c.var.folder)));
folders.put(`${base}/:id`, writable, withFolder, json(Definition), (c) => {
  const { project, folder, caller } = c.var;
  const sent = c.req.valid('json');
  const shown = body(project, folder);
  requireWhole('managed folder', sent, shown);
  const { name, type, params } = practised(sent, shown);
  Object.assign(folder, { name, params, type: typeOn(c.env, caller, params.connection, type) });
  c.env.store.save();
  return c.json(body(project, folder));
});
folders.delete(`${base}/:id`, writable, withFolder, (c) => {
  const { project, folder } = c.var;
  project.folders = project.folders.filter((other) => other !== folder);
  c.env.store.save();
  return c.json({ msg: 'deleted' });
});

const contents = (c: C & { var: InProject & { folder: DssFolder } }) => filesOf(c.env, c.var.caller, c.var.project, c.var.folder);

for (const path of [`${base}/:id/contents`, `${base}/:id/contents/`])
  folders.get(path, readable, withFolder, (c) => {
    const { files, root } = contents(c);
    return c.json({
      items: filesBelow(files, root).map(({ path: below, file }) => ({
        path: `/${below}`,
        size: bytesOf(file).length,
        lastModified: file.modifiedAt,
      })),
    });
  });

const pathIn = (c: C) => decodeURIComponent(/\/contents\/(.+)$/.exec(new URL(c.req.url).pathname)?.[1] ?? '');

folders.get(`${base}/:id/contents/*`, readable, withFolder, (c) => {
  const { files, root } = contents(c);
  const file = fileAt(files, tidyPath(`${root}/${pathIn(c)}`));
  if (!file) throw new DssError(404, `File not found: ${pathIn(c)}`);
  return c.body(new Uint8Array(bytesOf(file)), 200, { 'content-type': 'application/octet-stream' });
});
folders.post(`${base}/:id/contents/*`, writable, withFolder, async (c) => {
  const { files, root } = contents(c);
  const [part] = [...(await c.req.formData()).values()]; // the one file of the form, under whatever name
  const data = new Uint8Array(part ? await new Blob([part]).arrayBuffer() : []);
  putFile(c.env.store, files, `${root}/${pathIn(c)}`, data);
  return c.json({ path: `/${tidyPath(pathIn(c))}`, size: data.length });
});
/** No error where there is no such file, as the client's documentation says. */
folders.delete(`${base}/:id/contents/*`, writable, withFolder, (c) => {
  const { files, root } = contents(c);
  const path = tidyPath(`${root}/${pathIn(c)}`);
  if (fileAt(files, path)) removeTree(c.env.store, files, path);
  return c.body(null, 204);
});
