import type { Env } from '../practice.ts';
import { dssHost } from '../world/cast.ts';
import type { DssConnection, DssUser } from '../world/dss.ts';
import type { Caller } from './access.ts';
import { askTokens, reach, scopeOf, until } from './endpoint.ts';
import { DssError, sqlFailure } from './errors.ts';

export function addConnection(
  env: Env,
  by: string,
  wanted: Pick<DssConnection, 'name' | 'type' | 'params' | 'credentialsMode' | 'usableBy'>,
): DssConnection {
  const { connections } = env.store.world.dss;
  if (!/^[\w-]{1,80}$/.test(wanted.name)) throw new DssError(500, 'A connection name has letters, digits, hyphens and underscores');
  if (connections.some((k) => k.name === wanted.name)) throw new DssError(500, `Connection ${wanted.name} already exists`);
  requireLicence(env, wanted.credentialsMode);
  const made = { ...wanted, createdBy: by, createdAt: env.store.clock.now() };
  connections.push(made);
  env.store.save();
  return made;
}

/** What used it fails from then on, and people's credentials for it are gone: one of that name that is made later is another. */
export function deleteConnection({ store }: Env, { name }: DssConnection): void {
  const { dss } = store.world;
  dss.connections = dss.connections.filter((k) => k.name !== name);
  for (const user of dss.users) delete user.credentials[name];
  store.save();
}

/** @throws DssError where the license lacks what a credential per user needs. How DSS words it is not public. */
export function requireLicence({ store }: Env, mode: DssConnection['credentialsMode']): void {
  if (mode === 'PER_USER' && !store.world.rules.licenceHasUserIsolation)
    throw new DssError(
      403,
      'Your license does not allow per-user credentials: it lacks user isolation',
      'com.dataiku.dip.exceptions.LicenseException',
    );
}

/** Settings that every connection of a type has here, whatever a client would have. */
export const settingsOf = (type: DssConnection['type']) => ({
  allowWrite: true,
  allowManagedDatasets: true,
  allowManagedFolders: type === 'Azure',
  allowedGroups: [],
  detailsReadability: { readableBy: 'NONE', allowedGroups: [] },
  maxActivities: 0,
});

/** The definition as administrators see it, without its secret (facts, section 3). */
export const definition = (k: DssConnection) => ({
  name: k.name,
  type: k.type,
  params: { ...k.params, ...('appSecret' in k.params ? { appSecret: 'e:AES:hidden' } : {}) },
  credentialsMode: k.credentialsMode,
  usableBy: k.usableBy === 'ALL' ? 'ALL' : 'ALLOWED',
  ...settingsOf(k.type),
  creationTag: { versionNumber: 0, lastModifiedBy: { login: k.createdBy }, lastModifiedOn: k.createdAt },
});

/** The "Test" button, and `/test`: opens the connection as the caller. */
export async function test(
  env: Env,
  connection: DssConnection,
  caller: Caller,
): Promise<{ connectionOK: true } | { connectionOK: false; connectionErrorMsg: string }> {
  if (connection.type === 'Azure') return { connectionOK: true };
  const reached = await reach(env, connection, caller.login);
  if ('failure' in reached) return { connectionOK: false, connectionErrorMsg: reached.failure };
  await until(env, reached.readyAt);
  return { connectionOK: true };
}

/** Opens a connection for a query. @throws DssError for the caller's lack of rights, or the database's failure */
export async function open(env: Env, connection: DssConnection, caller: Caller): Promise<void> {
  if (connection.type !== 'Databricks') throw new DssError(500, `${connection.name} is not a SQL connection`);
  if (caller.login === null)
    throw new DssError(500, 'No associated user in this authentication context (source=CONFIGURABLE_API_KEY_GLOBAL)', 'java.lang.Error');
  const reached = await reach(env, connection, caller.login);
  if ('failure' in reached) throw sqlFailure(reached.failure);
  await until(env, reached.readyAt);
}

/** The redirect URI for people who connect their account. */
export const callback = `https://${dssHost}/dip/api/oauth2-callback`;

/** Redeems an authorization code with the connection's own client id and secret, and stores the refresh token. */
export async function connectAccount(
  env: Env,
  connection: DssConnection,
  user: DssUser,
  code: string,
): Promise<{ failure: string } | null> {
  const answer = await askTokens(env, connection, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    scope: scopeOf(env, connection),
  });
  if ('failure' in answer) return { failure: String(answer['failure']) };
  if (!scopeOf(env, connection).split(/\s+/).includes('offline_access'))
    return { failure: 'The token endpoint returned no refresh token: the scope lacks offline_access' };
  user.credentials[connection.name] = { refreshToken: answer['refresh_token'] ?? '', connectedAt: env.store.clock.now() };
  env.store.save();
  return null;
}
