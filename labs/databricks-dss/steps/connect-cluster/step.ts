import { connectionAnswers } from '@/labs/kit/dss/connection-answers';
import { connectionExists } from '@/labs/kit/dss/connection-exists';
import { connectionIsPerUser } from '@/labs/kit/dss/connection-is-per-user';
import { connectionLeadsTo } from '@/labs/kit/dss/connection-leads-to';
import { connectionUsesOAuth } from '@/labs/kit/dss/connection-uses-oauth';
import { connectionWritesFast } from '@/labs/kit/dss/connection-writes-fast';
import { userIsKnown } from '@/labs/kit/dss/user';
import { clientSecretWorks } from '../../client-secret';
import { fillConnection } from '../../fill-connection';
import { lab } from '../../vocabulary';
import parts from './solve';

const connection = 'clusterConnection';

/** The checks are in the order in which people fix what they find. */
export default lab.step({
  title: 'Connect to the cluster',
  minutes: 12,
  buildsOn: ['create-cluster'],
  tracks: ['whole'],
  collects: [connection, 'dssLogin'],
  fill: fillConnection('cluster', connection),
  secrets: ['clientSecret', 'dssKey'],
  probes: [clientSecretWorks],
  checks: [
    lab.use(userIsKnown, { id: 'dss.user-is-known', title: 'DSS knows you' }),
    lab.use(connectionExists, {
      id: 'dss.cluster-connection-exists',
      title: 'Your Databricks connection exists',
      names: { connection },
    }),
    lab.use(connectionLeadsTo({ endpoint: 'cluster', recordedIn: ':step[create-cluster]' }), {
      id: 'dss.cluster-connection-leads-there',
      title: 'It leads to your cluster',
      names: { connection, host: 'clusterHost', port: 'clusterPort', httpPath: 'clusterHttpPath' },
    }),
    lab.use(connectionUsesOAuth, {
      id: 'dss.cluster-connection-uses-oauth',
      title: 'It signs in with OAuth through the registered app',
      names: { connection },
    }),
    lab.use(connectionWritesFast, {
      id: 'dss.cluster-connection-writes-fast',
      title: 'It writes fast, through the storage account',
      names: { connection, storageConnection: 'clusterStorageConnection' },
    }),
    lab.use(connectionIsPerUser, {
      id: 'dss.cluster-connection-is-per-user',
      title: 'Everyone uses their own credential',
      names: { connection },
    }),
    lab.use(connectionAnswers, { id: 'dss.cluster-connection-answers', title: 'A test query works as you', names: { connection } }),
  ],
  parts,
});
