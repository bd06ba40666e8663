/** @jsxImportSource hono/jsx */
import { service } from '../practice.ts';
import { Field, Table } from '../ui/page.tsx';
import type { Notebook } from '../world/ml.ts';
import { runCell } from './cells.ts';
import { condition } from './clusters.ts';
import { mlOf } from './dbfs.ts';
import { createExperiment } from './mlflow.ts';
import { here } from './room.ts';
import { at, type C, View } from './view.tsx';

/** Notebooks with cells that can be run, and experiments. */
export const notebookPages = service();

const ml = (c: C) => mlOf(here(c).room);
const home = (c: C) => `/Users/${c.var.person.upn}`;
/** The running cluster that would take this person's cells. */
const clusterFor = (c: C) =>
  here(c).room.clusters.find(
    (k) => condition(k, c.env.store.clock.now()).state === 'RUNNING' && (!k.singleUserName || k.singleUserName === c.var.person.upn),
  );

notebookPages.get('/workspace', (c) => {
  const mine = ml(c).notebooks.filter((n) => n.path.startsWith(`${home(c)}/`));
  return c.html(
    <View c={c} title="Workspace">
      {mine.length === 0 ? (
        <p class="card">No notebooks yet.</p>
      ) : (
        <Table label="Notebooks" heads={['Name', 'Cells']}>
          {mine.map((n) => (
            <tr>
              <td>
                <a href={at(c, `/notebook?path=${encodeURIComponent(n.path)}`)}>{n.path.split('/').at(-1)}</a>
              </td>
              <td>{n.cells.length}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New notebook</h2>
        <Field name="name" label="Notebook name" required />
        <div class="row">
          <button>Create notebook</button>
        </div>
      </form>
    </View>,
  );
});
notebookPages.post('/workspace', async (c) => {
  const name =
    String((await c.req.formData()).get('name') ?? '')
      .trim()
      .replace(/\//g, '-') || 'Untitled';
  const path = `${home(c)}/${name}`;
  const { notebooks } = ml(c);
  if (!notebooks.some((n) => n.path === path))
    notebooks.push({ path, by: c.var.person.upn, modifiedAt: c.env.store.clock.now(), cells: [] });
  c.env.store.save();
  return c.redirect(at(c, `/notebook?path=${encodeURIComponent(path)}`), 303);
});

function notebook(c: C): Notebook | undefined {
  return ml(c).notebooks.find((n) => n.path === c.req.query('path') && n.by === c.var.person.upn);
}

notebookPages.get('/notebook', (c) => {
  const found = notebook(c);
  if (!found)
    return c.html(
      <View c={c} title="Not found">
        There is no such notebook of yours.
      </View>,
      404,
    );
  const cluster = clusterFor(c);
  return c.html(
    <View c={c} title={found.path.split('/').at(-1) ?? ''}>
      <p class="hint">{cluster ? `Attached to ${cluster.name}` : 'No running cluster that you may use. Start one to run cells.'}</p>
      {found.cells.map((cell, i) => (
        <section class="card" aria-label={`Cell ${i + 1}`}>
          <pre class="scroll" tabindex={0}>
            <code>{cell.code}</code>
          </pre>
          {cell.output ? (
            <pre class={`scroll ${cell.isError ? 'bad' : ''}`} tabindex={0}>
              <code>{cell.output}</code>
            </pre>
          ) : (
            <p class="hint">Ran without output.</p>
          )}
        </section>
      ))}
      <form method="post" class="card">
        <label for="code">New cell</label>
        <textarea id="code" name="code" rows={12} spellcheck={false} style="max-width:100%;font-family:monospace" />
        <div class="row">
          <button>Run cell</button>
        </div>
      </form>
    </View>,
  );
});
notebookPages.post('/notebook', async (c) => {
  const found = notebook(c);
  const cluster = clusterFor(c);
  const code = String((await c.req.formData()).get('code') ?? '').replace(/\r\n/g, '\n');
  if (found && code.trim()) {
    const answer = cluster
      ? await runCell(c.env, { room: here(c).room, cluster, person: c.var.person, earlier: found.cells }, code)
      : { output: 'Cannot run: the notebook is not attached to a running cluster.', isError: true };
    found.cells.push({ code, ...answer });
    found.modifiedAt = c.env.store.clock.now();
    c.env.store.save();
  }
  return c.redirect(at(c, `/notebook?path=${encodeURIComponent(c.req.query('path') ?? '')}`), 303);
});

function Experiments({ c, trouble }: { c: C; trouble?: string }) {
  return (
    <View c={c} title="Experiments">
      {trouble ? (
        <p class="card bad" role="alert">
          {trouble}
        </p>
      ) : null}
      {ml(c).experiments.length === 0 ? (
        <p class="card">No experiments yet.</p>
      ) : (
        <Table label="Experiments" heads={['Path', 'Artifact Location', 'Runs', 'Status']}>
          {ml(c).experiments.map((e) => (
            <tr>
              <td>
                <a href={at(c, `/ml/experiments/${e.experiment_id}`)}>{e.name}</a>
              </td>
              <td>{e.artifact_location}</td>
              <td>{ml(c).runs.filter((r) => r.experiment_id === e.experiment_id).length}</td>
              <td>{e.lifecycle_stage}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" class="card" style="margin-top:16px">
        <h2>New experiment</h2>
        <Field name="name" label="Name" required hint="A bare name is put under your own folder." />
        <Field name="location" label="Artifact Location" hint="Left empty: the workspace’s own storage. It cannot be changed later." />
        <div class="row">
          <button>Create experiment</button>
        </div>
      </form>
    </View>
  );
}
notebookPages.get('/ml/experiments', (c) => c.html(<Experiments c={c} />));
notebookPages.post('/ml/experiments', async (c) => {
  const form = await c.req.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const name = text('name').startsWith('/') ? text('name') : `${home(c)}/${text('name')}`;
  const made = createExperiment(c.env.store, here(c).room, c.var.person, name, text('location') || null);
  if (typeof made === 'string') return c.html(<Experiments c={c} trouble={made} />, 400);
  return c.redirect(at(c, `/ml/experiments/${made.experiment_id}`), 303);
});

notebookPages.get('/ml/experiments/:id', (c) => {
  const found = ml(c).experiments.find((e) => e.experiment_id === c.req.param('id'));
  if (!found)
    return c.html(
      <View c={c} title="Not found">
        There is no such experiment.
      </View>,
      404,
    );
  const runs = ml(c).runs.filter((r) => r.experiment_id === found.experiment_id);
  return c.html(
    <View c={c} title={found.name.split('/').at(-1) ?? ''}>
      <dl class="card">
        <dt>Path</dt>
        <dd>
          <code>{found.name}</code>
        </dd>
        <dt>Artifact Location</dt>
        <dd>
          <code>{found.artifact_location}</code>
        </dd>
      </dl>
      {runs.length === 0 ? (
        <p class="card">No runs yet.</p>
      ) : (
        <Table label="Runs" heads={['Run', 'Status', 'By', 'Parameters', 'Metrics', 'Artifacts']}>
          {[...runs].reverse().map((r) => (
            <tr>
              <td>{r.run_name}</td>
              <td>{r.status}</td>
              <td>{r.user_id}</td>
              <td>
                {Object.entries(r.params)
                  .map(([k, v]) => `${k} ${v}`)
                  .join(', ')}
              </td>
              <td>{r.metrics.map((m) => `${m.key} ${m.value.toFixed(4)}`).join(', ')}</td>
              <td>
                <code>{r.outputs.length ? ml(c).models.find((m) => m.model_id === r.outputs[0])?.artifact_uri : r.artifact_uri}</code>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  );
});
