import { z } from 'zod';
import { vendors } from '../coverage/catalogue.ts';
import { calls } from '../coverage/count.ts';
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
  portalClientId,
  subscription,
  tenantId,
} from '../world/cast.ts';
import { presets, usualRules } from '../world/rules.ts';
import { dssControl } from './dss.ts';
import { controlPage } from './page.tsx';
import { peopleControl } from './people.ts';
import { poster } from './post.ts';
import { workspaceControl } from './workspaces.ts';

/** The controls by which tests and rehearsals steer the practice cloud, from this machine only; see server.ts. */
export const control = service();
const post = poster(control);
for (const part of [peopleControl, workspaceControl, dssControl]) control.route('/', part);

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
    people: cast.map(({ upn, mail, name, oid, appRoles }) => ({ upn, mail, name, oid, appRoles })),
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

/** What is practised, and how often each operation has answered without a refusal since the start; and what is refused. */
control.get('/coverage', (c) =>
  c.json(
    vendors.map(({ id, operations, refused }) => ({
      id,
      operations: operations.map((operation) => ({ operation, calls: calls.get(`${id} ${operation}`) ?? 0 })),
      refused,
    })),
  ),
);

post('/clock', z.object({ advanceSeconds: z.number().min(0).max(10_000_000) }), (c, { advanceSeconds }) =>
  c.env.store.clock.advance(advanceSeconds),
);
post('/faults', FaultInput, (c, fault) => c.env.faults.add(fault));
post('/faults/clear', z.object({ cell: z.string().optional() }), (c, { cell }) => ({ met: c.env.faults.lift(cell) }));
post('/reset', z.unknown(), async (c) => {
  c.env.faults.lift();
  await c.env.store.reset();
});

const resource = z.enum(['arm', 'databricks', 'storage', 'graph']);
const Rules = z.object({
  /** All that makes the practice cloud kind or strict at once; the others come on top. */
  preset: z.enum(['kind', 'strict', 'unprepared']).optional(),
  unregisteredProviders: z.array(z.string()).optional(),
  coreQuota: z.int().min(0).optional(),
  storageRoleSeconds: z.number().min(0).optional(),
  storageFirewall: z.boolean().optional(),
  ipAccessListBlocks: z.boolean().optional(),
  contextSeconds: z.number().min(0).optional(),
  coldPythonSeconds: z.number().min(0).optional(),
  numericErrorCodes: z.boolean().optional(),
  everybodyIsAdmin: z.boolean().optional(),
  newestRuntimeIsBeta: z.boolean().optional(),
  legacyDbfsOffInNewWorkspaces: z.boolean().optional(),
  realRequirements: z.boolean().optional(),
  dssAddsScope: z.boolean().optional(),
  infoWithoutParams: z.boolean().optional(),
  licenceHasUserIsolation: z.boolean().optional(),
  logSaysFastpath: z.boolean().optional(),
  accessKeyWorksOnClusters: z.boolean().optional(),
  missingGrants: z.array(z.enum(['USE CATALOG', 'CREATE EXTERNAL TABLE'])).optional(),
  missingDssRights: z.array(z.enum(['Create code envs', 'Write isolated code', 'Create active Web content'])).optional(),
  mfaFor: z.array(resource).optional(),
  blocks: z
    .array(z.object({ upn: z.string().optional(), resource: resource.optional(), code: z.enum(['53000', '53001', '53003']).optional() }))
    .optional(),
  usersMayConsent: z.boolean().optional(),
  missingServicePrincipals: z.array(resource).optional(),
  portalSecret: z.enum(['valid', 'wrong', 'expired']).optional(),
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
post('/rules', Rules, (c, { preset, ...rules }) => {
  const given = Object.fromEntries(Object.entries(rules).filter(([, v]) => v !== undefined));
  c.env.store.world.rules = { ...usualRules, ...c.env.store.world.rules, ...(preset ? presets[preset] : {}), ...given };
});
