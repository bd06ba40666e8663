import { z } from 'zod';
import { service } from '../practice.ts';
import type { Cluster } from '../world/databricks.ts';
import { nodeTypes, policies, sparkVersions, sparkVersionsOf } from './catalog.ts';
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
import type { C, Variables } from './context.ts';
import { dbError, invalid, json, missing, query, unpractised } from './errors.ts';
import { Paging, page } from './paging.ts';

/** `/api/2.x/clusters/…` */
export const clusters = service<Variables>();

const Specification = z.looseObject({
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
});
const Named = z.object({ cluster_id: z.string() });

/** What else a specification may have, without changing anything here: it is kept and returned, as the real service does. */
const kept = [
  'azure_attributes',
  'driver_node_type_id',
  'enable_elastic_disk',
  'enable_local_disk_encryption',
  'spark_env_vars',
  'apply_policy_default_values',
];
const Names = new Set(Object.keys(Specification.shape));

/** Fields that would change the cluster, and are not simulated: autoscaling, pools, init scripts, images. */
const unpractisedIn = (b: z.output<typeof Specification>) =>
  Object.entries(b).find(
    ([name, value]) => !Names.has(name) && !kept.includes(name) && name !== 'cluster_id' && value !== null && value !== undefined,
  )?.[0];

const requestOf = (b: z.output<typeof Specification>): ClusterRequest => ({
  others: Object.fromEntries(Object.entries(b).filter(([name]) => kept.includes(name))),
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
});

/** Databricks' own message for a specification with values that it does not offer. */
function refusalOf({ sparkVersion, nodeTypeId, policyId, autoterminationMinutes: minutes = 0 }: ClusterRequest): Response | null {
  if (!sparkVersions.some((v) => v.key === sparkVersion)) return invalid(`Invalid spark version ${sparkVersion}.`);
  if (!nodeTypes.some((n) => n.node_type_id === nodeTypeId))
    return invalid(`Node type ${nodeTypeId} is not supported. Supported node types: ${nodeTypes.map((n) => n.node_type_id).join(', ')}`);
  if (policyId && !policies.some((p) => p.policy_id === policyId)) return invalid(`Can't find a cluster policy with id: ${policyId}.`);
  if (minutes !== 0 && (minutes < 10 || minutes > 10_000)) return invalid('autotermination_minutes must be 0, or between 10 and 10000.');
  return null;
}

/** Runs `act` on a cluster. The response is empty unless `act` returns one. */
function onCluster(c: C, id: string, act: (cluster: Cluster) => Response | undefined): Response {
  const cluster = c.var.databricks.clusters.find((k) => k.id === id);
  if (!cluster) return invalid(`Cluster ${id} does not exist`);
  return act(cluster) ?? c.json({});
}

const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();
const Filter = Paging.extend({ 'filter_by.cluster_states': several, 'filter_by.cluster_sources': several });

clusters.get('/list', query(Filter), (c) => {
  const { 'filter_by.cluster_states': states, 'filter_by.cluster_sources': sources, ...paging } = c.req.valid('query');
  const now = c.env.store.clock.now();
  const all = c.var.databricks.clusters.filter(
    (k) => (!states || states.includes(condition(k, now).state)) && (!sources || sources.includes(k.source)),
  );
  const { rows, next } = page(all, paging, 20);
  return c.json({ clusters: rows.map((k) => clusterBody(c.env.store, k)), next_page_token: next, prev_page_token: '' });
});

clusters.get('/get', query(Named), (c) =>
  onCluster(c, c.req.valid('query').cluster_id, (cluster) => c.json(clusterBody(c.env.store, cluster))),
);

clusters.post('/create', json(Specification), (c) => {
  const specification = c.req.valid('json');
  const other = unpractisedIn(specification);
  if (other) return unpractised(`clusters with '${other}'`);
  const wanted = requestOf(specification);
  const { databricks, person } = c.var;
  return refusalOf(wanted) ?? c.json({ cluster_id: createCluster(c.env.store, databricks, person.upn, 'API', wanted).id });
});

