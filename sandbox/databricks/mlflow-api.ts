import type { Context } from 'hono';
import { z } from 'zod';
import { type Practice, requestId, service } from '../practice.ts';
import { putFile } from '../storage/files.ts';
import type { Experiment, LoggedModel, MlRun } from '../world/ml.ts';
import { dbfsPath, list, mlOf, placeOf } from './dbfs.ts';
import { dbError } from './errors.ts';
import { createExperiment, createModel, createRun, runOf } from './mlflow.ts';
import { here } from './room.ts';

type C = Context<Practice>;

/** MLflow's tracking API, DBFS, the workspace's files and settings. Shapes: facts, section 8; routes as the official clients use them. */
export const mlflow = service();

const ml = (c: C) => mlOf(here(c).room);
const now = (c: C) => c.env.store.clock.now();
const missing = (what: string) => dbError(404, 'RESOURCE_DOES_NOT_EXIST', what);

/** A posted body, or the refusal that it deserves. */
function post<T extends z.ZodType>(
  path: string,
  schema: T,
  act: (c: C, body: z.infer<T>) => Response | Promise<Response>,
  method: 'post' | 'patch' = 'post',
): void {
  mlflow[method](path, async (c) => {
    const body = schema.safeParse(await c.req.json().catch(() => ({})));
    if (!body.success) return dbError(400, 'INVALID_PARAMETER_VALUE', z.prettifyError(body.error));
    const answer = await act(c, body.data);
    c.env.store.save();
    return answer;
  });
}
const base = '/api/2.0/mlflow';
const pairs = (all: Record<string, string>) => Object.entries(all).map(([key, value]) => ({ key, value }));
const Tag = z.object({ key: z.string(), value: z.string().default('') });

// --- experiments ----------------------------------------------------------------------------------------------------

const experimentBody = (e: Experiment) => ({ ...e, tags: pairs(e.tags) });

mlflow.get(`${base}/experiments/get-by-name`, (c) => {
  const name = c.req.query('experiment_name') ?? '';
  const found = ml(c).experiments.find((e) => e.name === name);
  return found ? c.json({ experiment: experimentBody(found) }) : missing(`Node ${name} does not exist.`);
});
mlflow.get(`${base}/experiments/get`, (c) => {
  const found = ml(c).experiments.find((e) => e.experiment_id === c.req.query('experiment_id'));
  return found ? c.json({ experiment: experimentBody(found) }) : missing(`Experiment ${c.req.query('experiment_id')} does not exist.`);
});
post(
  `${base}/experiments/create`,
  z.object({ name: z.string(), artifact_location: z.string().nullish(), tags: z.array(Tag).default([]) }),
  (c, body) => {
    const made = createExperiment(c.env.store, here(c).room, c.var.person, body.name, body.artifact_location ?? null);
    if (typeof made === 'string')
      return dbError(400, /already exists/.test(made) ? 'RESOURCE_ALREADY_EXISTS' : 'INVALID_PARAMETER_VALUE', made);
    for (const { key, value } of body.tags) made.tags[key] = value;
    return c.json({ experiment_id: made.experiment_id });
  },
);
post(
  `${base}/experiments/search`,
  z.object({ filter: z.string().nullish(), view_type: z.string().default('ACTIVE_ONLY') }),
  (c, { filter, view_type }) => {
    const like = /name\s+(?:I?LIKE|=)\s+'([^']*)'/i.exec(filter ?? '')?.[1]?.replaceAll('%', '');
    const all = ml(c).experiments.filter(
      (e) =>
        (view_type === 'ALL' || (e.lifecycle_stage === 'active') === (view_type !== 'DELETED_ONLY')) && (!like || e.name.includes(like)),
    );
    return c.json({ experiments: all.map(experimentBody) });
  },
);
post(`${base}/experiments/delete`, z.object({ experiment_id: z.string() }), (c, { experiment_id }) => {
  const found = ml(c).experiments.find((e) => e.experiment_id === experiment_id);
  if (!found) return missing(`Experiment ${experiment_id} does not exist.`);
  found.lifecycle_stage = 'deleted';
  return c.json({});
});

// --- runs -----------------------------------------------------------------------------------------------------------

const info = (r: MlRun) => ({
  run_id: r.run_id,
  run_uuid: r.run_id,
  run_name: r.run_name,
  experiment_id: r.experiment_id,
  user_id: r.user_id,
  status: r.status,
  start_time: r.start_time,
  ...(r.end_time ? { end_time: r.end_time } : {}),
  artifact_uri: r.artifact_uri,
  lifecycle_stage: r.lifecycle_stage,
});
const runBody = (r: MlRun) => ({
  info: info(r),
  data: { params: pairs(r.params), metrics: r.metrics, tags: pairs(r.tags) },
  inputs: {},
  ...(r.outputs.length ? { outputs: { model_outputs: r.outputs.map((model_id) => ({ model_id, step: 0 })) } } : {}),
});

