import { z } from 'zod';
import { vendors } from '../coverage/catalogue.ts';
import { calls } from '../coverage/count.ts';
import { commonWorkspaceUrl } from '../databricks/common.ts';
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
import { dssControl } from './dss.ts';
import { FaultOrder } from './fault-order.ts';
import { controlPage } from './page.tsx';
import { peopleControl } from './people.ts';
import { poster } from './post.ts';
import { rulesControl } from './rules.ts';
import { workspaceControl } from './workspaces.ts';

/** The controls by which tests and rehearsals steer the practice cloud, from this machine only; see server.ts. */
export const control = service();
const post = poster(control);
for (const part of [peopleControl, workspaceControl, dssControl, rulesControl]) control.route('/', part);

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

/** What is simulated, and how often each operation has answered without a refusal since the start; and what is refused. */
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
post('/faults', FaultOrder, (c, fault) => c.env.faults.add(fault));
post('/faults/clear', z.object({ cell: z.string().optional() }), (c, { cell }) => ({ met: c.env.faults.lift(cell) }));
post('/reset', z.unknown(), async (c) => {
  c.env.faults.lift();
  await c.env.store.reset();
});
