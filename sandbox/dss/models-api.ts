import type { Context } from 'hono';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import { bytesOf, filesBelow, putFile, tidyPath } from '../storage/files.ts';
import type { DssFolder, DssProject, DssSavedModel } from '../world/dss.ts';
import { DssError, projectFor } from './access.ts';
import { addFolder, addModel, importVersion, inside } from './models.ts';
import { callers } from './room.ts';

type C = Context<Practice>;

/** Managed folders, read through to the storage account that their connection leads to, and saved models of the MLflow kind. */
export const models = service();

const here = (c: C, wants: 'read' | 'write' = 'read') => projectFor(c, callers.get(c), c.req.param('key') ?? '', wants);
// --- managed folders ------------------------------------------------------------------------------------------------

const base = '/projects/:key/managedfolders';
const folderBody = (p: DssProject, f: DssFolder) => ({
  id: f.id,
  name: f.name,
  type: f.type,
  projectKey: p.projectKey,
  params: f.params,
  tags: [],
});

function folder(c: C, p: DssProject, id = c.req.param('id') ?? ''): DssFolder {
  const found = p.folders.find((f) => f.id === id);
  if (!found) throw new DssError(404, `managed folder ${p.projectKey}.${id} does not exist`);
  return found;
}

const insideOf = (c: C, p: DssProject, f: DssFolder) => inside(c.env, callers.get(c), p, f);

models.get(`${base}/`, (c) => {
  const p = here(c);
  return c.json(p.folders.map((f) => folderBody(p, f)));
});
models.post(`${base}/`, async (c) => {
  const p = here(c, 'write');
  const { name, type, params } = z
    .object({ name: z.string(), type: z.string().nullish(), params: z.object({ connection: z.string(), path: z.string() }) })
    .parse(await c.req.json());
  const made = addFolder(c.env, p, callers.get(c), name, params, type);
  return c.json(folderBody(p, made));
});
models.get(`${base}/:id`, (c) => {
  const p = here(c);
  return c.json(folderBody(p, folder(c, p)));
});
models.put(`${base}/:id`, async (c) => {
  const p = here(c, 'write');
  const f = folder(c, p);
  const { params } = z.object({ params: z.object({ connection: z.string(), path: z.string() }) }).parse(await c.req.json());
  f.params = params;
  c.env.store.save();
  return c.json(folderBody(p, f));
});
models.delete(`${base}/:id`, (c) => {
  const p = here(c, 'write');
  const f = folder(c, p);
  p.folders = p.folders.filter((other) => other !== f);
  c.env.store.save();
  return c.json({ msg: 'deleted' });
});
const contents = (c: C) => {
  const p = here(c);
  const { files, root } = insideOf(c, p, folder(c, p));
  return c.json({
    items: filesBelow(files, root).map(({ path, file }) => ({
      path: `/${path}`,
      size: bytesOf(file).length,
      lastModified: file.modifiedAt,
    })),
  });
};
models.get(`${base}/:id/contents`, contents);
models.get(`${base}/:id/contents/`, contents);
const pathIn = (c: C) => decodeURIComponent(/\/contents\/(.+)$/.exec(new URL(c.req.url).pathname)?.[1] ?? '');
models.get(`${base}/:id/contents/*`, (c) => {
  const p = here(c);
  const { files, root } = insideOf(c, p, folder(c, p));
  const file = files[tidyPath(`${root}/${pathIn(c)}`)];
  if (!file) throw new DssError(404, `File not found: ${pathIn(c)}`);
  return c.body(new Uint8Array(bytesOf(file)), 200, { 'content-type': 'application/octet-stream' });
});
models.post(`${base}/:id/contents/*`, async (c) => {
  const p = here(c, 'write');
  const { files, root } = insideOf(c, p, folder(c, p));
  const [part] = [...(await c.req.formData()).values()];
  const data =
    typeof part === 'string' ? new TextEncoder().encode(part) : new Uint8Array((await part?.arrayBuffer()) ?? new ArrayBuffer(0));
  putFile(c.env.store, files, `${root}/${pathIn(c)}`, data);
  return c.json({ path: `/${tidyPath(pathIn(c))}`, size: data.length });
});

