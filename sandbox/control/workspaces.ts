import { z } from 'zod';
import { createWorkspace, findWorkspace, inside } from '../azure/workspaces.ts';
import { createCluster } from '../databricks/clusters.ts';
import { memberOf } from '../databricks/context.ts';
import { service } from '../practice.ts';
import { dssClientId } from '../world/cast.ts';
import { mlOf } from '../world/databricks.ts';
import { dssFor } from './dss.ts';
import { poster } from './post.ts';

/** Workspaces: what a person would do in one by hand. */
export const workspaceControl = service();
const post = poster(workspaceControl);

/** Launch Workspace, which makes a person a member. */
post('/launch', z.object({ upn: z.string(), host: z.string() }), (c, { upn, host }) => {
  const found = c.env.store.world.people.find((p) => p.upn === upn);
  const databricks = inside(c.env.store, host)?.databricks;
  if (!found || !databricks) return { ok: false };
  if (!databricks.members.some((m) => m.oid === found.oid))
    databricks.members.push({ upn: memberOf(found).upn, oid: found.oid, name: found.name });
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
 * Moves a person ahead in the lab: they get a deployed workspace that they have opened. If asked, it has a running cluster and warehouse,
 * and DSS has a project and connections to both.
 */
post('/seed', Seed, async (c, { upn, workspace: name, cluster, warehouse, dss }) => {
  const { store } = c.env;
  const found = store.world.people.find((p) => p.upn === upn);
  if (!found || findWorkspace(store, 'databricks-demo', name)) return { ok: false };
  const made = createWorkspace(store, found, { name, resourceGroup: 'databricks-demo', location: 'uksouth', sku: 'premium' });
  made.readyAt = store.clock.now();
  const databricks = store.world.databricks[made.workspaceId];
  const member = memberOf(found).upn;
  databricks?.members.push({ upn: member, oid: found.oid, name: found.name });
  if (databricks && cluster) {
    const wanted = {
      name: `${found.name}'s Cluster`,
      sparkVersion: '16.4.x-scala2.12',
      useMlRuntime: true,
      nodeTypeId: 'Standard_D4ds_v5',
      kind: 'CLASSIC_PREVIEW',
      isSingleNode: true,
      dataSecurityMode: 'DATA_SECURITY_MODE_DEDICATED',
      singleUserName: member,
      autoterminationMinutes: 120,
    };
    createCluster(store, databricks, member, 'UI', wanted).runningAt = store.clock.now();
  }
  const [starter] = databricks?.warehouses ?? [];
  if (starter && warehouse)
    Object.assign(starter, { startAskedAt: store.clock.now(), runningAt: store.clock.now(), lastUsedAt: store.clock.now() });
  if (dss) await dssFor(c.env, found, made);
  return { ok: true, host: made.workspaceUrl };
});

/** Adds a mount, as a notebook's cell would. */
post('/mount', z.object({ host: z.string(), mountPoint: z.string(), source: z.string() }), (c, { host, mountPoint, source }) => {
  const databricks = inside(c.env.store, host)?.databricks;
  if (databricks) mlOf(databricks).mounts.push({ mountPoint, source, clientId: dssClientId });
  return { ok: databricks !== undefined };
});

/** Switches mounts and the DBFS root off or on in a workspace, as its administrator can. */
post('/legacy-dbfs', z.object({ host: z.string(), isDisabled: z.boolean() }), (c, { host, isDisabled }) => {
  const databricks = inside(c.env.store, host)?.databricks;
  if (databricks) mlOf(databricks).isLegacyDbfsDisabled = isDisabled;
  return { ok: databricks !== undefined };
});
