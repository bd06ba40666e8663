import { kindOfPath, type PathKind } from '@/labs/kit/databricks/connection-details';
import type { Connection } from '@/lib/clouds/dss';
import { missing, type Verdict } from '@/lib/lab/outcome';
import { type ConnectionParams, onlyRead, readParams } from './assumed';
import { type AsksDss, askLogin, dssNeeds, type Person } from './user';

/** A kind of Databricks compute that a connection can lead to. */
export type Endpoint = Exclude<PathKind, 'unknown'>;
export const endpointNames = { cluster: 'cluster', warehouse: 'SQL warehouse' } as const satisfies Record<Endpoint, string>;

export interface ConnectionView {
  name: string;
  login: string;
  connection: Connection | null;
  /** Whether the person may use it; they may not use somebody else's personal connection. */
  isUsable: boolean;
}

export const connectionNeeds = [...dssNeeds, 'connection'] as const;

export async function askConnection(clouds: AsksDss, known: Person & { connection: string }): Promise<ConnectionView> {
  const login = await askLogin(clouds, known);
  const name = known.connection;
  const [connection, usable] = await Promise.all([clouds.dss(login).connection(name), clouds.dss(login).connectionNames('Databricks')]);
  const isUsable = usable.includes(name);
  // whoever made a connection may use it (DSS reference, security of connections): a list without it is not DSS's whole list
  if (connection?.type === 'Databricks' && !isUsable && creatorOf(connection) === login) throw clouds.dss(login).contradiction();
  return { name, login, connection: connection && { ...connection, params: onlyRead(connection.params) }, isUsable };
}

export const creatorOf = (connection: Connection): string | null => connection.creationTag?.lastModifiedBy?.login ?? null;

export const noConnection = (): Verdict => missing('There is no connection to check yet.', 'Create it first.');

/** A judge of the connection's settings; without a connection it says that there is nothing to judge. */
export const ofConnection =
  <K>(judge: (params: ConnectionParams, known: K, connection: Connection) => Verdict) =>
  ({ connection }: ConnectionView, known: K): Verdict =>
    connection ? judge(readParams(connection.params), known, connection) : noConnection();

/** Names of the person's own connections to an endpoint of that kind, judged by their HTTP paths. */
export async function ownConnections(clouds: AsksDss, person: Person, endpoint: Endpoint): Promise<string[]> {
  const login = await askLogin(clouds, person);
  const dss = clouds.dss(login);
  const usable = await dss.connectionNames('Databricks');
  const read = await Promise.all(usable.map(async (name) => ({ name, connection: await dss.connection(name) })));
  return read.flatMap(({ name, connection }) => {
    if (!connection || kindOfPath(readParams(connection.params).httpPath) !== endpoint) return [];
    const creator = creatorOf(connection);
    return !creator || creator === login ? [name] : [];
  });
}
