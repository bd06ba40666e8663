/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { text } from '../ui/form.ts';
import { Field, Table } from '../ui/page.tsx';
import { mlOf } from '../world/databricks.ts';
import type { Cell, Notebook } from '../world/ml.ts';
import type { CellOutput } from './cell.ts';
import { runCell } from './cells.ts';
import { condition } from './clusters.ts';
import type { C, Variables } from './context.ts';
import { at, form, query, View } from './view.tsx';

/** A person's own notebooks, whose cells can be run. */
export const notebookPages = service<Variables>();

const ml = (c: C) => mlOf(c.var.databricks);
const home = (c: C) => `/Users/${c.var.person.upn}`;
/** A running cluster that accepts this person's cells. */
const clusterFor = (c: C) =>
  c.var.databricks.clusters.find(
    (k) => condition(k, c.env.store.clock.now()).state === 'RUNNING' && (!k.singleUserName || k.singleUserName === c.var.person.upn),
  );

notebookPages.get('/workspace', (c) => {
  const mine = ml(c).notebooks.filter((n) => n.by === c.var.person.upn);
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
notebookPages.post('/workspace', form(z.object({ name: text })), (c) => {
  const name = c.req.valid('form').name.replace(/\//g, '-') || 'Untitled';
  const path = `${home(c)}/${name}`;
  const { notebooks } = ml(c);
  if (!notebooks.some((n) => n.path === path))
    notebooks.push({ path, by: c.var.person.upn, modifiedAt: c.env.store.clock.now(), cells: [] });
  c.env.store.save();
  return c.redirect(at(c, `/notebook?path=${encodeURIComponent(path)}`), 303);
});

const At = z.object({ path: z.string().default('') });
const own = (c: C, path: string) => ml(c).notebooks.find((n) => n.path === path && n.by === c.var.person.upn);

notebookPages.get('/notebook', query(At), (c) => {
  const found = own(c, c.req.valid('query').path);
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
            <p class="hint">{cell.isNew ? 'Not run yet.' : 'Ran without output.'}</p>
          )}
        </section>
      ))}
      {found.cells.some((cell) => cell.isNew) ? (
        <form method="post" class="row">
          <button name="all" value="1">
            Run all
          </button>
        </form>
      ) : null}
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
notebookPages.post('/notebook', query(At), form(z.object({ code: z.string().default(''), all: z.string().optional() })), async (c) => {
  const { path } = c.req.valid('query');
  const found = own(c, path);
  const cluster = clusterFor(c);
  const { code, all } = c.req.valid('form');
  const run = (text: string, earlier: Cell[]) =>
    cluster
      ? runCell(c.env, { databricks: c.var.databricks, cluster, person: c.var.person, earlier }, text)
      : Promise.resolve({ output: 'Cannot run: the notebook is not attached to a running cluster.', isError: true });
  if (found && all) await runAll(found, run);
  if (found && code.trim()) {
    const text = code.replace(/\r\n/g, '\n');
    found.cells.push({ code: text, ...(await run(text, found.cells)) });
  }
  if (found) found.modifiedAt = c.env.store.clock.now();
  c.env.store.save();
  return c.redirect(at(c, `/notebook?path=${encodeURIComponent(path)}`), 303);
});

/** Runs a notebook from its first cell on, up to the first that fails. */
async function runAll(notebook: Notebook, run: (code: string, earlier: Cell[]) => Promise<CellOutput>): Promise<void> {
  for (const [i, cell] of notebook.cells.entries()) {
    const answer = await run(cell.code, notebook.cells.slice(0, i));
    delete cell.isNew;
    Object.assign(cell, answer);
    if (answer.isError) return;
  }
}
