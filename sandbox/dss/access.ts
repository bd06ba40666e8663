import { mailOf, type Person } from '../world/cast.ts';
import { attendees, type Dss, type DssConnection, type DssKey, type DssProject, type DssUser } from '../world/dss.ts';
import type { Store } from '../world/store.ts';
import { DssError } from './errors.ts';

/** Whose rights a request has. An admin key without a user belongs to no person, and has no credentials. */
export interface Caller {
  login: string | null;
  isAdmin: boolean;
  /** The one project that a project key grants access to. */
  projectKey?: string;
}

/** The API key of a request: the user of Basic (or its password, as today's documentation says), or a Bearer token. */
function keyOf(header: string): string {
  const [, scheme = '', value = ''] = /^(\w+) (.+)$/.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
  return user || password;
}

/** @throws DssError 401 for an unknown key, 403 when a key without administrator rights names another user */
export function callerOf(dss: Dss, header: string | undefined, asUser: string | undefined): Caller {
  const key = dss.keys.find((k) => k.key === keyOf(header ?? ''));
  if (!key) throw new DssError(401, header ? 'Invalid API key' : 'Access denied: no API key in the request');
  const own = rightsOf(dss, key);
  if (!asUser) return own;
  if (!own.isAdmin) throw new DssError(403, 'Only administrators may act on behalf of another user');
  const user = dss.users.find((u) => u.login === asUser);
  if (!user) throw new DssError(404, `User ${asUser} does not exist`);
  return { login: user.login, isAdmin: isAdministrator(user) };
}

const isAdministrator = (user: DssUser | undefined) => user?.groups.includes('administrators') ?? false;

function rightsOf(dss: Dss, key: DssKey): Caller {
  if (key.kind === 'admin') return { login: null, isAdmin: true };
  if (key.kind === 'project') return { login: null, isAdmin: false, projectKey: key.projectKey ?? '' };
  const user = dss.users.find((u) => u.login === key.login);
  return { login: user?.login ?? null, isAdmin: isAdministrator(user) };
}

/** DSS creates a user at their first single sign-on, with their mail address; here the login is the first part of it. */
export function userFor(store: Store, who: Pick<Person, 'upn' | 'mail' | 'name'>): DssUser {
  const { users } = store.world.dss;
  const email = mailOf(who);
  const known = users.find((u) => u.email === email);
  if (known) return known;
  const login = email.split('@')[0]?.toLowerCase() ?? email;
  const user: DssUser = { login, displayName: who.name, email, groups: [attendees], credentials: {} };
  users.push(user);
  store.save();
  return user;
}

export const mayUse = (connection: DssConnection, caller: Caller): boolean =>
  caller.projectKey === undefined && (caller.isAdmin || connection.usableBy === 'ALL' || connection.createdBy === caller.login);

/** @throws DssError 500 when the connection does not exist, 403 when the caller may not use it */
export function connectionFor(dss: Dss, name: string, caller: Caller): DssConnection {
  const found = dss.connections.find((k) => k.name === name);
  if (!found) throw new DssError(500, `Connection ${name} not found`);
  if (!mayUse(found, caller)) throw new DssError(403, `You are not allowed to use connection ${name}`);
  return found;
}

export const mayRead = (project: DssProject, caller: Caller): boolean =>
  caller.projectKey === undefined
    ? caller.isAdmin || project.owner === caller.login || project.isShared
    : caller.projectKey === project.projectKey;
export const mayWrite = (project: DssProject, caller: Caller): boolean =>
  caller.isAdmin || project.owner === caller.login || caller.projectKey === project.projectKey;

/** Its administrators: a project's key has no such privilege unless it is made with it, which is not simulated. */
export const mayAdminister = (project: DssProject, caller: Caller): boolean =>
  caller.projectKey === undefined && (caller.isAdmin || project.owner === caller.login);

export const levels = {
  read: { may: mayRead, to: 'read the configuration of' },
  write: { may: mayWrite, to: 'write to' },
  admin: { may: mayAdminister, to: 'administer' },
};
/** What a project's permissions are asked for: `admin` for its permissions, its keys and its end (official client, dss/project.py). */
export type Level = keyof typeof levels;

/** @throws DssError 403, also for a project that does not exist: a stranger is not told which */
export function projectFor(dss: Dss, caller: Caller, key: string, wants: Level): DssProject {
  const found = dss.projects.find((p) => p.projectKey === key);
  if (!found && caller.isAdmin) throw new DssError(404, `Project ${key} does not exist`);
  const { may, to } = levels[wants];
  if (!found || !may(found, caller)) throw new DssError(403, `You may not ${to} project ${key}`);
  return found;
}
