/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { text } from '../ui/form.ts';
import { Field, Table } from '../ui/page.tsx';
import { mlOf } from '../world/databricks.ts';
import type { C, Variables } from './context.ts';
import { createExperiment } from './mlflow.ts';
import { latest } from './runs.ts';
import { at, form, Trouble, View } from './view.tsx';

/** Experiments, and each one's runs. */
export const experimentPages = service<Variables>();

const ml = (c: C) => mlOf(c.var.databricks);

function Experiments({ c, trouble }: { c: C; trouble?: string }) {
  return (
    <View c={c} title="Experiments">
      <Trouble text={trouble} />
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
experimentPages.get('/ml/experiments', (c) => c.html(<Experiments c={c} />));
const NewExperiment = z.object({ name: text, location: text });

experimentPages.post('/ml/experiments', form(NewExperiment), (c) => {
  const asked = c.req.valid('form');
  const name = asked.name.startsWith('/') ? asked.name : `/Users/${c.var.person.upn}/${asked.name}`;
  const made = createExperiment(c.env.store, c.var.databricks, c.var.person, name, asked.location || null);
  if (typeof made === 'string') return c.html(<Experiments c={c} trouble={made} />, 400);
  return c.redirect(at(c, `/ml/experiments/${made.experiment_id}`), 303);
});

experimentPages.get('/ml/experiments/:id', (c) => {
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
              <td>
                {latest(r.metrics)
                  .map((m) => `${m.key} ${m.value.toFixed(4)}`)
                  .join(', ')}
              </td>
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
