import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { sampleRows } from '../databricks/catalog.ts';
import { type Practice, service } from '../practice.ts';
import type { DssDataset, DssProject } from '../world/dss.ts';
import { connectionFor } from './access.ts';
import { open } from './connections.ts';
import { by, type Variables } from './context.ts';
import { addDataset, datasetOf, deleteDataset, detectSchema } from './datasets.ts';
import { DssError, found, json, refuseOthers, requireWhole, unpractised } from './errors.ts';
import { addManaged, ManagedDataset } from './managed-dataset.ts';
import { query } from './parameters.ts';
import { type InProject, readable, writable } from './project-access.ts';
import { tag } from './tag.ts';

/** `/projects/:key/datasets/…` */
export const datasets = service<Variables>();

const base = '/projects/:key/datasets';

const schemaOf = (d: DssDataset) => ({ columns: d.columns, userModified: false });
const body = (p: DssProject, d: DssDataset) => ({
  name: d.name,
  projectKey: p.projectKey,
  type: d.type,
  managed: d.managed,
  params: d.params,
  ...(d.formatType ? { formatType: d.formatType, formatParams: {} } : {}),
  schema: schemaOf(d),
  tags: d.metadata?.['tags'] ?? [],
  creationTag: tag(d.createdBy, d.createdAt),
  versionTag: tag(d.createdBy, d.createdAt),
});

/** Finds the dataset that the path names, as `c.var.dataset`. */
const withDataset = createMiddleware<Practice<InProject & { dataset: DssDataset }>>(async (c, next) => {
  const name = c.req.param('name') ?? '';
  c.set('dataset', found(datasetOf(c.var.project, name), `dataset ${name}`));
  return next();
});

const Columns = z.object({ columns: z.array(z.looseObject({ name: z.string(), type: z.string() })) });
const Dataset = z.looseObject({
  name: z.string(),
  type: z.enum(['Databricks', 'Azure']),
  managed: z.boolean().default(false),
  params: z.looseObject({ connection: z.string() }),
  formatType: z.string().nullish(),
  schema: z.looseObject(Columns.shape).nullish(),
});
const places = { Databricks: ['connection', 'mode', 'catalog', 'schema', 'table'], Azure: ['connection', 'path', 'container'] };

/** What of a definition is simulated. @param shown it as it is, or what of a new one is no choice */
function practised(
  { name, type, managed, params, formatType, schema, ...others }: z.output<typeof Dataset>,
  shown: Record<string, unknown>,
) {
  refuseOthers('datasets', others, shown);
  const strange = Object.fromEntries(Object.entries(params).filter(([field]) => !places[type].includes(field)));
  refuseOthers('datasets', strange);
  const { mode = 'table' } = params;
  if (type === 'Databricks' && mode !== 'table') throw unpractised(`datasets of the mode '${String(mode).slice(0, 80)}'`);
  return { name, type, managed, params, ...(formatType ? { formatType } : {}), columns: schema?.columns ?? [] };
}

datasets.get(`${base}/`, readable, (c) => c.json(c.var.project.datasets.map((d) => body(c.var.project, d))));

datasets.post(`${base}/`, writable, json(Dataset), (c) => {
  const { project, caller } = c.var;
  const wanted = practised(c.req.valid('json'), { projectKey: project.projectKey });
  connectionFor(c.env.store.world.dss, wanted.params.connection, caller);
  const made = addDataset(c.env, project, by(c), wanted);
  return c.json({ msg: `Created dataset ${project.projectKey}.${made.name}` });
});
datasets.post(`${base}/managed`, writable, json(z.looseObject({ name: z.string(), creationSettings: ManagedDataset })), (c) => {
  const { project } = c.var;
  const { name, creationSettings, ...others } = c.req.valid('json');
  refuseOthers('managed datasets', others);
  return c.json(body(project, addManaged(c, project, name, creationSettings)));
});

datasets.get(`${base}/:name`, readable, withDataset, (c) => c.json(body(c.var.project, c.var.dataset)));
datasets.put(`${base}/:name`, writable, withDataset, json(Dataset), (c) => {
  const { project, dataset, caller } = c.var;
  const sent = c.req.valid('json');
  const shown = body(project, dataset);
  requireWhole('dataset', sent, shown);
  const { name, type, managed, ...change } = practised(sent, shown);
  refuseOthers('datasets', { name, type, managed }, shown);
  connectionFor(c.env.store.world.dss, change.params.connection, caller);
  Object.assign(dataset, change);
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
datasets.delete(`${base}/:name`, writable, withDataset, query(z.object({ dropData: z.stringbool().default(false) })), (c) => {
  if (c.req.valid('query').dropData) throw unpractised('dropping the data of a dataset with it');
  deleteDataset(c.env, c.var.project, c.var.dataset);
  return c.body(null, 204);
});
/** By this the official client decides whether a dataset exists. */
datasets.get(`${base}/:name/metadata`, readable, withDataset, (c) =>
  c.json({ checklists: { checklists: [] }, tags: [], custom: { kv: {} }, customFields: {}, ...c.var.dataset.metadata }),
);
datasets.put(`${base}/:name/metadata`, writable, withDataset, json(z.looseObject({})), (c) => {
  c.var.dataset.metadata = c.req.valid('json');
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
datasets.get(`${base}/:name/schema`, readable, withDataset, (c) => c.json(schemaOf(c.var.dataset)));
datasets.put(`${base}/:name/schema`, writable, withDataset, json(Columns), (c) => {
  c.var.dataset.columns = c.req.valid('json').columns;
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
datasets.get(`${base}/:name/info`, readable, withDataset, (c) => {
  const { lastBuild } = c.var.dataset;
  return c.json(
    lastBuild ? { lastBuild: { buildStartTime: lastBuild.start, buildEndTime: lastBuild.end, buildSuccess: lastBuild.success } } : {},
  );
});

const Rows = z.object({
  limit: z.coerce.number().int().default(0),
  format: z.enum(['tsv-excel-header', 'tsv-excel-noheader']).default('tsv-excel-noheader'),
  readSessionId: z.string().optional(), // by which the client asks afterwards whether it has got all of them
});

datasets.get(`${base}/:name/data/`, readable, withDataset, query(Rows), async (c) => {
  const { dataset, caller } = c.var;
  const { limit, format } = c.req.valid('query');
  const connection = connectionFor(c.env.store.world.dss, String(dataset.params['connection']), caller);
  if (connection.type === 'Databricks') await open(c.env, connection, caller);
  if (dataset.managed && !dataset.lastBuild?.success) throw new DssError(500, `Dataset ${dataset.name} is not built`);
  const rows = sampleRows.slice(0, limit || sampleRows.length).map((row) => row.slice(0, dataset.columns.length));
  const head = format === 'tsv-excel-header' ? [dataset.columns.map((k) => k.name)] : [];
  return c.text([...head, ...rows].map((row) => `${row.join('\t')}\n`).join(''));
});
/** Whether the rows were streamed whole: they always are. */
datasets.get(`${base}/:name/finish-streaming/`, readable, withDataset, (c) => c.body(null, 200));
datasets.post(`${base}/:name/actions/testAndDetectSettings/externalSQL`, readable, withDataset, async (c) => {
  const columns = await detectSchema(c.env, c.var.dataset, c.var.caller.login);
  return c.json({ connectionOK: true, tableExists: true, schemaDetection: { newSchema: { columns, userModified: false }, reasons: [] } });
});
