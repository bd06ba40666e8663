import type { Context } from 'hono';
import { z } from 'zod';
import { answer } from '../databricks/statements.ts';
import { type Practice, requestId, service } from '../practice.ts';
import type { DssConnection, DssUser } from '../world/dss.ts';
import { type Caller, callerOf, connectionFor, DssError, errorBody, mayUse, sqlFailure } from './access.ts';
import { codeEnvs } from './code-envs-api.ts';
import { addConnection, definition, open, test } from './connections.ts';
import { models } from './models-api.ts';
import { projects } from './projects-api.ts';
import { callers, future, futures } from './room.ts';

type C = Context<Practice>;

/** Dataiku DSS's public API. Routes and shapes from the official Python client (facts, sections 1 to 7). */
export const dssApi = service();

dssApi.onError((error, c) => {
  if (error instanceof DssError) return c.json(errorBody(error), error.status);
  if (error instanceof z.ZodError) return c.json(errorBody(new DssError(500, z.prettifyError(error))), 500);
  throw error;
});

const api = service();

api.use('*', async (c, next) => {
  c.header('DSS-Version', '14.3.3');
  c.header('DSS-API-Version', '14.3.3');
  callers.set(c, callerOf(c.env.store.world.dss, c.req.header('authorization'), c.req.header('x-dku-proxyuser')));
  return next();
});

const callerIn = (c: C): Caller => callers.get(c);
function requireAdmin(c: C): void {
  if (!callerIn(c).isAdmin) throw new DssError(403, 'Action forbidden, you are not an administrator');
}
function ownUser(c: C): DssUser {
  const user = c.env.store.world.dss.users.find((u) => u.login === callerIn(c).login);
  if (!user) throw new DssError(403, 'This API key is not a user’s');
  return user;
}

// --- who ------------------------------------------------------------------------------------------------------------

const basics = (u: DssUser) => ({
  login: u.login,
  displayName: u.displayName,
  email: u.email,
  groups: u.groups,
  userProfile: 'DESIGNER',
  enabled: true,
});
/** Without what is secret: that a credential is there shows, what it is does not. */
const whole = (u: DssUser) => ({
  ...basics(u),
  sourceType: 'LOCAL_NO_AUTH',
  credentials: Object.fromEntries(Object.keys(u.credentials).map((name) => [name, { type: 'OAUTH_REFRESH_TOKEN' }])),
  secrets: [],
  userProperties: {},
});

api.get('/auth/info', (c) => {
  const { login, isAdmin } = callerIn(c);
  const user = c.env.store.world.dss.users.find((u) => u.login === login);
  return c.json({
    authIdentifier: login ?? 'api:workshop',
    authSource: login ? 'PERSONAL_API_KEY' : 'CONFIGURABLE_API_KEY_GLOBAL',
    groups: user?.groups ?? (isAdmin ? ['administrators'] : []),
    userProfile: 'DESIGNER',
    associatedDSSUser: login ?? undefined,
  });
});
api.get('/current-user', (c) => c.json(whole(ownUser(c))));
api.get('/instance-info', (c) => c.json({ nodeId: 'practice', nodeName: 'practice', nodeType: 'DESIGN' }));
api.get('/users', (c) => c.json(c.env.store.world.dss.users.map(basics)));
api.get('/users/:login', (c) => c.json(basics(userOf(c))));
api.get('/admin/users/', (c) => {
  requireAdmin(c);
  return c.json(c.env.store.world.dss.users.map(whole));
});
api.get('/admin/users/:login', (c) => {
  requireAdmin(c);
  return c.json(whole(userOf(c)));
});
api.post('/admin/users/', async (c) => {
  requireAdmin(c);
  const { login, displayName, email, groups } = z
    .object({
      login: z.string().regex(/^[\w.@-]+$/),
      displayName: z.string().default(''),
      email: z.string().default(''),
      groups: z.array(z.string()).default([]),
    })
    .parse(await c.req.json());
  const { users } = c.env.store.world.dss;
  if (users.some((u) => u.login === login)) throw new DssError(500, `User ${login} already exists`);
  users.push({ login, displayName: displayName || login, email, groups, credentials: {} });
  c.env.store.save();
  return c.json({ msg: `Created user ${login}` });
});
function userOf(c: C): DssUser {
  const user = c.env.store.world.dss.users.find((u) => u.login === c.req.param('login'));
  if (!user) throw new DssError(404, `User ${c.req.param('login')} does not exist`);
  return user;
}

api.get('/personal-api-keys/', (c) => {
  const { login } = ownUser(c);
  return c.json(
    c.env.store.world.dss.keys
      .filter((k) => k.kind === 'personal' && k.login === login)
      .map(({ label }) => ({ id: label, user: login, label, key: '******' })),
  );
});
api.post('/personal-api-keys/', async (c) =>
  c.json(newKey(c, ownUser(c).login, z.object({ label: z.string().default('') }).parse(await c.req.json()).label)),
);
api.post('/admin/personal-api-keys/', async (c) => {
  requireAdmin(c);
  const { user, label } = z.object({ user: z.string(), label: z.string().default('') }).parse(await c.req.json());
  return c.json(newKey(c, user, label));
});
function newKey(c: C, login: string, label: string) {
  const key = `dkuaps-${requestId().replaceAll('-', '')}`;
  c.env.store.world.dss.keys.push({ kind: 'personal', key, label, login });
  c.env.store.save();
  return { id: label || key.slice(-6), user: login, label, key };
}

