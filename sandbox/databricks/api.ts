import type { Context } from 'hono';
import { z } from 'zod';
import { inside } from '../azure/workspaces.ts';
import { bearerOf } from '../entra/tokens.ts';
import { type Practice, requestId, service } from '../practice.ts';
import type { Cluster, Warehouse } from '../world/world.ts';
import { nodeTypes, policies, sampleTable, sparkVersions } from './catalog.ts';
import {
  type ClusterRequest,
  clusterBody,
  condition,
  createCluster,
  editCluster,
  restartCluster,
  startCluster,
  terminateCluster,
} from './clusters.ts';
import { commands } from './commands-api.ts';
import { dbError } from './errors.ts';
import { mlflow } from './mlflow-api.ts';
import { enter, here } from './room.ts';
import { runStatement } from './statements.ts';
import { startWarehouse, stopWarehouse, warehouseBody } from './warehouses.ts';

type C = Context<Practice>;

/** The workspace's REST API. Shapes from the official SDKs (facts, sections 5 to 7). */
export const databricks = service();

const refusals = {
  none: 'Request to this workspace lacks valid authentication credentials.',
  invalid: 'Invalid access token.',
  expired: 'The access token expired.',
};

for (const path of ['/api/*', '/dbfs/*'])
  databricks.use(path, async (c, next) => {
    await next();
    c.res.headers.set('x-request-id', requestId());
  });

for (const path of ['/api/*', '/dbfs/*'])
  databricks.use(path, async (c, next) => {
    const bearer = await bearerOf(c.env.store, c.req.header('authorization'), 'databricks');
    if (bearer.kind !== 'person' && bearer.kind !== 'app') return dbError(401, 'UNAUTHENTICATED', refusals[bearer.kind]);
    const found = inside(c.env.store, new URL(c.req.url).hostname);
    if (!found)
      return new Response('<html><title>Not found</title><body>This workspace does not exist.</body></html>', {
        status: 404,
        headers: { 'content-type': 'text/html' },
      });
    c.header('x-databricks-org-id', found.workspace.workspaceId);
    if (bearer.kind === 'app')
      return dbError(403, 'PERMISSION_DENIED', `The service principal ${bearer.clientId} is not a member of this workspace.`);
    if (!found.databricks.members.some((m) => m.oid === bearer.person.oid))
      return dbError(403, 'PERMISSION_DENIED', `User ${bearer.person.upn} is not a member of this workspace.`);
    c.set('person', bearer.person);
    enter(c, { workspace: found.workspace, room: found.databricks });
    return next();
  });

databricks.get('/api/2.0/preview/scim/v2/Me', (c) => {
  const { person } = c.var;
  return c.json({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: String(Number.parseInt(person.oid.slice(0, 8), 16)),
    userName: person.upn,
    displayName: person.name,
    active: true,
    emails: [{ type: 'work', value: person.upn, primary: true }],
    groups: [
      { display: 'admins', type: 'direct', value: '1' },
      { display: 'users', type: 'direct', value: '2' },
    ],
    entitlements: [{ value: 'workspace-access' }, { value: 'databricks-sql-access' }],
  });
});

/** One page of a list: `page_token` is where it starts. */
function page<T>(c: C, all: T[], usual: number) {
  const size = Math.min(Math.max(Number(c.req.query('page_size') ?? usual) || usual, 1), 100);
  const from = Number(c.req.query('page_token') || 0);
  return { rows: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : '' };
}

// --- clusters -------------------------------------------------------------------------------------------------------

const clusters = service();

const ClusterInput = z
  .object({
    cluster_name: z.string().default(''),
    spark_version: z.string(),
    node_type_id: z.string(),
    num_workers: z.int().min(0).default(0),
    is_single_node: z.boolean().default(false),
    kind: z.string().nullish(),
    use_ml_runtime: z.boolean().default(false),
    data_security_mode: z.string().default('NONE'),
    single_user_name: z.string().nullish(),
    policy_id: z.string().nullish(),
    autotermination_minutes: z.int().default(0),
    spark_conf: z.record(z.string(), z.string()).default({}),
    custom_tags: z.record(z.string(), z.string()).default({}),
    runtime_engine: z.string().default('STANDARD'),
  })
  .transform(
    (b): ClusterRequest => ({
      name: b.cluster_name,
      sparkVersion: b.spark_version,
      nodeTypeId: b.node_type_id,
      numWorkers: b.num_workers,
      isSingleNode: b.is_single_node,
      kind: b.kind ?? null,
      useMlRuntime: b.use_ml_runtime,
      dataSecurityMode: b.data_security_mode,
      singleUserName: b.single_user_name ?? null,
      policyId: b.policy_id ?? null,
      autoterminationMinutes: b.autotermination_minutes,
      sparkConf: b.spark_conf,
      customTags: b.custom_tags,
      runtimeEngine: b.runtime_engine,
    }),
  );

