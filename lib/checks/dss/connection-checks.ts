import { type Check, defineCheck, isVerdict, missing, pass, waiting, wrong } from '@/lib/checks/check';
import { kindOfPath, tidyHost, tidyPath } from '@/lib/checks/databricks/connection-details';
import type { Knowing, Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Queried } from '@/lib/clouds/dss';
import { isWorkspaceHost } from '@/lib/clouds/place';
import { type ConnectionParams, codeIn, isAboutConnection, isWithoutCredential, readParams } from './assumed';
import {
  askConnection,
  type ConnectionView,
  type Endpoint,
  endpointNames,
  judgeExists,
  judgeFastWrite,
  judgeOAuth,
  judgePerUser,
  judgePlace,
  nameOf,
  ofConnection,
} from './connection';

/** What came of asking through the connection, or why it was not asked. */
export type Tried = { view: ConnectionView; endpointState: Verdict | null; queried: Queried | null };

/** What stands in the way of a query at the endpoint that the connection really leads to: null where it is running, or unknown. */
async function endpointObstacle(clouds: Clouds, { host, httpPath }: ConnectionParams): Promise<Verdict | null> {
  const place = tidyHost(host);
  if (!isWorkspaceHost(place)) return null;
  const id = tidyPath(httpPath).split('/').at(-1) ?? '';
  const isCluster = kindOfPath(httpPath) === 'cluster';
  const { rows } = isCluster ? await clouds.databricks(place).clusters() : await clouds.databricks(place).warehouses();
  const found = rows.find((row) => ('cluster_id' in row ? row.cluster_id : row.id) === id);
  const what = isCluster ? 'cluster' : 'SQL warehouse';
  switch (found?.state) {
    case 'PENDING':
    case 'RESTARTING':
    case 'STARTING':
      return waiting(`Your ${what} is starting; then we run SELECT 1`, { usually: isCluster ? 300 : 60 });
    case 'TERMINATED':
    case 'TERMINATING':
    case 'STOPPED':
    case 'STOPPING':
      // a query would start it, which is for the attendee to do: it costs
      return missing(`Your ${what} is off.`, 'Start it, or press Test in DSS, which starts it too.');
    default:
      return null;
  }
}

async function askAnswer(endpoint: Endpoint, clouds: Clouds, known: Known): Promise<Tried | Verdict> {
  const view = await askConnection(endpoint, clouds, known);
  if (isVerdict(view) || !view.connection) return isVerdict(view) ? view : { view, endpointState: null, queried: null };
  const endpointState = await endpointObstacle(clouds, readParams(view.connection.params));
  const queried = endpointState ? null : await clouds.dss(view.login).selectOne(view.name, isAboutConnection);
  return { view, endpointState, queried };
}

export function judgeAnswer({ view, endpointState, queried }: Tried): Verdict {
  if (!view.connection) return missing('There is no connection to look at yet.', 'Create it first.');
  if (endpointState) return endpointState;
  if (!queried) return missing('It was not asked.', 'Verify again.');
  if (queried.ok) return pass('SELECT 1 came back, as you.');
  if (isWithoutCredential(queried.said))
    return missing(
      'You have no credential for this connection yet.',
      `In DSS, open Profile & Settings, Credentials, and connect ${view.name}; accept what Microsoft asks.`,
    );
  return wrong('DSS could not use it as you.', {
    expected: 'SELECT 1 answers',
    found: queried.said,
    remedy: remedyFor(queried.said),
  });
}

function remedyFor(said: string): string {
  switch (codeIn(said)) {
    case 'AADSTS7000215':
      return 'The client secret in the connection is wrong. Paste the secret’s value, not its id; save; connect your credential again.';
    case 'AADSTS7000222':
      return 'The client secret has expired. Make a new one on the registered app, put it into the connection, connect your credential again.';
    case 'HTTP Response code: 403':
      return 'Databricks knows the token and refuses it. Check that the endpoints are the v2.0 ones, and connect your credential again.';
    case 'HTTP Response code: 404':
      return 'The HTTP path leads nowhere. Copy it again from Databricks.';
    default:
      return 'Mend what it says in the connection, connect your credential again in your profile, and press Test in DSS.';
  }
}

/** The checks of step 2.1 or 2.2, in the order in which one mends. */
export function connectionChecks(endpoint: Endpoint): readonly Check[] {
  const name = nameOf(endpoint);
  const what = endpointNames[endpoint];
  const ask = (clouds: Clouds, known: Known) => askConnection(endpoint, clouds, known);
  const base = ['dssUrl', 'userName', name] as const;
  const placeNeeds =
    endpoint === 'cluster'
      ? (['clusterHost', 'clusterPort', 'clusterHttpPath'] as const)
      : (['warehouseHost', 'warehousePort', 'warehouseHttpPath'] as const);
  return [
    defineCheck({
      id: `dss.${endpoint}-connection-exists`,
      title: 'Your Databricks connection exists',
      needs: base,
      ask,
      judge: (answer) => (isVerdict(answer) ? answer : judgeExists(answer)),
    }),
    defineCheck({
      id: `dss.${endpoint}-connection-leads-there`,
      title: `It leads to your ${what}`,
      needs: [...base, ...placeNeeds],
      ask,
      judge: ofConnection((params, known: Known) => judgePlace(endpoint, params, known)),
    }),
    defineCheck({
      id: `dss.${endpoint}-connection-uses-oauth`,
      title: 'It signs in with OAuth through the registered app',
      needs: [...base, 'appClientId', 'tenantId'],
      ask,
      judge: ofConnection((params, known: Knowing<'appClientId' | 'tenantId'>) => judgeOAuth(params, known)),
    }),
    defineCheck({
      id: `dss.${endpoint}-connection-writes-fast`,
      title: 'It writes fast, through the storage account',
      needs: [...base, 'adlsConnection', 'fastWritePath'],
      ask,
      judge: ofConnection((params, known: Known) => judgeFastWrite(endpoint, params, known)),
    }),
    defineCheck({
      id: `dss.${endpoint}-connection-is-per-user`,
      title: 'Everybody uses it with a credential of their own',
      needs: base,
      ask,
      judge: ofConnection((_params, _known: Known, { connection }) => judgePerUser(connection)),
    }),
    defineCheck({
      id: `dss.${endpoint}-connection-answers`,
      title: 'It answers to you',
      needs: base,
      ask: (clouds, known) => askAnswer(endpoint, clouds, known),
      judge: (answer) => (isVerdict(answer) ? answer : judgeAnswer(answer)),
    }),
  ];
}
