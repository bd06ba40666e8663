/** @jsxImportSource hono/jsx */
import { inside } from '../azure/workspaces.ts';
import { signedIn, signInHref } from '../entra/sign-in.tsx';
import { service } from '../practice.ts';
import { Choice, Field, Page, Table, Tick } from '../ui/page.tsx';
import type { Cluster } from '../world/world.ts';
import { effectiveSparkVersion, nodeTypes, policies, sparkVersions } from './catalog.ts';
import {
  type ClusterRequest,
  clusterPath,
  condition,
  createCluster,
  editCluster,
  restartCluster,
  startCluster,
  terminateCluster,
} from './clusters.ts';
import { notebookPages } from './notebooks.tsx';
import { enter, here } from './room.ts';
import { at, type C, View } from './view.tsx';
import { startWarehouse, stopWarehouse, warehousePath, warehouseState } from './warehouses.ts';

/** The workspace as a person sees it: Compute and SQL Warehouses. Opening it is what makes one a member. */
export const databricksConsole = service();

databricksConsole.use('*', async (c, next) => {
  const person = signedIn(c);
  if (!person) return c.redirect(signInHref(c));
  c.set('person', person);
  const found = inside(c.env.store, new URL(c.req.url).hostname);
  if (!found)
    return c.html(
      <Page title="There is no workspace here" service="Databricks workspace" who={person.upn}>
        It is still being deployed, was deleted, or never existed.
      </Page>,
      404,
    );
  if (!found.databricks.members.some((m) => m.oid === person.oid)) {
    if (person.azureRole !== 'Contributor')
      return c.html(
        <Page title="You are not a member of this workspace" service="Databricks workspace" who={person.upn}>
          Ask its administrator to add you.
        </Page>,
        403,
      );
    found.databricks.members.push({ upn: person.upn, oid: person.oid, name: person.name });
    c.env.store.save();
  }
  enter(c, { workspace: found.workspace, room: found.databricks });
  return next();
});

const stateOf = (c: C, k: Cluster) => condition(k, c.env.store.clock.now());
const stateWords = { PENDING: 'Starting', RUNNING: 'Running', TERMINATED: 'Terminated' };

