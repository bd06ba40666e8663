/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { text } from '../../ui/form.ts';
import { Choice, Field, Table } from '../../ui/page.tsx';
import type { DssColumn, DssDataset, DssProject } from '../../world/dss.ts';
import { connectionFor, mayUse } from '../access.ts';
import { datasetOf, deleteDataset, detectSchema, importTable } from '../datasets.ts';
import { DssError } from '../errors.ts';
import { at, attempt, type C, callerIn, form, me, project, Trouble, type Variables, View } from './view.tsx';

/** Datasets: importing a table, and each one's schema. */
export const datasetPages = service<Variables>();

function ImportForm({ c, p, trouble }: { c: C; p: DssProject; trouble?: string }) {
  const usable = c.env.store.world.dss.connections.filter((k) => k.type === 'Databricks' && mayUse(k, callerIn(c)));
  return (
    <View c={c} title="Import a table">
      <Trouble text={trouble} />
      {usable.length === 0 ? <p class="card">You have no Databricks connection yet.</p> : null}
      <form method="post" class="card">
        <Choice name="connection" label="Connection" options={usable.map((k) => ({ value: k.name, label: k.name }))} />
        <Field name="catalog" label="Catalog" required value="samples" />
        <Field name="schema" label="Schema" required value="nyctaxi" />
        <Field name="table" label="Table" required value="trips" />
        <Field name="name" label="Dataset name" required value={datasetOf(p, 'trips') ? 'trips_2' : 'trips'} />
        <div class="row">
          <button>Create dataset</button>
        </div>
      </form>
    </View>
  );
}

datasetPages.get('/projects/:key/import', (c) => {
  const p = project(c, 'write');
  return c.html(<ImportForm c={c} p={p} />);
});

const Import = z.object({ connection: text, catalog: text, schema: text, table: text, name: text });

datasetPages.post('/projects/:key/import', form(Import), (c) => {
  const p = project(c, 'write');
  const { connection: from, name, ...table } = c.req.valid('form');
  return attempt(
    c,
    () => {
      const connection = connectionFor(c.env.store.world.dss, from, callerIn(c));
      return `/projects/${p.projectKey}/datasets/${importTable(c.env, p, me(c).login, connection, table, name).name}/`;
    },
    (trouble) => <ImportForm c={c} p={p} trouble={trouble} />,
  );
});

function dataset(c: C, p: DssProject): DssDataset {
  const found = datasetOf(p, c.req.param('name') ?? '');
  if (!found) throw new DssError(404, 'There is no such dataset.');
  return found;
}

function Dataset({ c, p, d, detected, trouble }: { c: C; p: DssProject; d: DssDataset; detected?: DssColumn[]; trouble?: string }) {
  const path = at(c, `/projects/${p.projectKey}/datasets/${d.name}/`);
  const columns = detected ?? d.columns;
  return (
    <View c={c} title={d.name}>
      <Trouble text={trouble} />
      <dl class="card">
        <dt>Connection</dt>
        <dd>{String(d.params['connection'])}</dd>
        <dt>{d.type === 'Databricks' ? 'Table' : 'Path'}</dt>
        <dd>{[d.params['catalog'], d.params['schema'], d.params['table'] ?? d.params['path']].filter(Boolean).join('.')}</dd>
        {d.formatType ? (
          <>
            <dt>Format</dt>
            <dd>{d.formatType}</dd>
          </>
        ) : null}
        <dt>Built</dt>
        <dd>{d.managed ? (d.lastBuild ? (d.lastBuild.success ? 'yes' : 'the last build failed') : 'not yet') : 'not by DSS'}</dd>
      </dl>
      <h2>Schema</h2>
      {columns.length === 0 ? (
        <p class="card">No columns. Detect the schema, then save it.</p>
      ) : (
        <Table label="Schema" heads={['Column', 'Type']}>
          {columns.map((k) => (
            <tr>
              <td>{k.name}</td>
              <td>{k.type}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="row">
        {d.managed ? null : (
          <button class="plain" formaction={`${path}detect`}>
            Detect schema
          </button>
        )}
        {detected ? (
          <button formaction={`${path}schema`} name="columns" value={JSON.stringify(detected)}>
            Save schema
          </button>
        ) : null}
        <a class="button plain" href={at(c, `/projects/${p.projectKey}/`)}>
          Back to the project
        </a>
        <button class="plain" formaction={`${path}delete`}>
          Delete dataset
        </button>
      </form>
      {detected ? <p class="hint">Detected, and not saved yet.</p> : null}
    </View>
  );
}

datasetPages.get('/projects/:key/datasets/:name/', (c) => {
  const p = project(c);
  return c.html(<Dataset c={c} p={p} d={dataset(c, p)} />);
});
datasetPages.post('/projects/:key/datasets/:name/detect', async (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  try {
    return c.html(<Dataset c={c} p={p} d={d} detected={await detectSchema(c.env, d, me(c).login)} />);
  } catch (error) {
    if (!(error instanceof DssError)) throw error;
    return c.html(<Dataset c={c} p={p} d={d} trouble={error.message} />, 400);
  }
});

/** The detected columns, which the page carries as JSON until they are saved. */
const Detected = z.object({
  columns: z
    .string()
    .transform((json, context) => {
      try {
        const parsed: unknown = JSON.parse(json);
        return parsed;
      } catch {
        context.addIssue('Not JSON.');
        return z.NEVER;
      }
    })
    .pipe(z.array(z.object({ name: z.string(), type: z.string() }))),
});

datasetPages.post('/projects/:key/datasets/:name/schema', form(Detected), (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  d.columns = c.req.valid('form').columns;
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/datasets/${d.name}/`), 303);
});
datasetPages.post('/projects/:key/datasets/:name/delete', (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  deleteDataset(c.env, p, d);
  return c.redirect(at(c, `/projects/${p.projectKey}/`), 303);
});