// --- saved models ---------------------------------------------------------------------------------------------------

const saved = '/projects/:key/savedmodels';
const modelBody = (p: DssProject, m: DssSavedModel) => ({
  id: m.id,
  name: m.name,
  type: 'PREDICTION',
  projectKey: p.projectKey,
  savedModelType: m.savedModelType,
  predictionType: m.predictionType,
  miniTask: { predictionType: m.predictionType },
  publishPolicy: 'MANUAL',
  tags: [],
});
function model(c: C, p: DssProject): DssSavedModel {
  const found = p.savedModels.find((m) => m.id === c.req.param('id'));
  if (!found) throw new DssError(404, `saved model ${c.req.param('id')} does not exist`);
  return found;
}
function version(c: C, m: DssSavedModel) {
  const found = m.versions.find((v) => v.id === c.req.param('version'));
  if (!found) throw new DssError(404, `version ${c.req.param('version')} does not exist`);
  return found;
}
const snippet = (v: DssSavedModel['versions'][number]) => ({
  versionId: v.id,
  active: v.id !== '' && v.isActive,
  codeEnvName: v.codeEnvName,
});

models.get(`${saved}/`, (c) => {
  const p = here(c);
  return c.json(p.savedModels.map((m) => modelBody(p, m)));
});
models.post(`${saved}/`, async (c) => {
  const p = here(c, 'write');
  const { name, savedModelType, predictionType } = z
    .object({ name: z.string(), savedModelType: z.string(), predictionType: z.string().nullish() })
    .parse(await c.req.json());
  const made = addModel(c.env, p, name, savedModelType, predictionType ?? null);
  return c.json({ id: made.id });
});
models.get(`${saved}/:id`, (c) => {
  const p = here(c);
  return c.json(modelBody(p, model(c, p)));
});
models.delete(`${saved}/:id`, (c) => {
  const p = here(c, 'write');
  const m = model(c, p);
  p.savedModels = p.savedModels.filter((other) => other !== m);
  c.env.store.save();
  return c.body(null, 204);
});
models.get(`${saved}/:id/versions`, (c) =>
  c.json(model(c, here(c)).versions.map((v) => ({ id: v.id, active: v.isActive, snippet: snippet(v) }))),
);
models.get(`${saved}/:id/versions/:version/details`, (c) => c.json({ ...snippet(version(c, model(c, here(c)))), trainDate: 0 }));
models.get(`${saved}/:id/versions/:version/snippet`, (c) => c.json(snippet(version(c, model(c, here(c))))));
models.get(`${saved}/:id/versions/:version/external-ml/metadata`, (c) => {
  const v = version(c, model(c, here(c)));
  return c.json({ codeEnvName: v.codeEnvName, format: 'MLFLOW', pyFuncMetadata: {}, importedAt: v.importedAt });
});
models.post(`${saved}/:id/versions/:version/actions/setActive`, (c) => {
  const m = model(c, here(c, 'write'));
  const chosen = version(c, m);
  for (const v of m.versions) v.isActive = v === chosen;
  c.env.store.save();
  return c.body(null, 204);
});

models.post(`${saved}/:id/versions/:version`, (c) => {
  const p = here(c, 'write');
  const { folderRef = '', path = '', codeEnvName = 'INHERIT', setActive = 'true' } = c.req.query();
  importVersion(c.env, callers.get(c), p, model(c, p), {
    id: c.req.param('version'),
    folder: folder(c, p, folderRef.split('.').at(-1)),
    path,
    codeEnvName,
    isActive: setActive.toLowerCase() !== 'false',
  });
  return c.body(null, 200);
});