async function clusterInput(c: C): Promise<ClusterRequest | Response> {
  const parsed = ClusterInput.safeParse(await c.req.json().catch(() => null));
  if (!parsed.success) return dbError(400, 'INVALID_PARAMETER_VALUE', `Invalid cluster specification: ${z.prettifyError(parsed.error)}`);
  const { sparkVersion, nodeTypeId, policyId, autoterminationMinutes: minutes = 0 } = parsed.data;
  if (!sparkVersions.some((v) => v.key === sparkVersion))
    return dbError(400, 'INVALID_PARAMETER_VALUE', `Invalid spark version ${sparkVersion}.`);
  if (!nodeTypes.some((n) => n.node_type_id === nodeTypeId))
    return dbError(
      400,
      'INVALID_PARAMETER_VALUE',
      `Node type ${nodeTypeId} is not supported. Supported node types: ${nodeTypes.map((n) => n.node_type_id).join(', ')}`,
    );
  if (policyId && !policies.some((p) => p.policy_id === policyId))
    return dbError(400, 'INVALID_PARAMETER_VALUE', `Can't find a cluster policy with id: ${policyId}.`);
  if (minutes !== 0 && (minutes < 10 || minutes > 10_000))
    return dbError(400, 'INVALID_PARAMETER_VALUE', 'autotermination_minutes must be 0, or between 10 and 10000.');
  return parsed.data;
}

const noCluster = (id: string) => dbError(400, 'INVALID_PARAMETER_VALUE', `Cluster ${id} does not exist`);

/** Runs `act` on the cluster that the body names. */
async function onCluster(
  c: C,
  act: (cluster: Cluster, who: string, body: Record<string, unknown>) => Response | undefined,
): Promise<Response> {
  const { room } = here(c);
  const { person } = c.var;
  const body: Record<string, unknown> = await c.req.json().catch(() => ({}));
  const cluster = room.clusters.find((k) => k.id === body['cluster_id']);
  if (!cluster) return noCluster(String(body['cluster_id']));
  return act(cluster, person.upn, body) ?? c.json({});
}

clusters.get('/list', (c) => {
  const { room } = here(c);
  const states = c.req.queries('filter_by.cluster_states');
  const sources = c.req.queries('filter_by.cluster_sources');
  const now = c.env.store.clock.now();
  const all = room.clusters.filter(
    (k) => (!states || states.includes(condition(k, now).state)) && (!sources || sources.includes(k.source)),
  );
  const { rows, next } = page(c, all, 20);
  return c.json({ clusters: rows.map((k) => clusterBody(c.env.store, k)), next_page_token: next, prev_page_token: '' });
});

clusters.get('/get', (c) => {
  const id = c.req.query('cluster_id') ?? '';
  const cluster = here(c).room.clusters.find((k) => k.id === id);
  return cluster ? c.json(clusterBody(c.env.store, cluster)) : noCluster(id);
});

clusters.post('/create', async (c) => {
  const wanted = await clusterInput(c);
  if (wanted instanceof Response) return wanted;
  const { room } = here(c);
  const { person } = c.var;
  return c.json({ cluster_id: createCluster(c.env.store, room, person.upn, 'API', wanted).id });
});

clusters.post('/edit', async (c) => {
  const wanted = await clusterInput(c);
  if (wanted instanceof Response) return wanted;
  return onCluster(c, (cluster, who) => void editCluster(c.env.store, cluster, wanted, who));
});

const isTerminated = (c: C, cluster: Cluster) => condition(cluster, c.env.store.clock.now()).state === 'TERMINATED';
const invalidState = (cluster: Cluster, state: string) =>
  dbError(400, 'INVALID_STATE', `Cluster ${cluster.id} is in unexpected state ${state}.`);

clusters.post('/start', (c) =>
  onCluster(c, (cluster, who) =>
    isTerminated(c, cluster)
      ? void startCluster(c.env.store, cluster, who)
      : invalidState(cluster, condition(cluster, c.env.store.clock.now()).state),
  ),
);
clusters.post('/restart', (c) =>
  onCluster(c, (cluster, who) =>
    isTerminated(c, cluster) ? invalidState(cluster, 'TERMINATED') : void restartCluster(c.env.store, cluster, who),
  ),
);
clusters.post('/delete', (c) => onCluster(c, (cluster, who) => void terminateCluster(c.env.store, cluster, who)));
clusters.post('/permanent-delete', (c) =>
  onCluster(c, (cluster) => {
    const { room } = here(c);
    room.clusters = room.clusters.filter((k) => k !== cluster);
    c.env.store.save();
    return undefined;
  }),
);
clusters.post('/events', (c) =>
  onCluster(c, (cluster) => {
    const events = [...cluster.events].reverse().map((e) => ({ cluster_id: cluster.id, ...e }));
    return c.json({ events, total_count: events.length });
  }),
);
clusters.get('/spark-versions', (c) => c.json({ versions: sparkVersions }));
clusters.get('/list-node-types', (c) => c.json({ node_types: nodeTypes }));

