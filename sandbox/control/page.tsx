/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { provisioningState, workspaces } from '../azure/workspaces.ts';
import { condition } from '../databricks/clusters.ts';
import { warehouseState } from '../databricks/warehouses.ts';
import type { Practice } from '../practice.ts';
import { Choice, Field, Page, Table, Tick } from '../ui/page.tsx';
import { dssHost } from '../world/cast.ts';
import { Strictness } from './strictness.tsx';

/** The control page: the world, its clock and its faults. */
export function controlPage(c: Context<Practice>) {
  const { store, faults } = c.env;
  const now = store.clock.now();
  return c.html(
    <Page title="Practice cloud" service="Practice cloud">
      <p>
        A made-up Azure, Databricks and DSS that speak the real protocols. Start at the{' '}
        <a href="/portal.azure.com/">practice Azure portal</a> or at the <a href={`/${dssHost}/`}>practice DSS</a>, or let Guidepost lead
        you.
      </p>
      <h2>Clock</h2>
      <div class="card">
        <p>
          It is <b>{new Date(now).toISOString().replace('T', ' ').slice(0, 19)} UTC</b> here
          {store.clock.skippedMs ? `, ${Math.round(store.clock.skippedMs / 1000)} s ahead of this machine` : ''}. Things that take a while
          go {store.clock.speed} times as fast as on the real services.
        </p>
        <form method="post" action="/_practice/clock">
          <Field name="advanceSeconds" label="Skip seconds" type="number" value="300" />
          <div class="row">
            <button>Skip ahead</button>
          </div>
        </form>
      </div>
      <h2>World</h2>
      <Table label="World" heads={['Workspace', 'State', 'Inside']}>
        {workspaces(store).map((w) => {
          const databricks = store.world.databricks[w.workspaceId];
          return (
            <tr>
              <td>
                {w.name}
                <p class="hint">
                  {w.resourceGroup}, {w.location}, {w.sku}, by {w.createdByUpn}
                </p>
              </td>
              <td>{provisioningState(w, now)}</td>
              <td>
                {databricks?.clusters.map((k) => (
                  <div>
                    {k.name}: {condition(k, now).state}
                  </div>
                ))}
                {databricks?.warehouses.map((h) => (
                  <div>
                    {h.name}: {warehouseState(h, now)}
                  </div>
                ))}
              </td>
            </tr>
          );
        })}
      </Table>
      {store.world.dss.projects.length === 0 ? null : (
        <Table label="DSS projects" heads={['DSS project', 'Owner', 'Inside']}>
          {store.world.dss.projects.map((p) => (
            <tr>
              <td>{p.projectKey}</td>
              <td>{p.owner}</td>
              <td>
                {p.datasets.length} datasets, {p.recipes.length} recipes, {p.jobs.length} jobs
              </td>
            </tr>
          ))}
        </Table>
      )}
      <h2>Strictness</h2>
      <Strictness rules={store.world.rules} people={store.world.people} />
      <h2>Faults</h2>
      <div class="card">
        {faults.list.length === 0 ? <p>Everything answers as it should.</p> : null}
        <ul>
          {faults.list.map((f) => (
            <li>
              <code>
                {f.host} {f.path}
              </code>
              : {f.mode === 'answer' ? (f.status ?? 'delay') : f.mode}
              {f.delayMs ? ` after ${f.delayMs} ms` : ''}, {f.times} more
            </li>
          ))}
        </ul>
        <form method="post" action="/_practice/faults">
          <Choice
            name="host"
            label="Host"
            options={[
              { value: 'azuredatabricks', label: 'Databricks' },
              { value: 'management.azure.com', label: 'Azure Resource Manager' },
              { value: 'login.microsoftonline.com', label: 'Entra ID' },
              { value: dssHost, label: 'DSS' },
              { value: '.*', label: 'all' },
            ]}
          />
          <Field name="path" label="Path (a regular expression)" value="/.*api/.*" />
          <Choice
            name="mode"
            label="What happens"
            options={[
              { value: 'answer', label: 'an error status, or only a delay' },
              { value: 'cut', label: 'the connection is cut' },
              { value: 'html', label: 'a web page instead of JSON' },
              { value: 'truncate', label: 'half of the JSON' },
              { value: 'sever', label: 'half of the answer, then the connection is cut' },
              { value: 'hang', label: 'no answer, ever' },
              { value: 'drip', label: 'an answer that never ends' },
            ]}
          />
          <Field name="status" label="Status" type="number" value="503" hint="Left empty: only delayed." />
          <Field name="retryAfter" label="Retry-After (seconds)" type="number" />
          <Field name="delayMs" label="Delay (milliseconds)" type="number" />
          <Field name="times" label="For how many requests" type="number" value="3" />
          <div class="row">
            <button>Let it happen</button>
          </div>
        </form>
        <form method="post" action="/_practice/faults/clear" class="row">
          <button class="plain">Clear all faults</button>
        </form>
      </div>
      <h2>Put somebody further on</h2>
      <form method="post" action="/_practice/seed" class="card">
        <Choice name="upn" label="Who" options={store.world.people.map((p) => ({ value: p.upn, label: p.name }))} />
        <Field name="workspace" label="Workspace name" required hint="Deployed in databricks-demo, and opened by them." />
        <Tick name="cluster" label="with a running cluster, as step 1.2 asks for it" />
        <Tick name="warehouse" label="with the starter warehouse running" />
        <Tick name="dss" label="with DSS connected to what there is, and a project" />
        <div class="row">
          <button>Put them there</button>
        </div>
      </form>
      <h2>Start afresh</h2>
      <form method="post" action="/_practice/reset" class="card">
        <p>Deletes every workspace, cluster, connection and project here. The portal keeps what it has recorded.</p>
        <button class="plain">Reset the practice cloud</button>
      </form>
    </Page>,
  );
}