post(
  `${base}/runs/create`,
  z.object({ experiment_id: z.string(), run_name: z.string().nullish(), start_time: z.number().nullish(), tags: z.array(Tag).default([]) }),
  (c, body) => {
    const experiment = ml(c).experiments.find((e) => e.experiment_id === body.experiment_id);
    if (!experiment) return missing(`Experiment ${body.experiment_id} does not exist.`);
    const run = createRun(c.env.store, here(c).room, c.var.person, experiment, body.run_name ?? null);
    for (const { key, value } of body.tags) run.tags[key] = value;
    return c.json({ run: runBody(run) });
  },
);
const onRun = <T extends z.ZodRawShape>(
  path: string,
  shape: T,
  act: (c: C, run: MlRun, body: z.infer<z.ZodObject<T>>) => Response | undefined,
) =>
  post(`${base}/runs/${path}`, z.looseObject({ run_id: z.string().nullish(), run_uuid: z.string().nullish(), ...shape }), (c, body) => {
    const run = runOf(ml(c), String(body['run_id'] ?? body['run_uuid'] ?? ''));
    return run ? (act(c, run, body as z.infer<z.ZodObject<T>>) ?? c.json({})) : missing(`Run ${body['run_id']} not found.`); // checked by the schema above
  });
onRun('update', { status: z.string().nullish(), end_time: z.number().nullish() }, (c, run, { status, end_time }) => {
  if (status) run.status = status;
  if (end_time) run.end_time = end_time;
  return c.json({ run_info: info(run) });
});
onRun('log-parameter', { key: z.string(), value: z.string() }, (_, run, { key, value }) => {
  run.params[key] = value;
  return undefined;
});
const Metric = { key: z.string(), value: z.number(), timestamp: z.number(), step: z.number().default(0) };
onRun('log-metric', Metric, (_, run, { key, value, timestamp, step }) => {
  run.metrics = [...run.metrics.filter((m) => m.key !== key), { key, value, timestamp, step }];
  return undefined;
});
onRun('set-tag', { key: z.string(), value: z.string() }, (_, run, { key, value }) => {
  run.tags[key] = value;
  return undefined;
});
onRun(
  'log-batch',
  { metrics: z.array(z.object(Metric)).default([]), params: z.array(Tag).default([]), tags: z.array(Tag).default([]) },
  (_, run, { metrics, params, tags }) => {
    for (const metric of metrics) run.metrics = [...run.metrics.filter((m) => m.key !== metric.key), metric];
    for (const { key, value } of params) run.params[key] = value;
    for (const { key, value } of tags) run.tags[key] = value;
    return undefined;
  },
);
onRun('log-model', { model_json: z.string().nullish() }, (_, run, { model_json }) => {
  run.tags['mlflow.log-model.history'] = `[${model_json ?? ''}]`;
  return undefined;
});
onRun('log-inputs', {}, () => undefined);
onRun('outputs', { models: z.array(z.object({ model_id: z.string() })).default([]) }, (_, run, { models }) => {
  run.outputs.push(...models.map((m) => m.model_id));
  return undefined;
});
onRun('delete', {}, (_, run) => {
  run.lifecycle_stage = 'deleted';
  return undefined;
});
mlflow.get(`${base}/runs/get`, (c) => {
  const run = runOf(ml(c), c.req.query('run_id') ?? c.req.query('run_uuid') ?? '');
  return run ? c.json({ run: runBody(run) }) : missing(`Run ${c.req.query('run_id')} not found.`);
});
post(
  `${base}/runs/search`,
  z.object({ experiment_ids: z.array(z.string()).default([]), max_results: z.number().default(1000) }),
  (c, body) => {
    const all = ml(c).runs.filter((r) => body.experiment_ids.includes(r.experiment_id) && r.lifecycle_stage === 'active');
    return c.json({
      runs: [...all]
        .sort((a, b) => b.start_time - a.start_time)
        .slice(0, body.max_results)
        .map(runBody),
    });
  },
);
mlflow.get(`${base}/artifacts/list`, (c) => {
  const run = runOf(ml(c), c.req.query('run_id') ?? '');
  if (!run) return missing(`Run ${c.req.query('run_id')} not found.`);
  const root = dbfsPath(run.artifact_uri);
  const files = (list(c.env.store, ml(c), `${root}/${c.req.query('path') ?? ''}`) ?? []).map((e) => ({
    path: e.path.slice(root.length + 1),
    is_dir: e.is_dir,
    ...(e.is_dir ? {} : { file_size: e.file_size }),
  }));
  return c.json({ root_uri: run.artifact_uri, files });
});

