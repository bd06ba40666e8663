import { changeOwnConnection, ownConnection } from '@/labs/kit/dss/change-connection';
import type { Endpoint } from '@/labs/kit/dss/connection';
import { endpointNames } from '@/labs/kit/dss/connection';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { done } from '@/lib/lab/part';
import { lab } from './vocabulary';

/** The names and checks of a connection to one of the two endpoints. */
const of = {
  cluster: { connection: 'clusterConnection', storage: 'clusterStorageConnection', at: ['clusterHost', 'clusterPort', 'clusterHttpPath'] },
  warehouse: { connection: 'warehouseConnection', storage: 'adlsConnection', at: ['warehouseHost', 'warehousePort', 'warehouseHttpPath'] },
} as const satisfies Record<Endpoint, { connection: string; storage: string; at: readonly string[] }>;

/** How a personal connection is made, set and connected. Only its owner can make and connect it. */
export function connectionParts(endpoint: Endpoint) {
  const { connection, storage, at } = of[endpoint];
  const [host, port, httpPath] = at;
  const check = (what: string) => `dss.${endpoint}-connection-${what}`;
  const answers = check('answers');

  const create = lab.personsPart({
    id: 'connection',
    what: `Create a Databricks connection in DSS for your ${endpointNames[endpoint]}, with your client secret, and record its name`,
    why: 'Only you can do this. DSS’s API lets only administrators create connections, and one created that way wouldn’t be yours. The other settings don’t need to be right yet.',
    turns: [check('exists'), check('leads-there'), check('uses-oauth'), check('writes-fast'), check('is-per-user'), answers],
    shownBy: [check('exists')],
  });

  const set = lab.part({
    id: 'settings',
    what: (known) => `Set up ${known[connection] ? `the connection ${known[connection]}` : 'the connection'}`,
    turns: [check('leads-there'), check('uses-oauth'), check('writes-fast'), check('is-per-user'), answers],
    shownBy: [check('leads-there'), check('uses-oauth'), check('writes-fast'), check('is-per-user')],
    details: {
      place: {
        what: (known) => `Host, port and HTTP path of your ${endpointNames[endpoint]}: ${known[httpPath] ?? ''}`,
        turns: [check('leads-there'), answers],
      },
      oauth: {
        what: 'Auth type OAuth, with the registered app’s client id, both endpoints and the scope',
        turns: [check('uses-oauth'), answers],
      },
      fastWrite: { what: (known) => `Automatic fast-write through ${known[storage] ?? ''}`, turns: [check('writes-fast')] },
      perUser: { what: 'Credentials mode Per user', turns: [check('is-per-user'), answers] },
    },
    needs: [
      ...dssNeeds,
      connection,
      host,
      port,
      httpPath,
      storage,
      'fastWritePath',
      'oauthClientId',
      'authorizationEndpoint',
      'tokenEndpoint',
      'oauthScope',
    ],
    uses: dssUses,
    async act(clouds, known, { has }) {
      const own = { ...known, connection: known[connection] };
      await ownConnection(clouds, own);
      await changeOwnConnection(clouds, own, {
        ...(has('place') ? { host: known[host], port: Number(known[port]), httpPath: known[httpPath] } : {}),
        ...(has('oauth')
          ? {
              authType: 'OAUTH2_APP',
              clientId: known.oauthClientId,
              authorizationEndpoint: known.authorizationEndpoint,
              tokenEndpoint: known.tokenEndpoint,
              scope: known.oauthScope,
            }
          : {}),
        ...(has('fastWrite') ? { fastWriteTick: true, fastWriteConnection: known[storage], fastWritePath: known.fastWritePath } : {}),
        ...(has('perUser') ? { credentialsMode: 'PER_USER' } : {}),
      });
      return done(`Set ${known[connection]} up. Its client secret stays as you entered it.`);
    },
  });

  const account = lab.personsPart({
    id: 'account',
    what: 'Connect your account to it',
    why: 'Only you can: you sign in at Microsoft for it. In DSS, open Profile and settings, Credentials, choose Edit next to the connection, and sign in.',
    turns: [answers],
  });
  return [create, set, account];
}