databricksConsole.get('/', (c) => {
  const { clusters } = here(c).room;
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

const standardVersions = sparkVersions.filter((v) => !/-ml-/.test(v.key));
const nodeLabel = (n: (typeof nodeTypes)[number]) =>
  `${n.node_type_id} · ${n.memory_mb / 1024} GB Memory, ${n.num_cores} Cores${n.num_gpus ? `, ${n.num_gpus} GPU` : ''}`;

/** The fields of "Create compute" in today's names; editing shows the same form. */
function ComputeForm({ c, cluster, trouble }: { c: C; cluster?: Cluster | undefined; trouble?: string }) {
  const members = here(c).room.members.map((m) => m.upn);
  const asked = cluster?.sparkVersion.replace(/-(cpu|gpu)-ml/, '');
  return (
    <View c={c} title={cluster ? `Edit ${cluster.name}` : 'Create new compute'}>
      {trouble ? (
        <p class="card bad" role="alert">
          {trouble}
        </p>
      ) : null}
      <form method="post" class="card">
        <Field name="name" label="Compute name" required value={cluster?.name ?? `${c.var.person.name}'s Cluster`} />
        <Choice
          name="policy"
          label="Policy"
          value={cluster ? (cluster.policyId ?? '') : policies[0]?.policy_id}
          options={[{ value: '', label: 'Unrestricted' }, ...policies.map((p) => ({ value: p.policy_id, label: p.name }))]}
        />
        <fieldset>
          <legend>Performance</legend>
          <Tick name="ml" label="Machine learning" checked={cluster ? /-ml-/.test(effectiveSparkVersion(cluster)) : false} />
          <Choice
            name="version"
            label="Databricks runtime"
            value={asked ?? '18.x-scala2.13'}
            options={standardVersions.map((v) => ({ value: v.key, label: v.name }))}
          />
          <Tick name="photon" label="Photon acceleration" checked={cluster?.runtimeEngine === 'PHOTON'} />
          <Choice
            name="node"
            label="Node type"
            value={cluster?.nodeTypeId ?? 'Standard_D4ds_v5'}
            options={nodeTypes.filter((n) => !n.is_hidden).map((n) => ({ value: n.node_type_id, label: nodeLabel(n) }))}
          />
          <Tick name="single" label="Single node" checked={cluster?.isSingleNode ?? false} />
          <Field name="workers" label="Workers (when not single node)" type="number" value={String(cluster?.numWorkers || 2)} />
          <Tick name="terminate" label="Terminate after" checked={cluster ? cluster.autoterminationMinutes > 0 : true} />
          <Field name="minutes" label="minutes of inactivity" type="number" value={String(cluster?.autoterminationMinutes || 120)} />
        </fieldset>
        <fieldset>
          <legend>Advanced</legend>
          <Choice
            name="mode"
            label="Access mode"
            value={cluster?.dataSecurityMode ?? 'DATA_SECURITY_MODE_AUTO'}
            options={[
              { value: 'DATA_SECURITY_MODE_AUTO', label: 'Auto' },
              { value: 'DATA_SECURITY_MODE_DEDICATED', label: 'Dedicated (formerly: Single user)' },
              { value: 'DATA_SECURITY_MODE_STANDARD', label: 'Standard (formerly: Shared)' },
            ]}
          />
          <Choice
            name="user"
            label="Single user or group access"
            value={cluster?.singleUserName ?? c.var.person.upn}
            options={[...members, 'data-scientists'].map((m) => ({ value: m, label: m }))}
          />
        </fieldset>
        <div class="row">
          <button>{cluster ? 'Confirm and restart' : 'Create compute'}</button>
        </div>
      </form>
    </View>
  );
}

async function asked(c: C): Promise<ClusterRequest | string> {
  const form = await c.req.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const minutes = form.has('terminate') ? Number(text('minutes')) : 0;
  if (!text('name')) return 'Give it a name.';
  if (!Number.isInteger(minutes) || (minutes !== 0 && (minutes < 10 || minutes > 10_000)))
    return 'Terminate after must be 10 to 10000 minutes.';
  if (!standardVersions.some((v) => v.key === text('version')) || !nodeTypes.some((n) => n.node_type_id === text('node')))
    return 'Choose a runtime and a node type.';
  const isSingle = form.has('single');
  const mode = text('mode');
  return {
    name: text('name'),
    policyId: text('policy') || null,
    sparkVersion: text('version'),
    useMlRuntime: form.has('ml'),
    nodeTypeId: text('node'),
    kind: 'CLASSIC_PREVIEW',
    isSingleNode: isSingle,
    numWorkers: isSingle ? 0 : Number(text('workers')) || 2,
    autoterminationMinutes: minutes,
    dataSecurityMode: mode,
    singleUserName: mode === 'DATA_SECURITY_MODE_STANDARD' ? null : text('user') || c.var.person.upn,
    runtimeEngine: form.has('photon') ? 'PHOTON' : 'STANDARD',
  };
}

databricksConsole.get('/compute/create', (c) => c.html(<ComputeForm c={c} />));
databricksConsole.post('/compute/create', async (c) => {
  const wanted = await asked(c);
  if (typeof wanted === 'string') return c.html(<ComputeForm c={c} trouble={wanted} />, 400);
  const made = createCluster(c.env.store, here(c).room, c.var.person.upn, 'UI', wanted);
  return c.redirect(at(c, `/compute/${made.id}`), 303);
});

const clusterOf = (c: C) => here(c).room.clusters.find((k) => k.id === c.req.param('id'));

databricksConsole.get('/compute/:id/edit', (c) => {
  const cluster = clusterOf(c);
  return cluster ? c.html(<ComputeForm c={c} cluster={cluster} />) : c.redirect(at(c, '/'));
});
databricksConsole.post('/compute/:id/edit', async (c) => {
  const cluster = clusterOf(c);
  const wanted = await asked(c);
  if (!cluster) return c.redirect(at(c, '/'), 303);
  if (typeof wanted === 'string') return c.html(<ComputeForm c={c} cluster={cluster} trouble={wanted} />, 400);
  editCluster(c.env.store, cluster, wanted, c.var.person.upn);
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});

databricksConsole.get('/compute/:id', (c) => {
  const cluster = clusterOf(c);
  if (!cluster)
    return c.html(
      <View c={c} title="Not found">
        This compute does not exist any more.
      </View>,
      404,
    );
  const { state, message, reason } = stateOf(c, cluster);
  const { workspaceUrl } = here(c).workspace;
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
            <code>{clusterPath(here(c).workspace, cluster)}</code>
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

databricksConsole.post('/compute/:id/:act', (c) => {
  const cluster = clusterOf(c);
  if (!cluster) return c.redirect(at(c, '/'), 303);
  const { store } = c.env;
  const isOff = stateOf(c, cluster).state === 'TERMINATED';
  const by = c.var.person.upn;
  switch (c.req.param('act')) {
    case 'start':
      if (isOff) startCluster(store, cluster, by);
      break;
    case 'restart':
      if (!isOff) restartCluster(store, cluster, by);
      break;
    case 'terminate':
      terminateCluster(store, cluster, by);
      break;
    case 'delete':
      here(c).room.clusters = here(c).room.clusters.filter((k) => k !== cluster);
      store.save();
      return c.redirect(at(c, '/'), 303);
  }
  return c.redirect(at(c, `/compute/${cluster.id}`), 303);
});

const warehouseWords = { STARTING: 'Starting', RUNNING: 'Running', STOPPED: 'Stopped' };

databricksConsole.get('/sql/warehouses', (c) => {
  const { warehouses } = here(c).room;
  const now = c.env.store.clock.now();
  return c.html(
    <View c={c} title="SQL Warehouses" refresh={warehouses.some((w) => warehouseState(w, now) === 'STARTING') ? 4 : undefined}>
      <Table label="SQL Warehouses" heads={['Name', 'State', 'Size', 'Type', 'Actions']}>
        {warehouses.map((w) => (
          <tr>
            <td>
              <a href={at(c, `/sql/warehouses/${w.id}`)}>{w.name}</a>
            </td>
            <td>{warehouseWords[warehouseState(w, now)]}</td>
            <td>{w.clusterSize}</td>
            <td>{w.serverless ? 'Serverless' : 'Pro'}</td>
            <td>
              <form method="post" action={at(c, `/sql/warehouses/${w.id}`)} class="inline">
                {warehouseState(w, now) === 'STOPPED' ? (
                  <button name="act" value="start" aria-label={`Start ${w.name}`}>
                    Start
                  </button>
                ) : (
                  <button name="act" value="stop" class="plain" aria-label={`Stop ${w.name}`}>
                    Stop
                  </button>
                )}
              </form>
            </td>
          </tr>
        ))}
      </Table>
    </View>,
  );
});

databricksConsole.post('/sql/warehouses/:id', async (c) => {
  const form = await c.req.formData();
  const warehouse = here(c).room.warehouses.find((w) => w.id === c.req.param('id'));
  if (warehouse && form.get('act') === 'start') startWarehouse(c.env.store, warehouse);
  if (warehouse && form.get('act') === 'stop') stopWarehouse(c.env.store, warehouse);
  return c.redirect(at(c, '/sql/warehouses'), 303);
});

databricksConsole.get('/sql/warehouses/:id', (c) => {
  const warehouse = here(c).room.warehouses.find((w) => w.id === c.req.param('id'));
  if (!warehouse)
    return c.html(
      <View c={c} title="Not found">
        This warehouse does not exist.
      </View>,
      404,
    );
  return c.html(
    <View c={c} title={warehouse.name}>
      <h2>Connection details</h2>
      <div class="card">
        <dl>
          <dt>Server hostname</dt>
          <dd>
            <code>{here(c).workspace.workspaceUrl}</code>
          </dd>
          <dt>Port</dt>
          <dd>
            <code>443</code>
          </dd>
          <dt>Protocol</dt>
          <dd>https</dd>
          <dt>HTTP path</dt>
          <dd>
            <code>{warehousePath(warehouse)}</code>
          </dd>
        </dl>
      </div>
      <p>
        State: {warehouseWords[warehouseState(warehouse, c.env.store.clock.now())]}.{' '}
        <a href={at(c, '/sql/warehouses')}>Back to SQL Warehouses</a>
      </p>
    </View>,
  );
});

databricksConsole.route('/', notebookPages);
