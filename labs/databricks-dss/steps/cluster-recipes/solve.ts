import { recipeParts } from '../../recipe-parts';

const { table, recipe, connection } = recipeParts('cluster');
const all = [
  'dss.cluster-table-imported',
  'dss.cluster-visual-recipe',
  'dss.cluster-python-recipe',
  'dss.cluster-sync-out',
  'dss.cluster-sync-back',
];
const syncs = ['dss.cluster-sync-out', 'dss.cluster-sync-back'];

export default [
  table(all),
  recipe({
    id: 'visual',
    what: 'Create a visual recipe back to the same connection, and run it',
    turns: ['dss.cluster-visual-recipe'],
    ...{ type: 'sampling', output: 'sampled', into: connection, engine: 'SQL' },
  }),
  recipe({
    id: 'python',
    what: 'Create a Python recipe back to the same connection, and run it',
    turns: ['dss.cluster-python-recipe'],
    ...{ type: 'python', output: 'scripted', into: connection },
  }),
  recipe({
    id: 'syncOut',
    what: 'Create a sync to the storage account, and run it',
    turns: syncs,
    shownBy: ['dss.cluster-sync-out'],
    details: {
      engine: { what: 'Engine: Databricks to Cloud', turns: ['dss.cluster-sync-out'] },
      parquet: { what: 'Format: Parquet', turns: syncs },
    },
    ...{ type: 'sync', output: 'out', into: 'clusterStorageConnection', engine: 'Databricks to Azure' },
  }),
  recipe({
    id: 'syncBack',
    what: 'Create a sync back from it, and run it',
    turns: ['dss.cluster-sync-back'],
    details: { engine: { what: 'Engine: Cloud to Databricks', turns: ['dss.cluster-sync-back'] } },
    ...{ type: 'sync', from: 'out', output: 'back', into: connection, engine: 'Azure to Databricks' },
  }),
];