clusters.post('/edit', json(Specification.extend(Named.shape)), (c) => {
  const { cluster_id, ...specification } = c.req.valid('json');
  const other = unpractisedIn(specification);
  if (other) return unpractised(`clusters with '${other}'`);
  const wanted = requestOf(specification);
  return refusalOf(wanted) ?? onCluster(c, cluster_id, (cluster) => void editCluster(c.env.store, cluster, wanted, c.var.person.upn));
});

const stateOf = (c: C, cluster: Cluster) => condition(cluster, c.env.store.clock.now()).state;
const invalidState = (cluster: Cluster, state: string) =>
  dbError(400, 'INVALID_STATE', `Cluster ${cluster.id} is in unexpected state ${state}.`);

clusters.post('/start', json(Named), (c) =>
  onCluster(c, c.req.valid('json').cluster_id, (cluster) => {
    const state = stateOf(c, cluster);
    if (state !== 'TERMINATED') return invalidState(cluster, state);
    return void startCluster(c.env.store, cluster, c.var.person.upn);
  }),
);
clusters.post('/restart', json(Named), (c) =>
  onCluster(c, c.req.valid('json').cluster_id, (cluster) => {
    if (stateOf(c, cluster) === 'TERMINATED') return invalidState(cluster, 'TERMINATED');
    return void restartCluster(c.env.store, cluster, c.var.person.upn);
  }),
);
clusters.post('/delete', json(Named), (c) =>
  onCluster(c, c.req.valid('json').cluster_id, (cluster) => void terminateCluster(c.env.store, cluster, c.var.person.upn)),
);
clusters.post('/permanent-delete', json(Named), (c) =>
  onCluster(c, c.req.valid('json').cluster_id, (cluster) => {
    const { databricks } = c.var;
    databricks.clusters = databricks.clusters.filter((k) => k !== cluster);
    c.env.store.save();
    return undefined;
  }),
);
const Events = Named.extend({
  event_types: z.array(z.string()).default([]),
  order: z.enum(['ASC', 'DESC']).default('DESC'),
  start_time: z.number().default(0),
  end_time: z.number().optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
});

clusters.post('/events', json(Events), (c) => {
  const { cluster_id, event_types, order, start_time, end_time, offset, limit } = c.req.valid('json');
  return onCluster(c, cluster_id, (cluster) => {
    const all = cluster.events.filter(
      (e) =>
        (event_types.length === 0 || event_types.includes(e.type)) && e.timestamp >= start_time && e.timestamp <= (end_time ?? Infinity),
    );
    const sorted = order === 'DESC' ? [...all].reverse() : all;
    const events = sorted.slice(offset, offset + limit).map((e) => ({ cluster_id: cluster.id, ...e }));
    const next = offset + events.length < all.length ? { next_page: { ...c.req.valid('json'), offset: offset + events.length } } : {};
    return c.json({ events, ...next, total_count: all.length });
  });
});
clusters.get('/spark-versions', (c) => c.json({ versions: sparkVersionsOf(c.env.store.world.rules) }));
clusters.get('/list-node-types', (c) => {
  const { coreQuota } = c.env.store.world.rules;
  const quota = { available_core_quota: coreQuota, total_core_quota: coreQuota };
  return c.json({ node_types: nodeTypes.map((n) => ({ ...n, node_info: { ...n.node_info, ...quota } })) });
});

/** `/api/2.0/policies/clusters/…` */
export const clusterPolicies = service<Variables>();

clusterPolicies.get('/list', (c) => c.json({ policies, total_count: policies.length }));
clusterPolicies.get('/get', query(z.object({ policy_id: z.string() })), (c) => {
  const { policy_id } = c.req.valid('query');
  const policy = policies.find((p) => p.policy_id === policy_id);
  return policy ? c.json(policy) : missing(`Can't find a cluster policy with id: ${policy_id}.`);
});