// --- logged models, MLflow 3 ----------------------------------------------------------------------------------------

const modelBody = ({ tags, ...m }: LoggedModel) => ({ info: { ...m, tags: pairs(tags) }, data: { params: [], metrics: [] } });
const model = (c: C) => ml(c).models.find((m) => m.model_id === c.req.param('id'));

post(
  `${base}/logged-models`,
  z.object({
    experiment_id: z.string(),
    name: z.string().nullish(),
    source_run_id: z.string().nullish(),
    model_type: z.string().nullish(),
    tags: z.array(Tag).default([]),
  }),
  (c, body) => {
    const experiment = ml(c).experiments.find((e) => e.experiment_id === body.experiment_id);
    if (!experiment) return missing(`Experiment ${body.experiment_id} does not exist.`);
    const made = createModel(c.env.store, here(c).room, experiment, body.source_run_id ?? '', body.name ?? 'model');
    for (const { key, value } of body.tags) made.tags[key] = value;
    return c.json({ model: modelBody(made) });
  },
);
post(
  `${base}/logged-models/search`,
  z.object({ experiment_ids: z.array(z.string()).default([]), filter: z.string().nullish() }),
  (c, { experiment_ids, filter }) => {
    const run = /source_run_id\s*=\s*'([^']*)'/.exec(filter ?? '')?.[1];
    return c.json({
      models: ml(c)
        .models.filter((m) => experiment_ids.includes(m.experiment_id) && (!run || m.source_run_id === run))
        .map(modelBody),
    });
  },
);
post(`${base}/logged-models/:id/params`, z.unknown(), (c) => (model(c) ? c.json({}) : missing('No such model.')));
mlflow.get(`${base}/logged-models/:id`, (c) => {
  const found = model(c);
  return found ? c.json({ model: modelBody(found) }) : missing(`Logged model ${c.req.param('id')} not found.`);
});
post(
  `${base}/logged-models/:id`,
  z.object({ status: z.enum(['LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED', 'LOGGED_MODEL_PENDING']) }),
  (c, { status }) => {
    const found = model(c);
    if (!found) return missing('No such model.');
    found.status = status;
    return c.json({ model: modelBody(found) });
  },
  'patch',
);
post(
  `${base}/logged-models/:id/tags`,
  z.object({ tags: z.array(Tag).default([]) }),
  (c, { tags }) => {
    const found = model(c);
    for (const { key, value } of tags) if (found) found.tags[key] = value;
    return found ? c.json({ model: modelBody(found) }) : missing('No such model.');
  },
  'patch',
);

// --- DBFS -----------------------------------------------------------------------------------------------------------

const off = () => dbError(403, 'PERMISSION_DENIED', 'DBFS root and mounts are disabled in this workspace.');
const dbfs = '/api/2.0/dbfs';
const nothing = (path: string) => missing(`No file or directory exists on path ${path}.`);

mlflow.use(`${dbfs}/*`, (c, next) => (ml(c).isLegacyDbfsDisabled ? Promise.resolve(off()) : next()));
mlflow.get(`${dbfs}/list`, (c) => {
  const path = c.req.query('path') ?? '/';
  const files = list(c.env.store, ml(c), path);
  return files ? c.json(files.length ? { files } : {}) : nothing(path);
});
mlflow.get(`${dbfs}/get-status`, (c) => {
  const path = dbfsPath(c.req.query('path') ?? '/');
  const files = list(c.env.store, ml(c), path);
  if (!files) return nothing(path);
  const [only] = files;
  return c.json(only && only.path === path && !only.is_dir ? only : { path, is_dir: true, file_size: 0, modification_time: 0 });
});
mlflow.get(`${dbfs}/read`, (c) => {
  const place = placeOf(c.env.store, ml(c), c.req.query('path') ?? '');
  const file = place?.files[place.path];
  if (!file) return nothing(c.req.query('path') ?? '');
  const data = Buffer.from(file.data, 'base64');
  const from = Number(c.req.query('offset') ?? 0);
  const part = data.subarray(from, from + Math.min(Number(c.req.query('length') ?? 524_288), 1_048_576));
  return c.json({ bytes_read: part.length, data: part.toString('base64') });
});

function write(c: C, path: string, data: Uint8Array, overwrite: boolean): Response {
  const place = placeOf(c.env.store, ml(c), path);
  if (!place) return nothing(path);
  if (place.files[place.path] && !overwrite)
    return dbError(400, 'RESOURCE_ALREADY_EXISTS', `A file or directory already exists at the input path ${path}.`);
  putFile(c.env.store, place.files, place.path, data);
  return c.json({});
}
post(
  `${dbfs}/put`,
  z.object({ path: z.string(), contents: z.string().default(''), overwrite: z.boolean().default(false) }),
  (c, { path, contents, overwrite }) => write(c, path, Buffer.from(contents, 'base64'), overwrite),
);
post(`${dbfs}/mkdirs`, z.object({ path: z.string() }), (c) => c.json({}));
post(`${dbfs}/delete`, z.object({ path: z.string(), recursive: z.boolean().default(false) }), (c, { path }) => {
  const place = placeOf(c.env.store, ml(c), path);
  if (place)
    for (const name of Object.keys(place.files)) if (name === place.path || name.startsWith(`${place.path}/`)) delete place.files[name];
  return c.json({});
});

