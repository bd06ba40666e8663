import type { Context } from 'hono';
import { z } from 'zod';
import { sampleRows } from '../databricks/catalog.ts';
import { type Practice, requestId, service } from '../practice.ts';
import type { DssDataset, DssProject, DssRecipe } from '../world/dss.ts';
import { connectionFor, DssError, mayRead, projectFor } from './access.ts';
import { open } from './connections.ts';
import { jobItem, jobLog, jobState, jobStatus, startJob } from './jobs.ts';
import { addDataset, addManagedDataset, addRecipe, createProject, detectSchema, importTable, pythonTemplate } from './projects.ts';
import { datasetOf, endsOf, enginesOf, isCode, selectedEngine } from './recipes.ts';
import { callers, futureOf } from './room.ts';

type C = Context<Practice>;

/** `/projects/…` of the public API. Trailing slashes are as strict as DSS's own. */
export const projects = service();

const who = (c: C) => callers.get(c);
const by = (c: C) => who(c).login ?? 'admin';
const here = (c: C, wants: 'read' | 'write' = 'read') => projectFor(c, who(c), c.req.param('key') ?? '', wants);
const found = <T>(thing: T | undefined, what: string): T => {
  if (!thing) throw new DssError(404, `${what} does not exist`);
  return thing;
};

const tag = (login: string, at: number) => ({ versionNumber: 0, lastModifiedBy: { login }, lastModifiedOn: at });
const summary = (p: DssProject) => ({
  projectKey: p.projectKey,
  name: p.name,
  ownerLogin: p.owner,
  ownerDisplayName: p.owner,
  shortDesc: '',
  tags: [],
  projectType: 'REGULAR',
  creationTag: tag(p.owner, p.createdAt),
});

