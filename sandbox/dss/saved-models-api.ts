import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssProject, DssSavedModel } from '../world/dss.ts';
import type { Variables } from './context.ts';
import { until } from './endpoint.ts';
import { DssError, found, json, refuseOthers, unpractised } from './errors.ts';
import { folderOf } from './folders.ts';
import { query } from './parameters.ts';
import { type InProject, readable, writable } from './project-access.ts';
import { addModel, importVersion } from './saved-models.ts';

/** `/projects/:key/savedmodels/…`: MLflow models and their versions. */
export const savedModels = service<Variables>();

const base = '/projects/:key/savedmodels';
type Version = DssSavedModel['versions'][number];

const body = (p: DssProject, m: DssSavedModel) => ({
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
const snippet = (v: Version) => ({ versionId: v.id, active: v.id !== '' && v.isActive, codeEnvName: v.codeEnvName });

/** Finds the model that the path names, as `c.var.model`. */
const withModel = createMiddleware<Practice<InProject & { model: DssSavedModel }>>(async (c, next) => {
  const id = c.req.param('id');
  const model = c.var.project.savedModels.find((m) => m.id === id);
  c.set('model', found(model, `saved model ${id}`));
  return next();
});
/** Finds the model's version that the path names, as `c.var.version`. */
const withVersion = createMiddleware<Practice<InProject & { model: DssSavedModel; version: Version }>>(async (c, next) => {
  const id = c.req.param('version');
  const version = c.var.model.versions.find((v) => v.id === id);
  c.set('version', found(version, `version ${id}`));
  return next();
});

const NewModel = z.looseObject({
  name: z.string(),
  savedModelType: z.string(),
  predictionType: z.enum(['BINARY_CLASSIFICATION', 'MULTICLASS', 'REGRESSION']).nullish(),
});

savedModels.get(`${base}/`, readable, (c) => c.json(c.var.project.savedModels.map((m) => body(c.var.project, m))));
savedModels.post(`${base}/`, writable, json(NewModel), (c) => {
  const { name, savedModelType, predictionType, ...others } = c.req.valid('json');
  if (savedModelType !== 'MLFLOW_PYFUNC') throw unpractised(`saved models of the type '${savedModelType.slice(0, 80)}'`);
  refuseOthers('saved models', others);
  return c.json({ id: addModel(c.env, c.var.project, name, predictionType ?? null).id });
});
savedModels.get(`${base}/:id`, readable, withModel, (c) => c.json(body(c.var.project, c.var.model)));
savedModels.delete(`${base}/:id`, writable, withModel, (c) => {
  const { project, model } = c.var;
  project.savedModels = project.savedModels.filter((other) => other !== model);
  c.env.store.save();
  return c.body(null, 204);
});

savedModels.get(`${base}/:id/versions`, readable, withModel, (c) =>
  c.json(c.var.model.versions.map((v) => ({ id: v.id, active: v.isActive, snippet: snippet(v) }))),
);
savedModels.get(`${base}/:id/versions/:version/details`, readable, withModel, withVersion, (c) =>
  c.json({ ...snippet(c.var.version), trainDate: 0 }),
);
savedModels.get(`${base}/:id/versions/:version/snippet`, readable, withModel, withVersion, (c) => c.json(snippet(c.var.version)));
savedModels.get(`${base}/:id/versions/:version/external-ml/metadata`, readable, withModel, withVersion, (c) => {
  const { codeEnvName, importedAt } = c.var.version;
  return c.json({ codeEnvName, format: 'MLFLOW', pyFuncMetadata: {}, importedAt });
});
savedModels.post(`${base}/:id/versions/:version/actions/setActive`, writable, withModel, withVersion, (c) => {
  const { model, version } = c.var;
  for (const v of model.versions) v.isActive = v === version;
  c.env.store.save();
  return c.body(null, 204);
});

savedModels.post(`${base}/:id/actions/delete-versions`, writable, withModel, json(z.object({ versions: z.array(z.string()) })), (c) => {
  const { model } = c.var;
  const { versions } = c.req.valid('json');
  if (model.versions.some((v) => v.isActive && versions.includes(v.id)) && model.versions.length > versions.length)
    throw new DssError(500, 'The active version cannot be deleted while there are others');
  model.versions = model.versions.filter((v) => !versions.includes(v.id));
  c.env.store.save();
  return c.body(null, 204);
});

const Import = z.object({
  folderRef: z.string().default(''),
  path: z.string().default(''),
  codeEnvName: z.string().default('INHERIT'),
  containerExecConfigName: z.enum(['INHERIT', 'NONE']).default('INHERIT'),
  setActive: z.stringbool().default(true),
  binaryClassificationThreshold: z.coerce.number().default(0.5), // of such models only, and the lab's is none
});

/** Answers when the version is there, or cannot be: there is no future of it (official client, dss/savedmodel.py). */
savedModels.post(`${base}/:id/versions/:version`, writable, withModel, query(Import), async (c) => {
  const { project, model, caller } = c.var;
  const { folderRef, path, codeEnvName, setActive } = c.req.valid('query');
  if (!c.req.header('content-type')?.startsWith('multipart/')) throw new DssError(500, 'The current request is not a multipart request');
  if (!folderRef) throw unpractised('importing a version from a file: import it from a managed folder');
  if (codeEnvName === 'INHERIT') throw unpractised('a code environment that a version inherits: name one');
  await until(c.env, c.env.store.clock.after(c.env.store.world.rules.importSeconds));
  importVersion(c.env, caller, project, model, {
    id: c.req.param('version'),
    folder: folderOf(project, folderRef.split('.').at(-1) ?? ''),
    path,
    codeEnvName,
    isActive: setActive,
  });
  return c.body(null, 200);
});
