import { isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import { differenceIn, tidyPath } from '@/lib/checks/databricks/connection-details';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Connection } from '@/lib/clouds/dss';
import { type ConnectionParams, readParams } from './assumed';
import { askLogin } from './login';

/** The two endpoints that a connection may lead to; steps 2.1 and 2.2 differ in nothing else. */
export type Endpoint = 'cluster' | 'warehouse';
export const endpointNames = { cluster: 'cluster', warehouse: 'SQL warehouse' } as const satisfies Record<Endpoint, string>;

export interface ConnectionView {
  name: string;
  login: string;
  connection: Connection | null;
  /** Whether the attendee may use it: a personal connection of somebody else's they may not. */
  isUsable: boolean;
}

export const connectionName = (endpoint: Endpoint, known: Known): string =>
  (endpoint === 'cluster' ? known.clusterConnection : known.warehouseConnection) ?? '';
export const nameOf = (endpoint: Endpoint): 'clusterConnection' | 'warehouseConnection' =>
  endpoint === 'cluster' ? 'clusterConnection' : 'warehouseConnection';

export async function askConnection(endpoint: Endpoint, clouds: Clouds, known: Known): Promise<ConnectionView | Verdict> {
  const login = await askLogin(clouds, known);
  if (typeof login !== 'string') return login;
  const name = connectionName(endpoint, known);
  const [connection, usable] = await Promise.all([clouds.dss(login).connection(name), clouds.dss(login).connectionNames('Databricks')]);
  return { name, login, connection, isUsable: usable.includes(name) };
}

const creatorOf = (connection: Connection) => connection.creationTag?.lastModifiedBy?.login ?? null;

export function judgeExists({ name, login, connection, isUsable }: ConnectionView): Verdict {
  const creator = connection && creatorOf(connection);
  if (!connection) return missing(`DSS has no connection named ${name} yet.`, 'Create it, or record the name that you gave it.');
  if (connection.type !== 'Databricks')
    return wrong('It is a connection to something else.', {
      expected: 'Databricks',
      found: connection.type,
      remedy: 'Create a connection of type Databricks, and record its name.',
    });
  if ((creator && creator !== login) || !isUsable)
    return wrong('That connection is somebody else’s.', {
      expected: `made by ${login}`,
      found: creator ? `made by ${creator}` : 'not usable by you',
      remedy: 'Create one of your own under another name, and record that.',
    });
  return pass(name);
}

/** A judge that has something to say only where there is a connection to look at. */
export const ofConnection =
  <K extends Known>(judge: (params: ConnectionParams, known: K, view: ConnectionView & { connection: Connection }) => Verdict) =>
  (answer: ConnectionView | Verdict, known: K): Verdict => {
    if (isVerdict(answer)) return answer;
    const { connection } = answer;
    return connection
      ? judge(readParams(connection.params), known, { ...answer, connection })
      : missing('There is no connection to look at yet.', 'Create it first.');
  };

export function judgePlace(endpoint: Endpoint, params: ConnectionParams, known: Known): Verdict {
  const recorded =
    endpoint === 'cluster'
      ? { host: known.clusterHost ?? '', port: known.clusterPort ?? '', httpPath: known.clusterHttpPath ?? '' }
      : { host: known.warehouseHost ?? '', port: known.warehousePort ?? '', httpPath: known.warehouseHttpPath ?? '' };
  const difference = differenceIn(endpoint, params, recorded);
  if (!difference) return pass(`Leads to your ${endpointNames[endpoint]}.`);
  const field = { host: 'Host', port: 'Port', httpPath: 'HTTP path' }[difference.field];
  return wrong(difference.message, {
    expected: difference.expected,
    found: difference.found || 'nothing',
    remedy: `Edit the connection: set ${field} to what you recorded in step ${endpoint === 'cluster' ? '1.2' : '1.3'}.`,
  });
}

export const authority = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/`;
const tidyUrl = (url: string) => url.trim().replace(/\/+$/, '').toLowerCase();

export function judgeOAuth(params: ConnectionParams, { appClientId = '', tenantId = '' }: Known): Verdict {
  const differs = (message: string, expected: string, found: string, field: string) =>
    wrong(message, {
      expected,
      found: found || 'nothing',
      remedy: `Edit the connection: set ${field}, save, and connect your credential again.`,
    });
  if (!params.isOAuth) return differs('It does not sign in with OAuth.', 'OAuth', params.authType, 'Auth type to OAuth');
  if (params.clientId.toLowerCase() !== appClientId.toLowerCase())
    return differs('The client id is not the registered app’s.', appClientId, params.clientId, 'Client id');
  for (const [field, end, found] of [
    ['OAuth authorization endpoint', 'authorize', params.authorizationEndpoint],
    ['OAuth token endpoint', 'token', params.tokenEndpoint],
  ] as const) {
    const expected = `${authority(tenantId)}${end}`;
    if (tidyUrl(found) === tidyUrl(expected)) continue;
    const isFirst = tidyUrl(found) === tidyUrl(expected.replace('/v2.0/', '/'));
    const isOtherTenant = /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/(authorize|token)$/.test(tidyUrl(found));
    const message = isFirst
      ? `The ${field} is the first version’s; it needs /v2.0/ in it.`
      : isOtherTenant && tidyUrl(found).endsWith(end)
        ? `The ${field} is another tenant’s.`
        : `The ${field} is not right.`;
    return differs(message, expected, found, field);
  }
  return pass('With the registered app, and the tenant’s v2.0 endpoints.');
}

export function judgeFastWrite(endpoint: Endpoint, { fastWrite }: ConnectionParams, known: Known): Verdict {
  const { adlsConnection = '', adlsSasConnection = '', fastWritePath = '' } = known;
  if (!fastWrite.isOn)
    return wrong('Automatic fast-write is off: rows would go one by one.', {
      expected: 'ticked',
      found: 'not ticked',
      remedy: 'Edit the connection: tick Automatic fast-write under Advanced params.',
    });
  // step 3.2 has the warehouse's connection changed to the other one
  const isSas = endpoint === 'warehouse' && fastWrite.connection === adlsSasConnection;
  if (fastWrite.connection !== adlsConnection && !isSas)
    return wrong('Fast-write goes through another connection.', {
      expected: adlsConnection,
      found: fastWrite.connection || 'none',
      remedy: `Edit the connection: set Automatic fast-write connection to ${adlsConnection}. You cannot see it in the list, and may use it all the same.`,
    });
  if (tidyPath(fastWrite.path) !== tidyPath(fastWritePath))
    return wrong('Fast-write puts its files somewhere else.', {
      expected: fastWritePath,
      found: fastWrite.path || 'no path',
      remedy: `Edit the connection: set Path in connection to ${fastWritePath}.`,
    });
  return pass(`Through ${fastWrite.connection}.`);
}

export const judgePerUser = ({ credentialsMode }: Connection): Verdict =>
  credentialsMode === 'PER_USER'
    ? pass('Per user.')
    : wrong('Everybody would share one credential.', {
        expected: 'Per user',
        found: credentialsMode === 'GLOBAL' ? 'Global' : (credentialsMode ?? 'not said'),
        remedy: 'Edit the connection: set Credentials mode to Per user, save, and connect your credential in your profile.',
      });
