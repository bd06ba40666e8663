/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { Choice, Field, Table, Tick } from '../../ui/page.tsx';
import type { DssColumn, DssDataset, DssProject } from '../../world/dss.ts';
import { connectionFor, DssError, mayRead, mayUse, mayWrite } from '../access.ts';
import { createProject, detectSchema, importTable } from '../projects.ts';
import { datasetOf } from '../recipes.ts';
import { at, attempt, type C, callerIn, fields, me, project, Trouble, type Variables, View } from './view.tsx';

/** Projects, and the datasets in them. */
export const projectPages = service<Variables>();

function Projects({ c, trouble }: { c: C; trouble?: string }) {
  const list = c.env.store.world.dss.projects.filter((p) => mayRead(p, callerIn(c)));
  return (
    <View c={c} title="Projects">
      <Trouble text={trouble} />
      {list.length === 0 ? (
        <p class="card">No project yet.</p>
      ) : (
        <Table label="Projects" heads={['Name', 'Key', 'Owner']}>
          {list.map((p) => (
            <tr>
              <td>
                <a href={at(c, `/projects/${p.projectKey}/`)}>{p.name}</a>
              </td>
              <td>{p.projectKey}</td>
              <td>{p.owner}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New project</h2>
        <Field name="name" label="Name" required />
        <Field name="key" label="Project key" hint="Upper case letters, digits and underscores. Left empty: made from the name." />
        <div class="row">
          <button>Create</button>
        </div>
      </form>
    </View>
  );
}

projectPages.get('/projects/', (c) => c.html(<Projects c={c} />));
projectPages.post('/projects/', (c) =>
  attempt(
    c,
    async () => {
      const field = await fields(c);
      const key =
        field('key') ||
        field('name')
          .toUpperCase()
          .replace(/[^A-Z0-9]+/g, '_')
          .replace(/^_|_$/g, '');
      return `/projects/${createProject(c.env, me(c).login, key, field('name')).projectKey}/`;
    },
    (trouble) => <Projects c={c} trouble={trouble} />,
  ),
);

projectPages.get('/projects/:key/', (c) => {
  const p = project(c);
  const path = (rest: string) => at(c, `/projects/${p.projectKey}/${rest}`);
  return c.html(
    <View c={c} title={p.name}>
      <p class="hint">
        Project key {p.projectKey}, owned by {p.owner}
      </p>
      <div class="row">
        <a class="button" href={path('import')}>
          Import a table
        </a>
        <a class="button" href={path('recipes/new')}>
          New recipe
        </a>
        <a class="button plain" href={path('jobs/')}>
          Jobs
        </a>
        <a class="button plain" href={path('folders/')}>
          Managed folders
        </a>
        <a class="button plain" href={path('notebook/')}>
          Python notebook
        </a>
        <a class="button plain" href={path('savedmodels/')}>
          Saved models
        </a>
      </div>
      <h2>Datasets</h2>
      {p.datasets.length === 0 ? (
        <p class="card">None yet. Import a table first.</p>
      ) : (
        <Table label="Datasets" heads={['Name', 'Connection', 'Columns']}>
          {p.datasets.map((d) => (
            <tr>
              <td>
                <a href={path(`datasets/${d.name}/`)}>{d.name}</a>
              </td>
              <td>
                {String(d.params['connection'])}
                {d.formatType ? `, ${d.formatType}` : ''}
              </td>
              <td>{d.columns.length || 'no schema yet'}</td>
            </tr>
          ))}
        </Table>
      )}
      <h2>Recipes</h2>
      {p.recipes.length === 0 ? (
        <p class="card">None yet.</p>
      ) : (
        <Table label="Recipes" heads={['Name', 'Type', 'From', 'To']}>
          {p.recipes.map((r) => (
            <tr>
              <td>
                <a href={path(`recipes/${r.name}/`)}>{r.name}</a>
              </td>
              <td>{r.type}</td>
              <td>{r.inputs.join(', ')}</td>
              <td>{r.outputs.join(', ')}</td>
            </tr>
          ))}
        </Table>
      )}
      {mayWrite(p, callerIn(c)) ? (
        <form method="post" action={path('security')} class="card" style="margin-top:16px">
          <h2>Security</h2>
          <Tick name="shared" label="Everybody may read this project" checked={p.isShared} />
          <div class="row">
            <button class="plain">Save</button>
            <button class="plain" formaction={path('delete')}>
              Delete project
            </button>
          </div>
        </form>
      ) : null}
    </View>,
  );
});

projectPages.post('/projects/:key/delete', (c) => {
  const p = project(c, 'write');
  const { dss } = c.env.store.world;
  dss.projects = dss.projects.filter((other) => other !== p);
  c.env.store.save();
  return c.redirect(at(c, '/projects/'), 303);
});
projectPages.post('/projects/:key/security', async (c) => {
  const p = project(c, 'write');
  p.isShared = (await fields(c))('shared') === 'on';
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/`), 303);
});

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

projectPages.get('/projects/:key/import', (c) => {
  const p = project(c, 'write');
  return c.html(<ImportForm c={c} p={p} />);
});
projectPages.post('/projects/:key/import', (c) => {
  const p = project(c, 'write');
  return attempt(
    c,
    async () => {
      const field = await fields(c);
      const connection = connectionFor(c.env.store.world.dss, field('connection'), callerIn(c));
      const table = { catalog: field('catalog'), schema: field('schema'), table: field('table') };
      return `/projects/${p.projectKey}/datasets/${importTable(c.env, p, me(c).login, connection, table, field('name')).name}/`;
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

projectPages.get('/projects/:key/datasets/:name/', (c) => {
  const p = project(c);
  return c.html(<Dataset c={c} p={p} d={dataset(c, p)} />);
});
projectPages.post('/projects/:key/datasets/:name/detect', async (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  try {
    return c.html(<Dataset c={c} p={p} d={d} detected={await detectSchema(c.env, d, me(c).login)} />);
  } catch (error) {
    if (!(error instanceof DssError)) throw error;
    return c.html(<Dataset c={c} p={p} d={d} trouble={error.message} />, 400);
  }
});
projectPages.post('/projects/:key/datasets/:name/schema', async (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  d.columns = JSON.parse((await fields(c))('columns')) as DssColumn[]; // written by the page above
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/datasets/${d.name}/`), 303);
});
projectPages.post('/projects/:key/datasets/:name/delete', (c) => {
  const p = project(c, 'write');
  const d = dataset(c, p);
  p.datasets = p.datasets.filter((other) => other !== d);
  p.recipes = p.recipes.filter((r) => !r.outputs.includes(d.name) && !r.inputs.includes(d.name));
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/`), 303);
});
