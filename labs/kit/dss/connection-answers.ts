import { kindOfPath, tidyHost, tidyPath } from '@/labs/kit/databricks/connection-details';
import { type Databricks, isWorkspaceHost } from '@/lib/clouds/databricks';
import type { Queried } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, type Wrong, waiting, wrong } from '@/lib/lab/outcome';
import { type ConnectionParams, codeIn, isAboutConnection, isWithoutCredential, missingGrant, readParams } from './assumed';
import { askConnection, connectionNeeds, noConnection } from './connection';
import { whereToConnect } from './credential';
import { type AsksDss, askLogin, dssUses, type Person } from './user';

interface Clouds extends AsksDss {
  databricks: (host: string) => Databricks;
}

/** What prevents a query at the endpoint that the connection really leads to; null where that is running, or unknown. */
async function endpointObstacle(clouds: Clouds, { host, httpPath }: ConnectionParams): Promise<Verdict | null> {
  const workspace = tidyHost(host);
  if (!isWorkspaceHost(workspace)) return null;
  const id = tidyPath(httpPath).split('/').at(-1) ?? '';
  const isCluster = kindOfPath(httpPath) === 'cluster';
  const { rows } = isCluster ? await clouds.databricks(workspace).clusters() : await clouds.databricks(workspace).warehouses();
  const found = rows.find((row) => ('cluster_id' in row ? row.cluster_id : row.id) === id);
  return found ? obstacleOf(found.state, isCluster) : null;
}

/** What prevents a query on compute in that state. */
export function obstacleOf(state: string, isCluster: boolean): Verdict | null {
  const what = isCluster ? 'cluster' : 'SQL warehouse';
  switch (state) {
    case 'PENDING':
    case 'RESTARTING':
    case 'STARTING':
      return waiting(`Your ${what} is starting; then we run SELECT 1`, { usually: isCluster ? 300 : 60 });
    case 'TERMINATED':
    case 'TERMINATING':
    case 'STOPPED':
    case 'STOPPING':
      // a query would start it, and that costs: it is for the attendee to do
      return missing(`Your ${what} is off.`, 'Start it, or select Test in DSS, which starts it too.');
    default:
      return null;
  }
}

interface Tried {
  name: string;
  queried: Queried;
}

/** Queries through the connection as the person. Concludes without any query if the connection or its endpoint is not ready. */
export async function askAnswer(clouds: Clouds, known: Person & { connection: string }): Promise<Tried> {
  const { connection, name } = await askConnection(clouds, known);
  if (!connection) return conclude(noConnection());
  const obstacle = await endpointObstacle(clouds, readParams(connection.params));
  if (obstacle) return conclude(obstacle);
  return { name, queried: await clouds.dss(await askLogin(clouds, known)).selectOne(name, isAboutConnection) };
}

export function judgeAnswer({ name, queried }: Tried): Verdict {
  if (queried.ok) return pass('SELECT 1 ran as you.');
  if (isWithoutCredential(queried.said))
    return missing(
      'You have no credential for this connection yet.',
      `${whereToConnect(name)} Or select Test in the connection, then Connect your Account.`,
    );
  return wrong('The test query failed.', {
    expected: 'SELECT 1 answers',
    found: queried.said,
    ...remedyFor(queried.said),
  });
}

/** What to do about it, and whose it is, where the error tells that. */
function remedyFor(said: string): Pick<Wrong, 'remedy' | 'whose'> {
  switch (codeIn(said)) {
    case 'AADSTS7000215':
      return {
        remedy: 'The client secret in the connection is wrong. Paste the secret’s value, not its id; save; connect your account again.',
        whose: 'attendee',
      };
    case 'AADSTS7000222':
      return {
        remedy:
          'The client secret has expired. Make a new one on the registered app, put it into the connection, and connect your account again.',
        whose: 'attendee',
      };
    case 'AADSTS70011':
    case 'AADSTS650053':
    case 'AADSTS900144':
      return {
        remedy: 'Entra ID refuses the scope. Copy Scope from this page into the connection, save, and connect your account again.',
        whose: 'attendee',
      };
    case 'HTTP Response code: 403':
      return {
        remedy: 'Databricks refuses the token. Check both endpoints and Scope in the connection, then connect your account again.',
        whose: 'attendee',
      };
    case 'HTTP Response code: 404':
      return { remedy: 'The HTTP path leads nowhere. Copy it again from Databricks.', whose: 'attendee' };
    default:
      return missingGrant(said)
        ? {
            remedy: `It’s not your mistake: Unity Catalog doesn’t let you. Ask your facilitator for ${missingGrant(said)}.`,
            whose: 'workshop',
          }
        : { remedy: 'Fix what DSS reports in the connection, connect your account again in your profile, and select Test in DSS.' };
  }
}

/** A query through the connection works as the person. */
export const connectionAnswers = checkFor<Clouds>()({
  needs: connectionNeeds,
  uses: dssUses,
  ask: askAnswer,
  judge: judgeAnswer,
});
