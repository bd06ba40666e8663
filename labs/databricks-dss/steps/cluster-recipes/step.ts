import { pythonRecipeRan } from '@/labs/kit/dss/python-recipe-ran';
import { syncCameBack, syncWentOut } from '@/labs/kit/dss/syncs';
import { tableImported } from '@/labs/kit/dss/table-imported';
import { visualRecipeRan } from '@/labs/kit/dss/visual-recipe-ran';
import { asked, fillRecipes, picks } from '../../recipes';
import { lab } from '../../vocabulary';
import parts from './solve';

const connection = 'clusterConnection';
const storageConnection = 'clusterStorageConnection';
const pick = picks.cluster;
const whyHere = 'The lab’s storage is behind it.';

/** On the cluster all of it works. */
export default lab.step({
  title: 'Recipes on the cluster',
  minutes: 20,
  buildsOn: ['create-cluster', 'connect-cluster', 'create-project'],
  meanwhile: 'a job takes about a minute',
  tracks: ['whole'],
  collects: Object.values(pick),
  fill: fillRecipes('cluster'),
  secrets: ['dssKey'],
  checks: [
    lab.use(tableImported(asked), {
      id: 'dss.cluster-table-imported',
      title: 'The sample table is imported, with its schema',
      names: { connection, table: 'sampleTable', pick: pick.table },
    }),
    lab.use(visualRecipeRan(asked), {
      id: 'dss.cluster-visual-recipe',
      title: 'A visual recipe ran in the database',
      names: { connection, pick: pick.visual, seen: 'clusterVisualJob' },
    }),
    lab.use(pythonRecipeRan(asked), {
      id: 'dss.cluster-python-recipe',
      title: 'A Python recipe wrote back by the fast path',
      names: { connection, pick: pick.python, seen: 'clusterPythonJob' },
    }),
    lab.use(syncWentOut({ ...asked, engine: 'Databricks to Azure', whyHere }), {
      id: 'dss.cluster-sync-out',
      title: 'A sync went out to the storage account',
      names: { connection, storageConnection, pick: pick.syncOut, seen: 'clusterSyncOutJob' },
    }),
    lab.use(syncCameBack({ ...asked, whyHere }), {
      id: 'dss.cluster-sync-back',
      title: 'A sync came back from it',
      names: { connection, storageConnection, pick: pick.syncBack, seen: 'clusterSyncBackJob' },
    }),
  ],
  parts,
});
