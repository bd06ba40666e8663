import { z } from 'zod';
import { createWorkspace, findWorkspace, inside } from '../azure/workspaces.ts';
import { createCluster } from '../databricks/clusters.ts';
import { commonWorkspaceUrl } from '../databricks/common.ts';
import { FaultInput } from '../net/faults.ts';
import { service } from '../practice.ts';
import {
  cast,
  domain,
  dssAdminKey,
  dssClientId,
  dssHost,
  everyonesPassword,
  person,
  portalClientId,
  subscription,
  tenantId,
} from '../world/cast.ts';
import { mlOf } from '../world/databricks.ts';
import { usualRules } from '../world/world.ts';
import { dssControl, dssFor } from './dss.ts';
import { controlPage } from './page.tsx';
import { poster } from './post.ts';

/** How tests and rehearsals steer the practice cloud. For this machine only; see server.ts. */
export const control = service();
const post = poster(control);
control.route('/', dssControl);

control.get('/', controlPage);

control.get('/about', (c) =>
  c.json({
    tenantId,
    subscription,
    domain,
    portalClientId,
    dssClientId,
    dssUrl: `https://${dssHost}`,
    dssAdminKey,
    commonWorkspaceUrl,
    password: everyonesPassword,
    speed: c.env.store.clock.speed,
    people: cast.map(({ upn, name, oid, appRoles }) => ({ upn, name, oid, appRoles })),
  }),
);

control.get('/state', (c) => {
  const { signingKey, ...world } = c.env.store.world;
  return c.json({
    now: new Date(c.env.store.clock.now()).toISOString(),
    skippedSeconds: c.env.store.clock.skippedMs / 1000,
    faults: c.env.faults.list,
    world,
  });
});

post('/clock', z.object({ advanceSeconds: z.number().min(0).max(10_000_000) }), (c, { advanceSeconds }) =>
  c.env.store.clock.advance(advanceSeconds),
);
post('/faults', FaultInput, (c, fault) => c.env.faults.add(fault));
post('/faults/clear', z.unknown(), (c) => {
  c.env.faults.list = [];
});
post('/reset', z.unknown(), async (c) => {
  c.env.faults.list = [];
  await c.env.store.reset();
});

const Rules = z.object({
  workspaceSeconds: z.number().min(0).optional(),
  clusterSeconds: z.number().min(0).optional(),
  warehouseSeconds: z.number().min(0).optional(),
  jobSeconds: z.number().min(0).optional(),
  jobLogPadding: z.number().int().min(0).max(100_000_000).optional(),
  nextWorkspaceFails: z.object({ code: z.string(), message: z.string() }).nullish(),
  nextClusterFails: z
    .object({
      code: z.string(),
      type: z.enum(['SUCCESS', 'CLIENT_ERROR', 'CLOUD_FAILURE', 'SERVICE_FAULT']),
      parameters: z.record(z.string(), z.string()).optional(),
    })
    .nullish(),
});
post('/rules', Rules, (c, rules) => {
  const given = Object.fromEntries(Object.entries(rules).filter(([, v]) => v !== undefined));
  c.env.store.world.rules = { ...usualRules, ...c.env.store.world.rules, ...given };
});

post(
  '/people',
  z.object({
    name: z.string().min(1).max(80),
    appRoles: z.array(z.string()).default([]),
    azureRole: z.enum(['Contributor', 'Reader', 'none']).default('Contributor'),
    storageRole: z.enum(['Contributor', 'Reader', 'none']).default('Reader'),
  }),
  (c, { name, ...more }) => {
    const { people } = c.env.store.world;
    const newcomer = person(name, more);
    const known = people.find((p) => p.upn === newcomer.upn);
    if (known) Object.assign(known, more);
    else people.push(newcomer);
    return known ?? newcomer;
  },
);

/** Ends a person's sign-ins: their refresh tokens, and with `accessTokens` also what they hold at the services. */
post('/revoke', z.object({ upn: z.string(), accessTokens: z.boolean().default(true) }), (c, { upn, accessTokens }) => {
  const { people, revokedBefore } = c.env.store.world;
  const found = people.find((p) => p.upn === upn);
  if (!found) return;
  revokedBefore[found.oid] = Date.now();
  if (accessTokens) revokedBefore[`access ${found.oid}`] = Date.now();
});