// --- connections ----------------------------------------------------------------------------------------------------

const byName = (c: C): DssConnection => {
  const name = c.req.param('name') ?? '';
  const found = c.env.store.world.dss.connections.find((k) => k.name === name);
  if (!found) throw new DssError(500, `Connection ${name} not found`);
  return found;
};
const ConnectionInput = z.object({
  type: z.enum(['Databricks', 'Azure']),
  params: z.record(z.string(), z.unknown()).default({}),
  credentialsMode: z.enum(['GLOBAL', 'PER_USER']).default('GLOBAL'),
  usableBy: z.string().default('ALL'),
});
const reach = (usableBy: string) => (usableBy === 'ALL' ? ('ALL' as const) : ('CREATOR' as const));

api.get('/admin/connections/', (c) => {
  requireAdmin(c);
  return c.json(Object.fromEntries(c.env.store.world.dss.connections.map((k) => [k.name, definition(k)])));
});
api.get('/admin/connections/:name', (c) => {
  requireAdmin(c);
  return c.json(definition(byName(c)));
});
api.post('/admin/connections/', async (c) => {
  requireAdmin(c);
  const { name, usableBy, ...wanted } = ConnectionInput.extend({ name: z.string() }).parse(await c.req.json());
  addConnection(c.env, callerIn(c).login ?? 'admin', { name, ...wanted, usableBy: reach(usableBy) });
  return c.json({ msg: `Created connection ${name}` });
});
api.put('/admin/connections/:name', async (c) => {
  requireAdmin(c);
  const found = byName(c);
  const { usableBy, params, ...wanted } = ConnectionInput.parse(await c.req.json());
  const secret = params['appSecret'] === 'e:AES:hidden' ? { appSecret: found.params['appSecret'] } : {};
  Object.assign(found, wanted, { usableBy: reach(usableBy), params: { ...params, ...secret } });
  c.env.store.save();
  return c.json({ msg: `Updated connection ${found.name}` });
});
api.delete('/admin/connections/:name', (c) => {
  requireAdmin(c);
  const found = byName(c);
  const { dss } = c.env.store.world;
  dss.connections = dss.connections.filter((k) => k !== found);
  c.env.store.save();
  return c.body(null, 204);
});
api.get('/connections/get-names', (c) => {
  const type = c.req.query('type') ?? 'all';
  const { connections } = c.env.store.world.dss;
  return c.json(connections.filter((k) => mayUse(k, callerIn(c)) && (type === 'all' || k.type === type)).map((k) => k.name));
});
api.get('/connections/:name/info', (c) => {
  const found = connectionFor(c.env.store.world.dss, c.req.param('name'), callerIn(c));
  if (!callerIn(c).isAdmin)
    throw new DssError(
      403,
      `You may not read the details of connection ${found.name}`,
      'com.dataiku.dip.exceptions.DKUSecurityRuntimeException',
    );
  return c.json({ type: found.type, credentialsMode: found.credentialsMode, params: definition(found).params, resolvedParams: {} });
});
api.get('/connections/:name/test', async (c) =>
  c.json(await test(c.env, connectionFor(c.env.store.world.dss, c.req.param('name'), callerIn(c)), callerIn(c))),
);

// --- SQL ------------------------------------------------------------------------------------------------------------

const queries = new Map<string, string[][]>();
const sqlTypes: Record<string, string> = { INT: 'int', LONG: 'bigint', DOUBLE: 'double', TIMESTAMP: 'date' };

api.post('/sql/queries/', async (c) => {
  const { query, connection: name } = z
    .object({ query: z.string(), connection: z.string({ error: 'connection is required' }) })
    .parse(await c.req.json());
  await open(c.env, connectionFor(c.env.store.world.dss, name, callerIn(c)), callerIn(c));
  const result = answer(query);
  if ('error' in result) throw sqlFailure(result.error);
  const queryId = requestId();
  queries.set(queryId, result.rows);
  return c.json({
    queryId,
    hasResults: true,
    schema: result.columns.map((k) => ({ name: k.name, type: sqlTypes[k.type_name] ?? 'string', originalType: k.type_name })),
  });
});
api.get('/sql/queries/:id/stream', (c) => {
  const rows = queries.get(c.req.param('id'));
  if (!rows) throw new DssError(404, 'Unknown query');
  if (c.req.query('format') === 'json') return c.json(rows);
  return c.text(rows.map((row) => `${row.join('\t')}\n`).join(''));
});
api.get('/sql/queries/:id/finish-streaming', (c) => {
  queries.delete(c.req.param('id'));
  return c.body(null, 200);
});

// --- the rest -------------------------------------------------------------------------------------------------------

api.get('/futures/:id', (c) => {
  if (!futures.has(c.req.param('id'))) throw new DssError(404, 'Unknown future');
  return c.json(future(c.req.param('id')));
});
api.delete('/futures/:id', (c) => {
  futures.delete(c.req.param('id'));
  return c.body(null, 204);
});
api.route('/', projects);
api.route('/', models);
api.route('/', codeEnvs);
api.all('*', (c) => {
  throw new DssError(404, `No route for ${c.req.method} ${c.req.path}`);
});

// the client says /dip/publicapi, the documentation /public/api
for (const base of ['/public/api', '/dip/publicapi']) dssApi.route(base, api);
