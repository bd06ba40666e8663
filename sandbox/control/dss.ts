import { z } from 'zod';
import { clusterPath } from '../databricks/clusters.ts';
import { warehousePath } from '../databricks/warehouses.ts';
import { userFor } from '../dss/access.ts';
import { addConnection, callback, connectAccount } from '../dss/connections.ts';
import { scope } from '../dss/endpoint.ts';
import { createProject } from '../dss/projects.ts';
import { addSecret } from '../entra/secrets.ts';
import { issueCode } from '../entra/tokens.ts';
import { type Env, service } from '../practice.ts';
import type { Workspace } from '../world/azure.ts';
import { dssClientId, type Person, tenantId } from '../world/cast.ts';
import type { DssConnection } from '../world/dss.ts';
import { poster } from './post.ts';

/** What a person does by hand around DSS, for seeds and tests without a browser. */
export const dssControl = service();
const post = poster(dssControl);

const halfYear = 180 * 86_400_000;
const registeredApp = ({ store }: Env) => store.world.apps.find((a) => a.clientId === dssClientId);

/** Connects a person's account. The code is issued without a sign-in. */
async function connect(env: Env, person: Person, connection: DssConnection): Promise<{ failure: string } | null> {
  const clientId = String(connection.params['appId'] ?? '');
  const code = await issueCode(env.store, { oid: person.oid, clientId, redirectUri: callback, scope, mfa: env.store.world.rules.mfaFor });
  return connectAccount(env, connection, userFor(env.store, person), code);
}

/** Sections 2 and 3.0 of the lab: connections to the workspace's cluster and warehouse, both connected, and a project. */
export async function dssFor(env: Env, person: Person, workspace: Workspace): Promise<void> {
  const { login } = userFor(env.store, person);
  const databricks = env.store.world.databricks[workspace.workspaceId];
  const base = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0`;
  const [cluster] = databricks?.clusters ?? [];
  const [warehouse] = databricks?.warehouses ?? [];
  const places = { cluster: cluster && clusterPath(workspace, cluster), warehouse: warehouse && warehousePath(warehouse) };
  const secret = addSecret(registeredApp(env)?.secrets ?? [], person, workspace.name, env.store.clock.now() + halfYear);
  for (const [kind, httpPath] of Object.entries(places)) {
    const name = `${workspace.name}-${kind}`;
    if (!httpPath || env.store.world.dss.connections.some((k) => k.name === name)) continue;
    const params = {
      host: workspace.workspaceUrl,
      port: '443',
      httpPath,
      ssl: true,
      scope,
      authType: 'OAUTH2_APP',
      appId: dssClientId,
      appSecret: secret.value,
      authorizationEndpoint: `${base}/authorize`,
      tokenEndpoint: `${base}/token`,
      useAutoFastWrite: true,
      autoFastWriteConnection: 'common-adls',
      autoFastWritePath: 'databricks_tmp',
    };
    const made = addConnection(env, login, { name, type: 'Databricks', params, credentialsMode: 'PER_USER', usableBy: 'CREATOR' });
    await connect(env, person, made);
  }
  const key = workspace.name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^[^A-Z]+/, '');
  if (key && !env.store.world.dss.projects.some((p) => p.projectKey === key)) createProject(env, login, key, workspace.name);
}

/** Adds a client secret to the registered app, as the Azure portal does. */
post('/secret', z.object({ upn: z.string(), endsInDays: z.number().default(180) }), (c, { upn, endsInDays }) => {
  const { world, clock } = c.env.store;
  const found = world.people.find((p) => p.upn === upn);
  const app = world.apps.find((a) => a.clientId === dssClientId);
  return found && app ? addSecret(app.secrets, found, `made for ${found.name}`, clock.now() + endsInDays * 86_400_000) : { ok: false };
});

/** A person's first sign-in to DSS, which creates their user. */
post('/dss/sign-in', z.object({ upn: z.string() }), (c, { upn }) => {
  const found = c.env.store.world.people.find((p) => p.upn === upn);
  return found ? { login: userFor(c.env.store, found).login } : { ok: false };
});

/** Creates or changes a personal connection. Nothing is checked: tests need wrong settings, too. */
post(
  '/dss/connection',
  z.object({
    upn: z.string(),
    name: z.string(),
    params: z.record(z.string(), z.unknown()),
    credentialsMode: z.enum(['GLOBAL', 'PER_USER']).default('PER_USER'),
  }),
  (c, { upn, name, params, credentialsMode }) => {
    const found = c.env.store.world.people.find((p) => p.upn === upn);
    if (!found) return { ok: false };
    const { dss } = c.env.store.world;
    const { login } = userFor(c.env.store, found);
    const known = dss.connections.find((k) => k.name === name && k.createdBy === login);
    const whole = { host: '', port: '443', httpPath: '', scope, ssl: true, ...known?.params, ...params };
    if (known) Object.assign(known, { params: whole, credentialsMode });
    else addConnection(c.env, login, { name, type: 'Databricks', params: whole, credentialsMode, usableBy: 'CREATOR' });
    return { login };
  },
);

/** "Connect" in the profile, with its round trip through Entra. */
post('/dss/connect', z.object({ upn: z.string(), connection: z.string() }), async (c, { upn, connection: name }) => {
  const { store } = c.env;
  const found = store.world.people.find((p) => p.upn === upn);
  const connection = store.world.dss.connections.find((k) => k.name === name);
  if (!found || !connection) return { ok: false };
  return (await connect(c.env, found, connection)) ?? { ok: true };
});