/** Takes back what a person consented to for the portal, for one resource or all. */
post('/consent/withdraw', z.object({ upn: z.string(), resource: z.string().optional() }), (c, { upn, resource }) => {
  const { world } = c.env.store;
  const found = world.people.find((p) => p.upn === upn);
  for (const consent of world.consents)
    if (consent.oid === found?.oid) consent.resources = resource ? consent.resources.filter((r) => r !== resource) : [];
});

/** What a person does with one click on a consent page, and with Launch Workspace: for seeds and tests that do not click. */
post('/consent', z.object({ upn: z.string() }), (c, { upn }) => {
  const { world } = c.env.store;
  const found = world.people.find((p) => p.upn === upn);
  if (!found) return;
  world.consents = world.consents.filter((g) => g.oid !== found.oid || g.clientId !== portalClientId);
  world.consents.push({ clientId: portalClientId, oid: found.oid, resources: ['arm', 'databricks', 'storage', 'graph'] });
});

post('/launch', z.object({ upn: z.string(), host: z.string() }), (c, { upn, host }) => {
  const found = c.env.store.world.people.find((p) => p.upn === upn);
  const databricks = inside(c.env.store, host)?.databricks;
  if (!found || !databricks) return { ok: false };
  if (!databricks.members.some((m) => m.oid === found.oid)) databricks.members.push({ upn, oid: found.oid, name: found.name });
  return { ok: true };
});

const Seed = z.object({
  upn: z.string(),
  workspace: z.string().regex(/^[\w-]{3,64}$/),
  cluster: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
  warehouse: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
  dss: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
});

/**
 * Puts somebody further on at once: a deployed workspace they have opened; in it a running cluster and warehouse, and in DSS
 * connections to what there is and a project, if asked.
 */
post('/seed', Seed, async (c, { upn, workspace: name, cluster, warehouse, dss }) => {
  const { store } = c.env;
  const found = store.world.people.find((p) => p.upn === upn);
  if (!found || findWorkspace(store, 'databricks-demo', name)) return { ok: false };
  const made = createWorkspace(store, found, { name, resourceGroup: 'databricks-demo', location: 'uksouth', sku: 'premium' });
  made.readyAt = store.clock.now();
  const databricks = store.world.databricks[made.workspaceId];
  databricks?.members.push({ upn, oid: found.oid, name: found.name });
  if (databricks && cluster) {
    const wanted = {
      name: `${found.name}'s Cluster`,
      sparkVersion: '18.x-scala2.13',
      useMlRuntime: true,
      nodeTypeId: 'Standard_D4ds_v5',
      kind: 'CLASSIC_PREVIEW',
      isSingleNode: true,
      dataSecurityMode: 'DATA_SECURITY_MODE_DEDICATED',
      singleUserName: upn,
      autoterminationMinutes: 120,
    };
    createCluster(store, databricks, upn, 'UI', wanted).runningAt = store.clock.now();
  }
  const [starter] = databricks?.warehouses ?? [];
  if (starter && warehouse)
    Object.assign(starter, { startAskedAt: store.clock.now(), runningAt: store.clock.now(), lastUsedAt: store.clock.now() });
  if (dss) await dssFor(c.env, found, made);
  return { ok: true, host: made.workspaceUrl };
});

/** A mount that a notebook's cell has made. */
post('/mount', z.object({ host: z.string(), mountPoint: z.string(), source: z.string() }), (c, { host, mountPoint, source }) => {
  const databricks = inside(c.env.store, host)?.databricks;
  if (databricks) mlOf(databricks).mounts.push({ mountPoint, source, clientId: dssClientId });
  return { ok: databricks !== undefined };
});

/** Whether mounts and the DBFS root are switched off in a workspace, as its administrator can. */
post('/legacy-dbfs', z.object({ host: z.string(), isDisabled: z.boolean() }), (c, { host, isDisabled }) => {
  const databricks = inside(c.env.store, host)?.databricks;
  if (databricks) mlOf(databricks).isLegacyDbfsDisabled = isDisabled;
  return { ok: databricks !== undefined };
});
