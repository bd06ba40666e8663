/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { provisioningState, workspaces } from '../azure/workspaces.ts';
import { condition } from '../databricks/clusters.ts';
import { warehouseState } from '../databricks/warehouses.ts';
import type { Practice } from '../practice.ts';
import { Choice, Field, Page, Table, Tick } from '../ui/page.tsx';
import { dssHost } from '../world/cast.ts';
import { FaultsCard } from './faults-card.tsx';
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
      <FaultsCard faults={faults} />
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
