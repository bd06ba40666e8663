import { endpointNames } from '@/labs/kit/dss/connection';
import { pythonRecipeRanAfterFailure } from '@/labs/kit/dss/python-recipe-ran';
import { recipeFailed } from '@/labs/kit/dss/recipe-failed';
import { syncCameBackAfterFailure, syncWentOutAfterFailure } from '@/labs/kit/dss/syncs';
import { tableImported } from '@/labs/kit/dss/table-imported';
import { visualRecipeRan } from '@/labs/kit/dss/visual-recipe-ran';
import { missing } from '@/lib/lab/outcome';
import { asked, fillRecipes, picks } from '../../recipes';
import { lab } from '../../vocabulary';
import parts from './solve';
import { connectionWritesWithSas } from './writes-with-sas';

const connection = 'warehouseConnection';
const storageConnection = 'adlsSasConnection';
const failureWords = 'credentialsFailure';
const pick = picks.warehouse;
const whySas = 'On a SQL warehouse an access key does not help, because there are no stored credentials; a SAS token does.';
const whyItFails = `A ${endpointNames.warehouse} reaches files only with stored credentials, and those need rights that are not given here.`;
const changeThenRun = 'Change Auto fast write connection to the one with the SAS token, save the connection, and run the recipe again.';
const failure = 'a failure that asks for stored credentials';

/** What fails on a SQL warehouse, and the workaround. */
export default lab.step({
  title: 'Recipes on the SQL warehouse',
  minutes: 25,
  buildsOn: ['start-warehouse', 'connect-warehouse', 'create-project'],
  meanwhile: 'two of its jobs are meant to fail',
  tracks: ['whole'],
  collects: Object.values(pick),
  fill: fillRecipes('warehouse'),
  secrets: ['dssKey'],
  checks: [
    lab.use(tableImported(asked), {
      id: 'dss.warehouse-table-imported',
      title: 'The sample table is imported, with its schema',
      names: { connection, table: 'sampleTable', pick: pick.table },
    }),
    lab.use(visualRecipeRan(asked), {
      id: 'dss.warehouse-visual-recipe',
      title: 'A visual recipe ran in the database',
      names: { connection, pick: pick.visual, seen: 'warehouseVisualJob' },
    }),
    lab.use(
      recipeFailed({
        ...asked,
        kind: 'python',
        absent: (name) => missing(`There is no Python recipe on ${name} yet.`, 'Make one, run it, and see it fail.'),
        why: whyItFails,
        failure,
      }),
      {
        id: 'dss.warehouse-python-fails',
        title: 'The Python recipe failed without stored credentials',
        names: { connection, failureWords, seen: 'warehousePythonFailure' },
      },
    ),
    lab.use(
      recipeFailed({
        ...asked,
        kind: 'syncOut',
        absent: () =>
          missing('There is no sync to the storage account yet.', 'Make one with the engine Databricks to Cloud, run it, and see it fail.'),
        why: `${whyItFails} A SAS token doesn’t help in this direction.`,
        failure,
      }),
      {
        id: 'dss.warehouse-sync-out-fails',
        title: 'So did the sync with the engine Databricks to Cloud',
        names: { connection, failureWords, seen: 'warehouseSyncFailure' },
      },
    ),
    connectionWritesWithSas,
    lab.use(pythonRecipeRanAfterFailure({ ...asked, remedy: changeThenRun }), {
      id: 'dss.warehouse-python-recipe',
      title: 'The Python recipe then wrote back by the fast path',
      names: { connection, failureWords, pick: pick.python, seen: 'warehousePythonJob' },
    }),
    lab.use(syncWentOutAfterFailure({ ...asked, engine: 'DSS', whyHere: whySas }), {
      id: 'dss.warehouse-sync-out',
      title: 'A sync went out with the DSS engine',
      names: { connection, storageConnection, failureWords, pick: pick.syncOut, seen: 'warehouseSyncOutJob' },
    }),
    lab.use(syncCameBackAfterFailure({ ...asked, whyHere: whySas }), {
      id: 'dss.warehouse-sync-back',
      title: 'A sync came back with Cloud to Databricks',
      names: { connection, storageConnection, failureWords, pick: pick.syncBack, seen: 'warehouseSyncBackJob' },
    }),
  ],
  parts,
});