const handles = new Map<number, { path: string; overwrite: boolean; blocks: Buffer[] }>();
post(`${dbfs}/create`, z.object({ path: z.string(), overwrite: z.boolean().default(false) }), (c, { path, overwrite }) => {
  const handle = handles.size + Math.floor(Math.random() * 1e9);
  handles.set(handle, { path, overwrite, blocks: [] });
  return c.json({ handle });
});
post(`${dbfs}/add-block`, z.object({ handle: z.number(), data: z.string() }), (c, { handle, data }) => {
  const open = handles.get(handle);
  if (!open) return missing(`No stream of handle ${handle}.`);
  open.blocks.push(Buffer.from(data, 'base64'));
  return c.json({});
});
post(`${dbfs}/close`, z.object({ handle: z.number() }), (c, { handle }) => {
  const open = handles.get(handle);
  handles.delete(handle);
  return open ? write(c, open.path, Buffer.concat(open.blocks), open.overwrite) : missing(`No stream of handle ${handle}.`);
});

// what mlflow itself writes artifacts with
mlflow.on(['POST', 'PUT'], '/dbfs/*', async (c) => {
  if (ml(c).isLegacyDbfsDisabled) return off();
  return write(c, decodeURIComponent(new URL(c.req.url).pathname), new Uint8Array(await c.req.arrayBuffer()), true);
});
mlflow.get('/dbfs/*', (c) => {
  const place = placeOf(c.env.store, ml(c), decodeURIComponent(new URL(c.req.url).pathname));
  const file = place?.files[place.path];
  return file ? c.body(new Uint8Array(Buffer.from(file.data, 'base64'))) : nothing(new URL(c.req.url).pathname);
});

mlflow.get('/api/2.0/settings/types/disable_legacy_dbfs/names/default', (c) =>
  c.json({ setting_name: 'default', etag: requestId(), disable_legacy_dbfs: { value: ml(c).isLegacyDbfsDisabled } }),
);

// --- notebooks ------------------------------------------------------------------------------------------------------

const object = (c: C, n: { path: string; modifiedAt: number }) => ({
  path: n.path,
  object_type: 'NOTEBOOK',
  language: 'PYTHON',
  object_id: ml(c).notebooks.findIndex((k) => k.path === n.path) + 1,
  modified_at: n.modifiedAt,
});
mlflow.get('/api/2.0/workspace/list', (c) => {
  const path = c.req.query('path') ?? '/';
  const objects = ml(c).notebooks.filter((n) => n.path.slice(0, n.path.lastIndexOf('/')) === path.replace(/\/$/, ''));
  return c.json(objects.length ? { objects: objects.map((n) => object(c, n)) } : {});
});
mlflow.get('/api/2.0/workspace/get-status', (c) => {
  const found = ml(c).notebooks.find((n) => n.path === c.req.query('path'));
  return found ? c.json(object(c, found)) : missing(`Path (${c.req.query('path')}) doesn't exist.`);
});
mlflow.get('/api/2.0/workspace/export', (c) => {
  const found = ml(c).notebooks.find((n) => n.path === c.req.query('path'));
  if (!found) return missing(`Path (${c.req.query('path')}) doesn't exist.`);
  const source = `# Databricks notebook source\n${found.cells.map((cell) => cell.code).join('\n\n# COMMAND ----------\n\n')}\n`;
  return c.json({ content: Buffer.from(source).toString('base64'), file_type: 'py' });
});
post(
  '/api/2.0/workspace/import',
  z.object({ path: z.string(), content: z.string(), overwrite: z.boolean().default(false) }),
  (c, { path, content, overwrite }) => {
    const { notebooks } = ml(c);
    const known = notebooks.find((n) => n.path === path);
    if (known && !overwrite) return dbError(400, 'RESOURCE_ALREADY_EXISTS', `${path} already exists.`);
    const source = Buffer.from(content, 'base64')
      .toString()
      .replace(/^# Databricks notebook source\n/, '');
    const cells = source.split(/\n*# COMMAND -+\n*/).map((code) => ({ code, output: '', isError: false }));
    if (known) Object.assign(known, { cells, modifiedAt: now(c) });
    else notebooks.push({ path, by: c.var.person.upn, modifiedAt: now(c), cells });
    return c.json({});
  },
);