databricks.route('/api/2.0/clusters', clusters);
databricks.route('/api/2.1/clusters', clusters);
databricks.get('/api/2.0/policies/clusters/list', (c) => c.json({ policies, total_count: policies.length }));
databricks.get('/api/2.0/policies/clusters/get', (c) => {
  const policy = policies.find((p) => p.policy_id === c.req.query('policy_id'));
  return policy
    ? c.json(policy)
    : dbError(404, 'RESOURCE_DOES_NOT_EXIST', `Can't find a cluster policy with id: ${c.req.query('policy_id')}.`);
});

// --- SQL warehouses and statements ----------------------------------------------------------------------------------

databricks.get('/api/2.0/sql/warehouses', (c) => {
  const { room, workspace } = here(c);
  const { rows, next } = page(c, room.warehouses, 100);
  return c.json({ warehouses: rows.map((w) => warehouseBody(c.env.store, workspace, w)), ...(next ? { next_page_token: next } : {}) });
});

function withWarehouse(c: C, act: (w: Warehouse) => Response): Response {
  const id = c.req.param('id') ?? '';
  const warehouse = here(c).room.warehouses.find((w) => w.id === id);
  return warehouse ? act(warehouse) : dbError(404, 'RESOURCE_DOES_NOT_EXIST', `SQL warehouse ${id} does not exist.`);
}

databricks.get('/api/2.0/sql/warehouses/:id', (c) => withWarehouse(c, (w) => c.json(warehouseBody(c.env.store, here(c).workspace, w))));
databricks.post('/api/2.0/sql/warehouses/:id/start', (c) =>
  withWarehouse(c, (w) => {
    startWarehouse(c.env.store, w);
    return c.json({});
  }),
);
databricks.post('/api/2.0/sql/warehouses/:id/stop', (c) =>
  withWarehouse(c, (w) => {
    stopWarehouse(c.env.store, w);
    return c.json({});
  }),
);

databricks.post('/api/2.0/sql/statements', async (c) => {
  const body = z.object({ statement: z.string(), warehouse_id: z.string() }).safeParse(await c.req.json().catch(() => null));
  if (!body.success) return dbError(400, 'INVALID_PARAMETER_VALUE', 'statement and warehouse_id are required.');
  const { room } = here(c);
  const warehouse = room.warehouses.find((w) => w.id === body.data.warehouse_id);
  if (!warehouse) return dbError(404, 'RESOURCE_DOES_NOT_EXIST', `SQL warehouse ${body.data.warehouse_id} does not exist.`);
  startWarehouse(c.env.store, warehouse); // a statement wakes a stopped warehouse, and costs accordingly
  const id = requestId();
  room.statements[id] = { warehouseId: warehouse.id, text: body.data.statement, at: c.env.store.clock.now() };
  c.env.store.save();
  return c.json(runStatement(c.env.store, warehouse, id, body.data.statement));
});

databricks.get('/api/2.0/sql/statements/:id', (c) => {
  const { room } = here(c);
  const id = c.req.param('id');
  const statement = room.statements[id];
  const warehouse = room.warehouses.find((w) => w.id === statement?.warehouseId);
  if (!statement || !warehouse) return dbError(404, 'RESOURCE_DOES_NOT_EXIST', `Statement ${id} does not exist.`);
  return c.json(runStatement(c.env.store, warehouse, id, statement.text));
});
databricks.post('/api/2.0/sql/statements/:id/cancel', (c) => {
  delete here(c).room.statements[c.req.param('id')];
  return c.json({});
});

databricks.get('/api/2.1/unity-catalog/tables/:name', (c) =>
  c.req.param('name') === sampleTable.full_name
    ? c.json(sampleTable)
    : dbError(404, 'TABLE_DOES_NOT_EXIST', `Table '${c.req.param('name')}' does not exist.`),
);
databricks.get('/api/2.1/unity-catalog/tables/:name/exists', (c) =>
  c.json({ table_exists: c.req.param('name') === sampleTable.full_name }),
);

databricks.route('/', mlflow);
databricks.route('/', commands);

// the SDKs ask for host metadata first, and go on without it
databricks.all('*', (c) => dbError(404, 'ENDPOINT_NOT_FOUND', `No API found for '${c.req.method} ${c.req.path}'`));
