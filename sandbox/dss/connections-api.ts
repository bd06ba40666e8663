import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssConnection } from '../world/dss.ts';
import { connectionFor, mayUse } from './access.ts';
import { requireAdmin } from './admin.ts';
import { addConnection, definition, deleteConnection, requireLicence, settingsOf, test } from './connections.ts';
import { by, type Variables } from './context.ts';
import { DssError, json, refuseOthers } from './errors.ts';
import { query } from './parameters.ts';

/** `/admin/connections/…` for administrators, `/connections/…` for everybody. */
export const connections = service<Variables>();

/** Finds the connection that the path names, as `c.var.connection`. */
const withConnection = createMiddleware<Practice<Variables & { connection: DssConnection }>>(async (c, next) => {
  const name = c.req.param('name') ?? '';
  const connection = c.env.store.world.dss.connections.find((k) => k.name === name);
  if (!connection) throw new DssError(500, `Connection ${name} not found`);
  c.set('connection', connection);
  return next();
});

const Definition = z.looseObject({
  type: z.enum(['Databricks', 'Azure']),
  params: z.record(z.string(), z.unknown()).default({}),
  credentialsMode: z.enum(['GLOBAL', 'PER_USER']).default('GLOBAL'),
  usableBy: z
    .string()
    .default('ALL')
    .transform((usableBy) => (usableBy === 'ALL' ? 'ALL' : 'CREATOR')),
});
type Definition = z.output<typeof Definition>;

/**
 * The parts of a definition that can be changed here.
 * @param shown the definition as it would be read: what a client sends back unchanged is no change
 * @throws DssError 501 for another field that differs
 */
function practised(
  { type, params, credentialsMode, usableBy, ...others }: Definition,
  shown: Record<string, unknown>,
): Pick<DssConnection, 'type' | 'params' | 'credentialsMode' | 'usableBy'> {
  refuseOthers('connections', others, shown);
  return { type, params, credentialsMode, usableBy };
}

connections.get('/admin/connections/', requireAdmin, (c) =>
  c.json(Object.fromEntries(c.env.store.world.dss.connections.map((k) => [k.name, definition(k)]))),
);
connections.get('/admin/connections/:name', requireAdmin, withConnection, (c) => c.json(definition(c.var.connection)));
connections.post('/admin/connections/', requireAdmin, json(Definition.extend({ name: z.string() })), (c) => {
  const { name, ...wanted } = c.req.valid('json');
  const made = { ...practised(wanted, settingsOf(wanted.type)), name };
  addConnection(c.env, by(c), made);
  return c.json({ msg: `Created connection ${name}` });
});
connections.put('/admin/connections/:name', requireAdmin, withConnection, json(Definition), (c) => {
  const { connection } = c.var;
  const sent = c.req.valid('json');
  const { params, ...wanted } = practised(sent, { ...definition(connection), ...settingsOf(sent.type) });
  requireLicence(c.env, wanted.credentialsMode);
  const secret = params['appSecret'] === 'e:AES:hidden' ? { appSecret: connection.params['appSecret'] } : {};
  Object.assign(connection, wanted, { params: { ...params, ...secret } });
  c.env.store.save();
  return c.json({ msg: `Updated connection ${connection.name}` });
});
connections.delete('/admin/connections/:name', requireAdmin, withConnection, (c) => {
  deleteConnection(c.env, c.var.connection);
  return c.body(null, 204);
});

connections.get('/connections/get-names', query(z.object({ type: z.string().default('all') })), (c) => {
  const { type } = c.req.valid('query');
  const usable = c.env.store.world.dss.connections.filter((k) => mayUse(k, c.var.caller));
  return c.json(usable.filter((k) => type === 'all' || k.type === type).map((k) => k.name));
});
connections.get('/connections/:name/info', (c) => {
  const found = connectionFor(c.env.store.world.dss, c.req.param('name'), c.var.caller);
  const { type, credentialsMode } = found;
  if (!c.var.caller.isAdmin) {
    if (c.env.store.world.rules.infoWithoutParams) return c.json({ type, credentialsMode });
    throw new DssError(
      403,
      `You may not read the details of connection ${found.name}`,
      'com.dataiku.dip.exceptions.DKUSecurityRuntimeException',
    );
  }
  return c.json({ type, credentialsMode, params: definition(found).params, resolvedParams: {} });
});
connections.get('/connections/:name/test', async (c) => {
  const { caller } = c.var;
  return c.json(await test(c.env, connectionFor(c.env.store.world.dss, c.req.param('name'), caller), caller));
});