projects.get('/projects/', (c) => c.json(c.env.store.world.dss.projects.filter((p) => mayRead(p, who(c))).map(summary)));
projects.post('/projects/', async (c) => {
  const { projectKey, name, owner } = z
    .object({ projectKey: z.string(), name: z.string(), owner: z.string().nullish() })
    .parse(await c.req.json());
  if (who(c).projectKey !== undefined) throw new DssError(403, 'A project key cannot create projects');
  createProject(c.env, who(c).isAdmin ? (owner ?? by(c)) : by(c), projectKey, name);
  return c.json({ msg: `Created project ${projectKey}` });
});
projects.get('/projects/:key', (c) => c.json(summary(here(c))));
projects.get('/projects/:key/', (c) => c.json(summary(here(c))));
projects.delete('/projects/:key', (c) => {
  const project = here(c, 'write');
  const { dss } = c.env.store.world;
  dss.projects = dss.projects.filter((p) => p !== project);
  c.env.store.save();
  return c.body(null, 204);
});
projects.get('/projects/:key/metadata', (c) => c.json({ label: here(c).name, tags: [], customFields: {} }));
projects.get('/projects/:key/settings', (c) => c.json({ settings: {}, projectKey: here(c).projectKey, exposedObjects: { objects: [] } }));
projects.get('/projects/:key/permissions', (c) => {
  const { owner, isShared } = here(c, 'write');
  return c.json({
    owner,
    permissions: isShared ? [{ group: 'attendees', readProjectContent: true }] : [],
    additionalDashboardUsers: { users: [] },
  });
});
projects.put('/projects/:key/permissions', async (c) => {
  const project = here(c, 'write');
  const { permissions } = z
    .object({ permissions: z.array(z.object({ readProjectContent: z.boolean().default(false) })) })
    .parse(await c.req.json());
  project.isShared = permissions.some((p) => p.readProjectContent);
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
projects.get('/projects/:key/timeline', (c) => {
  const { owner, createdAt } = here(c);
  const person = { login: owner, displayName: owner };
  return c.json({
    createdBy: person,
    createdOn: createdAt,
    lastModifiedBy: person,
    lastModifiedOn: createdAt,
    allContributors: [person],
    items: [],
  });
});

// --- datasets -------------------------------------------------------------------------------------------------------

const schemaOf = (d: DssDataset) => ({ columns: d.columns, userModified: false });
const datasetBody = (p: DssProject, d: DssDataset) => ({
  name: d.name,
  projectKey: p.projectKey,
  type: d.type,
  managed: d.managed,
  params: d.params,
  ...(d.formatType ? { formatType: d.formatType, formatParams: {} } : {}),
  schema: schemaOf(d),
  tags: [],
  creationTag: tag(d.createdBy, d.createdAt),
  versionTag: tag(d.createdBy, d.createdAt),
});
const dataset = (c: C, project: DssProject) => found(datasetOf(project, c.req.param('name') ?? ''), `dataset ${c.req.param('name')}`);
const Columns = z.object({ columns: z.array(z.looseObject({ name: z.string(), type: z.string() })) });
const DatasetInput = z.object({
  name: z.string(),
  type: z.enum(['Databricks', 'Azure']),
  managed: z.boolean().default(false),
  params: z.looseObject({ connection: z.string() }),
  formatType: z.string().nullish(),
  schema: Columns.nullish(),
});

projects.get('/projects/:key/datasets/', (c) => {
  const project = here(c);
  return c.json(project.datasets.map((d) => datasetBody(project, d)));
});
projects.post('/projects/:key/datasets/', async (c) => {
  const project = here(c, 'write');
  const { schema, formatType, ...wanted } = DatasetInput.parse(await c.req.json());
  connectionFor(c.env.store.world.dss, wanted.params.connection, who(c));
  const made = addDataset(c.env, project, by(c), { ...wanted, ...(formatType ? { formatType } : {}), columns: schema?.columns ?? [] });
  return c.json({ msg: `Created dataset ${project.projectKey}.${made.name}` });
});

const ManagedInput = z.object({ connectionId: z.string(), specificSettings: z.object({ formatOptionId: z.string().nullish() }).nullish() });
const addManaged = (c: C, project: DssProject, name: string, input: z.infer<typeof ManagedInput>) =>
  addManagedDataset(
    c.env,
    project,
    by(c),
    name,
    connectionFor(c.env.store.world.dss, input.connectionId, who(c)),
    input.specificSettings?.formatOptionId ?? 'PARQUET_HIVE',
  );
projects.post('/projects/:key/datasets/managed', async (c) => {
  const project = here(c, 'write');
  const { name, creationSettings } = z.object({ name: z.string(), creationSettings: ManagedInput }).parse(await c.req.json());
  return c.json(datasetBody(project, addManaged(c, project, name, creationSettings)));
});

projects.get('/projects/:key/datasets/:name', (c) => {
  const project = here(c);
  return c.json(datasetBody(project, dataset(c, project)));
});
projects.put('/projects/:key/datasets/:name', async (c) => {
  const it = dataset(c, here(c, 'write'));
  const { params, formatType, schema } = DatasetInput.partial().parse(await c.req.json());
  Object.assign(it, params ? { params } : {}, formatType ? { formatType } : {}, schema ? { columns: schema.columns } : {});
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
projects.delete('/projects/:key/datasets/:name', (c) => {
  const project = here(c, 'write');
  const it = dataset(c, project);
  project.datasets = project.datasets.filter((d) => d !== it);
  project.recipes = project.recipes.filter((r) => !r.outputs.includes(it.name) && !r.inputs.includes(it.name));
  c.env.store.save();
  return c.body(null, 204);
});
projects.get('/projects/:key/datasets/:name/schema', (c) => c.json(schemaOf(dataset(c, here(c)))));
projects.put('/projects/:key/datasets/:name/schema', async (c) => {
  dataset(c, here(c, 'write')).columns = Columns.parse(await c.req.json()).columns;
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
projects.get('/projects/:key/datasets/:name/info', (c) => {
  const { lastBuild } = dataset(c, here(c));
  return c.json(
    lastBuild ? { lastBuild: { buildStartTime: lastBuild.start, buildEndTime: lastBuild.end, buildSuccess: lastBuild.success } } : {},
  );
});
projects.get('/projects/:key/datasets/:name/data/', async (c) => {
  const it = dataset(c, here(c));
  const connection = connectionFor(c.env.store.world.dss, String(it.params['connection']), who(c));
  if (connection.type === 'Databricks') await open(c.env, connection, who(c));
  if (it.managed && !it.lastBuild?.success) throw new DssError(500, `Dataset ${it.name} is not built`);
  const limit = Number(c.req.query('limit') ?? sampleRows.length) || sampleRows.length;
  const rows = sampleRows.slice(0, limit).map((row) => row.slice(0, it.columns.length));
  const head = c.req.query('format') === 'tsv-excel-header' ? [it.columns.map((k) => k.name)] : [];
  return c.text([...head, ...rows].map((row) => `${row.join('\t')}\n`).join(''));
});
projects.get('/projects/:key/datasets/:name/finish-streaming/', (c) => c.body(null, 200));
projects.post('/projects/:key/datasets/:name/actions/testAndDetectSettings/externalSQL', async (c) => {
  const it = dataset(c, here(c));
  const columns = await detectSchema(c.env, it, who(c).login);
  return c.json({ connectionOK: true, tableExists: true, schemaDetection: { newSchema: { columns, userModified: false }, reasons: [] } });
});

const imports = '/projects/:key/datasets/tables-import/actions';
projects.get(`${imports}/list-schemas`, (c) => {
  here(c);
  return c.json(['nyctaxi']);
});
projects.get(`${imports}/list-tables`, (c) => {
  here(c);
  const connectionName = c.req.query('connectionName');
  return c.json({
    jobId: 'tables',
    hasResult: true,
    result: { tables: [{ connectionName, catalog: 'samples', schema: 'nyctaxi', table: 'trips' }] },
  });
});
const Key = z.object({ connectionName: z.string(), schema: z.string().nullish(), name: z.string(), catalog: z.string().nullish() });
projects.post(`${imports}/prepare-from-keys`, async (c) => {
  here(c, 'write');
  const { keys } = z.object({ keys: z.array(Key) }).parse(await c.req.json());
  return c.json(futureOf({ sqlImportCandidates: keys.map((key) => ({ key, datasetName: key.name })) }));
});
projects.post(`${imports}/execute-from-candidates`, async (c) => {
  const project = here(c, 'write');
  const { sqlImportCandidates } = z
    .object({ sqlImportCandidates: z.array(z.object({ key: Key, datasetName: z.string() })) })
    .parse(await c.req.json());
  for (const { key, datasetName } of sqlImportCandidates) {
    const connection = connectionFor(c.env.store.world.dss, key.connectionName, who(c));
    importTable(c.env, project, by(c), connection, { catalog: key.catalog ?? '', schema: key.schema ?? '', table: key.name }, datasetName);
  }
  return c.json(futureOf({ createdDatasets: sqlImportCandidates.map((k) => k.datasetName) }));
});

// --- recipes --------------------------------------------------------------------------------------------------------

const items = (names: string[]) => ({ main: { items: names.map((ref) => ({ ref, deps: [] as string[] })) } });
const recipeBody = (p: DssProject, r: DssRecipe) => ({
  name: r.name,
  type: r.type,
  projectKey: p.projectKey,
  inputs: items(r.inputs),
  outputs: items(r.outputs),
  params: r.params,
  versionTag: tag(r.createdBy, r.createdAt),
  tags: [],
});
const recipe = (c: C, project: DssProject) =>
  found(
    project.recipes.find((r) => r.name === c.req.param('name')),
    `recipe ${c.req.param('name')}`,
  );
const Roles = z.record(z.string(), z.object({ items: z.array(z.object({ ref: z.string() })) }));
const refs = (roles: z.infer<typeof Roles>) => Object.values(roles).flatMap((role) => role.items.map((i) => i.ref));
const RecipeInput = z.object({
  recipePrototype: z.object({
    type: z.string(),
    name: z.string().nullish(),
    inputs: Roles,
    outputs: Roles,
    params: z.record(z.string(), z.unknown()).nullish(),
  }),
  creationSettings: z
    .object({ createOutputDataset: z.boolean().nullish(), outputDatasetSettings: ManagedInput.nullish(), script: z.string().nullish() })
    .nullish(),
});

projects.get('/projects/:key/recipes/', (c) => {
  const project = here(c);
  return c.json(project.recipes.map((r) => recipeBody(project, r)));
});
projects.post('/projects/:key/recipes/', async (c) => {
  const project = here(c, 'write');
  const { recipePrototype: wanted, creationSettings } = RecipeInput.parse(await c.req.json());
  const [inputs, outputs] = [refs(wanted.inputs), refs(wanted.outputs)];
  if (creationSettings?.createOutputDataset && creationSettings.outputDatasetSettings)
    for (const name of outputs) addManaged(c, project, name, creationSettings.outputDatasetSettings);
  const made = addRecipe(c.env, project, by(c), {
    name: wanted.name || `compute_${outputs[0]}`,
    type: wanted.type,
    inputs,
    outputs,
    params: wanted.params ?? {},
    payload: isCode(wanted.type) ? (creationSettings?.script ?? pythonTemplate(inputs[0] ?? '', outputs[0] ?? '')) : '{}',
  });
  return c.json({ name: made.name });
});
projects.get('/projects/:key/recipes/:name', (c) => {
  const project = here(c);
  const it = recipe(c, project);
  return c.json({ recipe: recipeBody(project, it), payload: it.payload });
});
projects.put('/projects/:key/recipes/:name', async (c) => {
  const it = recipe(c, here(c, 'write'));
  const { recipe: wanted, payload } = z
    .object({
      recipe: z.object({ inputs: Roles, outputs: Roles, params: z.record(z.string(), z.unknown()).nullish() }),
      payload: z.string().nullish(),
    })
    .parse(await c.req.json());
  Object.assign(it, {
    inputs: refs(wanted.inputs),
    outputs: refs(wanted.outputs),
    params: wanted.params ?? it.params,
    payload: payload ?? it.payload,
  });
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
projects.get('/projects/:key/recipes/:name/status', (c) => {
  const project = here(c);
  const it = recipe(c, project);
  const engines = enginesOf(endsOf(c.env.store.world.dss, project, it), it.type);
  const shown = engines.map(({ obstacle, ...engine }) => ({
    ...engine,
    isSelectable: obstacle === null,
    statusMessages: obstacle ? [obstacle] : [],
  }));
  const selected = selectedEngine(engines, it);
  return c.json({
    ...(selected ? { selectedEngine: shown.find((e) => e.type === selected.type) } : {}),
    engines: shown,
    allMessagesForFrontend: selected?.obstacle
      ? {
          maxSeverity: 'ERROR',
          messages: [{ severity: 'ERROR', code: 'ERR_ENGINE', title: 'Engine', message: selected.obstacle, isFatal: true }],
        }
      : { maxSeverity: 'SUCCESS', messages: [] },
  });
});

// --- jobs -----------------------------------------------------------------------------------------------------------

const job = (c: C, project: DssProject) =>
  found(
    project.jobs.find((j) => j.id === c.req.param('id')),
    `job ${c.req.param('id')}`,
  );
const now = (c: C) => c.env.store.clock.now();

projects.get('/projects/:key/jobs/', (c) => {
  const project = here(c);
  const limit = Number(c.req.query('limit') ?? 0) || undefined;
  return c.json(
    [...project.jobs]
      .reverse()
      .slice(0, limit)
      .map((j) => jobItem(project, j, now(c))),
  );
});
projects.post('/projects/:key/jobs/', async (c) => {
  const project = here(c, 'write');
  const { type, outputs } = z
    .object({ type: z.string().default('NON_RECURSIVE_FORCED_BUILD'), outputs: z.array(z.looseObject({ id: z.string() })).min(1) })
    .parse(await c.req.json());
  const started = await startJob(c.env, project, who(c).login, outputs[0]?.id ?? '', type);
  return c.json({ id: started.id });
});
projects.get('/projects/:key/jobs/:id/', (c) => {
  const project = here(c);
  return c.json(jobStatus(project, job(c, project), now(c)));
});
projects.get('/projects/:key/jobs/:id/log', (c) => {
  const project = here(c);
  const pieces = jobLog(project, job(c, project), now(c));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return c.body(body, 200, { 'content-type': 'text/plain; charset=utf-8' });
});
projects.post('/projects/:key/jobs/:id/abort', (c) => {
  const it = job(c, here(c, 'write'));
  if (jobState(it, now(c)) === 'RUNNING') it.abortedAt = now(c);
  c.env.store.save();
  return c.json({ msg: 'aborted' });
});

/** A key of this one project; the public REST documentation has it, the Python client does not. */
projects.post('/projects/:key/apikeys/', async (c) => {
  const { projectKey } = here(c, 'write');
  const { label } = z.object({ label: z.string().default('') }).parse(await c.req.json());
  const key = `dkupk-${requestId().replaceAll('-', '')}`;
  c.env.store.world.dss.keys.push({ kind: 'project', key, label, projectKey });
  c.env.store.save();
  return c.json({ key, label });
});

/** How datasets and recipes hang together, as the official client asks before it runs a recipe. */
projects.get('/projects/:key/flow/graph/', (c) => {
  const { datasets, recipes } = here(c);
  const node = (type: string, ref: string, predecessors: string[], successors: string[], subType: string) => [
    ref,
    { type, subType, ref, predecessors, successors },
  ];
  const nodes = Object.fromEntries([
    ...datasets.map((d) =>
      node(
        'COMPUTABLE_DATASET',
        d.name,
        recipes.filter((r) => r.outputs.includes(d.name)).map((r) => r.name),
        recipes.filter((r) => r.inputs.includes(d.name)).map((r) => r.name),
        d.type,
      ),
    ),
    ...recipes.map((r) => node('RUNNABLE_RECIPE', r.name, r.inputs, r.outputs, r.type)),
  ]);
  return c.json({ nodes, datasets: datasets.map((d) => d.name), recipes: recipes.map((r) => r.name), folders: [], models: [] });
});
