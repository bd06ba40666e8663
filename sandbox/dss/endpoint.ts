import { setTimeout as wait } from 'node:timers/promises';
import { inside } from '../azure/workspaces.ts';
import { condition, startCluster } from '../databricks/clusters.ts';
import { memberOf } from '../databricks/context.ts';
import { startWarehouse, warehouseState } from '../databricks/warehouses.ts';
import { entra } from '../entra/api.ts';
import { bearerOf } from '../entra/tokens.ts';
import { notPractised } from '../not-practised.ts';
import type { Env } from '../practice.ts';
import type { DssConnection } from '../world/dss.ts';

/** When the cluster or warehouse behind a connection will answer, or why it cannot be reached. */
export type Reached = { readyAt: number } | { failure: string };

const text = (connection: DssConnection, name: string) => String(connection.params[name] ?? '').trim();
const driver = '[Databricks][JDBCDriver](500593) Communication link failure. Failed to connect to server. Reason:';

export const isWarehouse = (connection: DssConnection): boolean => /\/1\.0\/(warehouses|endpoints)\//.test(text(connection, 'httpPath'));

/** Requests tokens from the connection's token endpoint, with the connection's client id and secret, as DSS does. */
export async function askTokens(
  env: Env,
  connection: DssConnection,
  grant: Record<string, string>,
): Promise<Record<string, string> | { failure: string }> {
  if (grant['scope'] === '')
    return {
      failure:
        "OAuth2 token request failed: invalid_request: AADSTS900144: The request body must contain the following parameter: 'scope'.",
    };
  const url = URL.parse(text(connection, 'tokenEndpoint'));
  if (url && isOwnOAuth(url)) return { failure: `OAuth2 token request failed: invalid_request: ${notPractised(`POST ${url.href}`)}` };
  if (url?.host !== 'login.microsoftonline.com')
    return { failure: `Cannot reach the OAuth token endpoint ${text(connection, 'tokenEndpoint')}` };
  const body = new URLSearchParams({ client_id: text(connection, 'appId'), client_secret: text(connection, 'appSecret'), ...grant });
  const response = await entra.fetch(new Request(url, { method: 'POST', body }), env);
  const answer = (await response.json()) as Record<string, string>; // our own Entra's
  return response.ok ? answer : { failure: `OAuth2 token request failed: ${answer['error']}: ${answer['error_description']}` };
}

/** Databricks' own OAuth, of an account or of a workspace: DSS documents it, and the practice cloud has no app connections. */
export const isOwnOAuth = ({ host, pathname }: URL): boolean => /^\/oidc\//.test(pathname) && /\.azuredatabricks\.net$/.test(host);

/** What DSS asks for by default. */
export const scope = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default offline_access';

/** The scope that DSS asks Entra for: its own, or where the practice cloud is strict the one that stands in the connection. */
export const scopeOf = (env: Env, connection: DssConnection): string =>
  // its documents write a scope as it stands in an address, with a plus between two
  env.store.world.rules.dssAddsScope ? scope : text(connection, 'scope').replaceAll('+', ' ');

async function accessToken(env: Env, connection: DssConnection, login: string | null): Promise<string | { failure: string }> {
  if (connection.credentialsMode === 'GLOBAL') {
    const answer = await askTokens(env, connection, {
      grant_type: 'client_credentials',
      scope: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default',
    });
    return 'failure' in answer ? { failure: String(answer['failure']) } : (answer['access_token'] ?? '');
  }
  const user = env.store.world.dss.users.find((u) => u.login === login);
  const credential = user?.credentials[connection.name];
  if (!credential)
    return {
      // DSS's documents mention an error “requiring you to connect your Databricks account to Dataiku DSS”
      failure: `${login ?? 'This user'} must connect their account first. Connect your Databricks account to Dataiku DSS to use ${connection.name}.`,
    };
  const answer = await askTokens(env, connection, {
    grant_type: 'refresh_token',
    refresh_token: credential.refreshToken,
    scope: scopeOf(env, connection),
  });
  return 'failure' in answer ? { failure: String(answer['failure']) } : (answer['access_token'] ?? '');
}

/** Opens the connection as a user: credential, token, workspace, cluster or warehouse. Starts what is stopped. */
export async function reach(env: Env, connection: DssConnection, login: string | null): Promise<Reached> {
  const { store } = env;
  const token = await accessToken(env, connection, login);
  if (typeof token !== 'string') return token;
  const host = text(connection, 'host');
  if (text(connection, 'port') !== '443') return { failure: `${driver} Connection refused.` };
  const found = inside(store, host);
  if (!found) return { failure: `${driver} java.net.UnknownHostException: ${host}` };
  const bearer = await bearerOf(store, `Bearer ${token}`, 'databricks');
  if (bearer.kind !== 'person') return { failure: `${driver} HTTP Response code: 403, Error message: Invalid access token.` };
  const person = memberOf(bearer.person);
  const { databricks } = found;
  if (!databricks.members.some((m) => m.oid === person.oid))
    return { failure: `${driver} HTTP Response code: 403, Error message: User ${person.upn} is not a member of this workspace.` };

  const path = text(connection, 'httpPath').replace(/^\/+/, '');
  const now = store.clock.now();
  const cluster = databricks.clusters.find((k) => path === `sql/protocolv1/o/${found.workspace.workspaceId}/${k.id}`);
  if (cluster) {
    if (cluster.singleUserName && cluster.singleUserName !== person.upn)
      return {
        failure: `${driver} Single-user check failed: user '${person.upn}' attempted to run a command on single-user cluster ${cluster.id}, but the single user of this cluster is '${cluster.singleUserName}'.`,
      };
    const { state } = condition(cluster, now);
    if (state === 'TERMINATED') startCluster(store, cluster, person.upn);
    cluster.lastUsedAt = now;
    return cluster.fails && cluster.runningAt <= now
      ? { failure: `${driver} HTTP Response code: 503, Error message: The cluster is in unusable state.` }
      : { readyAt: Math.max(now, cluster.runningAt) };
  }
  const warehouse = databricks.warehouses.find((w) => new RegExp(`^sql/1\\.0/(warehouses|endpoints)/${w.id}$`).test(path));
  if (!warehouse) return { failure: `${driver} HTTP Response code: 404, Error message: Cluster or warehouse does not exist: ${path}` };
  if (warehouseState(warehouse, now) === 'STOPPED') startWarehouse(store, warehouse);
  warehouse.lastUsedAt = now;
  return { readyAt: Math.max(now, warehouse.runningAt ?? now) };
}

/** Waits until a moment on the practice clock, as a driver waits for a cluster to start. */
export async function until(env: Env, moment: number): Promise<void> {
  while (env.store.clock.now() < moment) await wait(50);
}
