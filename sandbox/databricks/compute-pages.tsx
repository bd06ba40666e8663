/** @jsxImportSource hono/jsx */
import { createMiddleware } from 'hono/factory';
import { type Practice, service } from '../practice.ts';
import { Table } from '../ui/page.tsx';
import type { Cluster } from '../world/databricks.ts';
import { effectiveSparkVersion, policies } from './catalog.ts';
import { clusterPath, condition, createCluster, editCluster, restartCluster, startCluster, terminateCluster } from './clusters.ts';
import { Compute, ComputeForm, requestOf } from './compute-form.tsx';
import type { C, Variables } from './context.ts';
import { at, form, View } from './view.tsx';

/** Compute: the list of clusters, creating and editing one, and each one's page. */
export const computePages = service<Variables>();

const stateOf = (c: C, k: Cluster) => condition(k, c.env.store.clock.now());
const stateWords = { PENDING: 'Starting', RUNNING: 'Running', TERMINATED: 'Terminated' };

computePages.get('/', (c) => {
  const { clusters } = c.var.databricks;
  return c.html(
    <View c={c} title="Compute" refresh={clusters.some((k) => stateOf(c, k).state === 'PENDING') ? 4 : undefined}>
      <p>
        <a class="button" href={at(c, '/compute/create')}>
          Create compute
        </a>
      </p>
      {clusters.length === 0 ? <p class="card">No compute yet.</p> : null}
      {clusters.length === 0 ? null : (
        <Table label="Compute" heads={['Name', 'State', 'Runtime', 'Creator']}>
          {clusters.map((k) => (
            <tr>
              <td>
                <a href={at(c, `/compute/${k.id}`)}>{k.name}</a>
              </td>
              <td>{stateWords[stateOf(c, k).state]}</td>
              <td>{effectiveSparkVersion(k)}</td>
              <td>{k.creator}</td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  );
});

const clusterOf = (c: C) => c.var.databricks.clusters.find((k) => k.id === c.req.param('id'));

/** Shows the form again: for a new cluster, or for the one that the path names. */
const again = (trouble: string, c: C) => c.html(<ComputeForm c={c} cluster={clusterOf(c)} trouble={trouble} />, 400);

computePages.get('/compute/create', (c) => c.html(<ComputeForm c={c} />));
computePages.post('/compute/create', form(Compute, again), (c) => {
  const { databricks, person } = c.var;
  const made = createCluster(c.env.store, databricks, person.upn, 'UI', requestOf(c.req.valid('form'), person.upn));
  return c.redirect(at(c, `/compute/${made.id}`), 303);
});

/** Finds the cluster that the path names, as `c.var.cluster`, or redirects to the list. */
const withCluster = createMiddleware<Practice<Variables & { cluster: Cluster }>>(async (c, next) => {
  const cluster = clusterOf(c);
  if (!cluster) return c.redirect(at(c, '/'), c.req.method === 'GET' ? 302 : 303);
  c.set('cluster', cluster);
  return next();
});

computePages.get('/compute/:id/edit', withCluster, (c) => c.html(<ComputeForm c={c} cluster={c.var.cluster} />));
computePages.post('/compute/:id/edit', withCluster, form(Compute, again), (c) => {
  const { cluster, person } = c.var;
  editCluster(c.env.store, cluster, requestOf(c.req.valid('form'), person.upn), person.upn);
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});

computePages.get('/compute/:id', (c) => {
  const cluster = clusterOf(c);
  if (!cluster)
    return c.html(
      <View c={c} title="Not found">
        This compute does not exist anymore.
      </View>,
      404,
    );
  const { state, message, reason } = stateOf(c, cluster);
  const { workspaceUrl } = c.var.workspace;
  return c.html(
    <View c={c} title={cluster.name} refresh={state === 'PENDING' ? 4 : undefined}>
      <div class="card">
        <dl>
          <dt>State</dt>
          <dd>
            <span role="status">
              {stateWords[state]}
              {message ? `: ${message}` : ''}
              {reason ? ` (${reason.code})` : ''}
            </span>
          </dd>
          <dt>Policy</dt>
          <dd>{policies.find((p) => p.policy_id === cluster.policyId)?.name ?? 'Unrestricted'}</dd>
          <dt>Access mode</dt>
          <dd>
            {cluster.dataSecurityMode.replace('DATA_SECURITY_MODE_', '').toLowerCase()}
            {cluster.singleUserName ? `, ${cluster.singleUserName}` : ''}
          </dd>
          <dt>Databricks runtime</dt>
          <dd>{effectiveSparkVersion(cluster)}</dd>
          <dt>Node type</dt>
          <dd>
            {cluster.nodeTypeId}
            {cluster.isSingleNode ? ', single node' : `, ${cluster.numWorkers} workers`}
          </dd>
          <dt>Terminate after</dt>
          <dd>{cluster.autoterminationMinutes ? `${cluster.autoterminationMinutes} minutes` : 'never'}</dd>
        </dl>
        <div class="row">
          <a class="button" href={at(c, `/compute/${cluster.id}/edit`)}>
            Edit
          </a>
          {(state === 'TERMINATED' ? ['start'] : state === 'RUNNING' ? ['restart', 'terminate'] : ['terminate']).map((act) => (
            <form method="post" action={at(c, `/compute/${cluster.id}/${act}`)}>
              <button class="plain">{act === 'start' ? 'Start' : act === 'restart' ? 'Restart' : 'Terminate'}</button>
            </form>
          ))}
          <form method="post" action={at(c, `/compute/${cluster.id}/delete`)}>
            <button class="plain">Delete permanently</button>
          </form>
        </div>
      </div>
      <h2>Advanced options: JDBC/ODBC</h2>
      <div class="card">
        <dl>
          <dt>Server Hostname</dt>
          <dd>
            <code>{workspaceUrl}</code>
          </dd>
          <dt>Port</dt>
          <dd>
            <code>443</code>
          </dd>
          <dt>Protocol</dt>
          <dd>HTTPS</dd>
          <dt>HTTP Path</dt>
          <dd>
            <code>{clusterPath(c.var.workspace, cluster)}</code>
          </dd>
        </dl>
      </div>
      <h2>Event log</h2>
      <Table label="Event log" heads={[]}>
        {[...cluster.events].reverse().map((e) => (
          <tr>
            <td>{new Date(e.timestamp).toISOString().replace('T', ' ').slice(0, 19)}</td>
            <td>{e.type}</td>
          </tr>
        ))}
      </Table>
    </View>,
  );
});

computePages.post('/compute/:id/start', withCluster, (c) => {
  const { cluster, person } = c.var;
  if (stateOf(c, cluster).state === 'TERMINATED') startCluster(c.env.store, cluster, person.upn);
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});
computePages.post('/compute/:id/restart', withCluster, (c) => {
  const { cluster, person } = c.var;
  if (stateOf(c, cluster).state !== 'TERMINATED') restartCluster(c.env.store, cluster, person.upn);
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});
computePages.post('/compute/:id/terminate', withCluster, (c) => {
  const { cluster, person } = c.var;
  terminateCluster(c.env.store, cluster, person.upn);
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});
computePages.post('/compute/:id/delete', withCluster, (c) => {
  const { cluster, databricks } = c.var;
  databricks.clusters = databricks.clusters.filter((k) => k !== cluster);
  c.env.store.save();
  return c.redirect(at(c, '/'), 303);
});
