import { z } from 'zod';
import { requestId, service } from '../practice.ts';
import { attendees, type DssUser } from '../world/dss.ts';
import type { DssRight } from '../world/rules.ts';
import { requireAdmin } from './admin.ts';
import type { C, Variables } from './context.ts';
import { DssError, json, refuseOthers } from './errors.ts';
import { attendeesHave } from './rights.ts';

/** Who is asking, the users, and their personal API keys. */
export const users = service<Variables>();

const all = (c: C) => c.env.store.world.dss.users;

function ownUser(c: C): DssUser {
  const user = all(c).find((u) => u.login === c.var.caller.login);
  if (!user) throw new DssError(403, 'This API key is not a user’s');
  return user;
}
function userOf(c: C): DssUser {
  const user = all(c).find((u) => u.login === c.req.param('login'));
  if (!user) throw new DssError(404, `User ${c.req.param('login')} does not exist`);
  return user;
}

const basics = (u: DssUser) => ({
  login: u.login,
  displayName: u.displayName,
  email: u.email,
  groups: u.groups,
  userProfile: 'DESIGNER',
  enabled: true,
});
/** Without secrets: that a credential exists shows, its value does not. */
const whole = (u: DssUser) => ({
  ...basics(u),
  sourceType: 'LOCAL_NO_AUTH',
  credentials: Object.fromEntries(Object.keys(u.credentials).map((name) => [name, { type: 'OAUTH_REFRESH_TOKEN' }])),
  secrets: [],
  userProperties: {},
});

users.get('/auth/info', (c) => {
  const { login, isAdmin } = c.var.caller;
  const user = all(c).find((u) => u.login === login);
  return c.json({
    authIdentifier: login ?? 'api:workshop',
    authSource: login ? 'PERSONAL_API_KEY' : 'CONFIGURABLE_API_KEY_GLOBAL',
    groups: user?.groups ?? (isAdmin ? ['administrators'] : []),
    userProfile: 'DESIGNER',
    associatedDSSUser: login ?? undefined,
  });
});
users.get('/current-user', (c) => c.json(whole(ownUser(c))));
users.get('/users', (c) => c.json(all(c).map(basics)));
users.get('/users/:login', (c) => c.json(basics(userOf(c))));
export const groupNames = ['administrators', attendees, 'services'];

/** Global rights of the groups, as far as anybody asks for them; their names are dsscli's (`group-create`). */
function groups(c: C) {
  const rights = (has: (right: DssRight) => boolean, managesEnvs: boolean) => ({
    mayCreateCodeEnvs: has('Create code envs'),
    mayManageCodeEnvs: managesEnvs,
    mayWriteSafeCode: has('Write isolated code'),
    mayWriteUnsafeCode: false,
    mayCreateActiveWebContent: has('Create active Web content'),
  });
  const group = (
    name: string,
    description: string,
    { admin = false, managesEnvs = false }: { admin?: boolean; managesEnvs?: boolean },
    has: (right: DssRight) => boolean,
  ) => ({
    ...{ name, description, sourceType: 'LOCAL', admin, mayCreateProjects: has('Create projects') },
    ...rights(has, managesEnvs),
  });
  return [
    group('administrators', 'DSS administrators', { admin: true, managesEnvs: true }, () => true),
    group(attendees, 'Everybody who signs in', { managesEnvs: c.env.store.world.rules.attendeesManageCodeEnvs }, (right) =>
      attendeesHave(c.env, right),
    ),
    group('services', 'Accounts of machines', {}, () => false),
  ];
}
users.get('/admin/groups/', requireAdmin, (c) => c.json(groups(c)));
users.get('/admin/groups/:name', requireAdmin, (c) => {
  const found = groups(c).find((g) => g.name === c.req.param('name'));
  if (!found) throw new DssError(404, `Group ${c.req.param('name')} does not exist`);
  return c.json(found);
});
users.get('/admin/users/', requireAdmin, (c) => c.json(all(c).map(whole)));
users.get('/admin/users/:login', requireAdmin, (c) => c.json(whole(userOf(c))));

const NewUser = z.looseObject({
  login: z.string().regex(/^[\w.@-]+$/),
  displayName: z.string().default(''),
  email: z.string().default(''),
  groups: z.array(z.string()).default([]),
});

users.post('/admin/users/', requireAdmin, json(NewUser), (c) => {
  const { login, displayName, email, groups, password: _, ...others } = c.req.valid('json'); // nobody here has one of their own
  refuseOthers('users', others, { sourceType: 'LOCAL', userProfile: 'DESIGNER' });
  if (all(c).some((u) => u.login === login)) throw new DssError(500, `User ${login} already exists`);
  all(c).push({ login, displayName: displayName || login, email, groups, credentials: {} });
  c.env.store.save();
  return c.json({ msg: `Created user ${login}` });
});

const NewKey = z.looseObject({ label: z.string().default('') });

users.get('/personal-api-keys/', (c) => {
  const { login } = ownUser(c);
  const own = c.env.store.world.dss.keys.filter((k) => k.kind === 'personal' && k.login === login);
  return c.json(own.map(({ label }) => ({ id: label, user: login, label, key: '******' })));
});
users.post('/personal-api-keys/', json(NewKey), (c) => {
  const { label, ...others } = c.req.valid('json');
  refuseOthers('API keys', others);
  return c.json(addKey(c, ownUser(c).login, label));
});
users.post('/admin/personal-api-keys/', requireAdmin, json(NewKey.extend({ user: z.string() })), (c) => {
  const { user, label, ...others } = c.req.valid('json');
  refuseOthers('API keys', others);
  if (!all(c).some((u) => u.login === user)) throw new DssError(404, `User ${user} does not exist`);
  return c.json(addKey(c, user, label));
});
function addKey(c: C, login: string, label: string) {
  const key = `dkuaps-${requestId().replaceAll('-', '')}`;
  c.env.store.world.dss.keys.push({ kind: 'personal', key, label, login });
  c.env.store.save();
  return { id: label || key.slice(-6), user: login, label, key };
}
