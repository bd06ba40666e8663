import { connectionAnswers } from '@/labs/kit/dss/connection-answers';
import { connectionExists } from '@/labs/kit/dss/connection-exists';
import { connectionIsPerUser } from '@/labs/kit/dss/connection-is-per-user';
import { connectionLeadsTo } from '@/labs/kit/dss/connection-leads-to';
import { connectionUsesOAuth } from '@/labs/kit/dss/connection-uses-oauth';
import { connectionWritesFastNowOrLater } from '@/labs/kit/dss/connection-writes-fast';
import { clientSecretWorks } from '../../client-secret';
import { fillConnection } from '../../fill-connection';
import { lab } from '../../vocabulary';
import parts from './solve';

const connection = 'warehouseConnection';

export default lab.step({
  title: 'Connect to the SQL warehouse',
  minutes: 5,
  buildsOn: ['start-warehouse'],
  tracks: ['whole'],
  collects: [connection],
  fill: fillConnection('warehouse', connection),
  secrets: ['clientSecret', 'dssKey'],
  probes: [clientSecretWorks],
  checks: [
    lab.use(connectionExists, {
      id: 'dss.warehouse-connection-exists',
      title: 'Your Databricks connection exists',
      names: { connection },
    }),
    lab.use(connectionLeadsTo({ endpoint: 'warehouse', recordedIn: ':step[start-warehouse]' }), {
      id: 'dss.warehouse-connection-leads-there',
      title: 'It leads to your SQL warehouse',
      names: { connection, host: 'warehouseHost', port: 'warehousePort', httpPath: 'warehouseHttpPath' },
    }),
    lab.use(connectionUsesOAuth, {
      id: 'dss.warehouse-connection-uses-oauth',
      title: 'It signs in with OAuth through the registered app',
      names: { connection },
    }),
    // the recipes on the warehouse have it changed to the SAS token later, and it must not turn red here then
    lab.use(connectionWritesFastNowOrLater, {
      id: 'dss.warehouse-connection-writes-fast',
      title: 'It writes fast, through the storage account',
      names: { connection, storageConnection: 'adlsConnection', laterConnection: 'adlsSasConnection' },
    }),
    lab.use(connectionIsPerUser, {
      id: 'dss.warehouse-connection-is-per-user',
      title: 'Everyone uses their own credential',
      names: { connection },
    }),
    lab.use(connectionAnswers, { id: 'dss.warehouse-connection-answers', title: 'A test query works as you', names: { connection } }),
  ],
  parts,
});
