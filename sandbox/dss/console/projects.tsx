/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../../practice.ts';
import { text, tick } from '../../ui/form.ts';
import { Field, Table, Tick } from '../../ui/page.tsx';
import { mayRead, mayWrite } from '../access.ts';
import { createProject, deleteProject } from '../projects.ts';
import { requireRight } from '../rights.ts';
import { at, attempt, type C, callerIn, form, me, project, Trouble, type Variables, View } from './view.tsx';

/** Projects: the list, and each one's flow and settings. */
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
projectPages.post('/projects/', form(z.object({ name: text, key: text })), (c) =>
  attempt(
    c,
    () => {
      const { name, key: chosen } = c.req.valid('form');
      const key =
        chosen ||
        name
          .toUpperCase()
          .replace(/[^A-Z0-9]+/g, '_')
          .replace(/^_|_$/g, '');
      requireRight(c.env, callerIn(c), 'Create projects');
      return `/projects/${createProject(c.env, me(c).login, key, name).projectKey}/`;
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
  deleteProject(c.env, p, false);
  return c.redirect(at(c, '/projects/'), 303);
});
projectPages.post('/projects/:key/security', form(z.object({ shared: tick })), (c) => {
  const p = project(c, 'write');
  p.isShared = c.req.valid('form').shared;
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/`), 303);
});
