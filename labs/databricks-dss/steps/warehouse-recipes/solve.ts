import { changeOwnConnection } from '@/labs/kit/dss/change-connection';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { done } from '@/lib/lab/part';
import { recipeParts } from '../../recipe-parts';
import { lab } from '../../vocabulary';

const { table, recipe, connection } = recipeParts('warehouse');
const all = [
  'dss.warehouse-table-imported',
  'dss.warehouse-visual-recipe',
  'dss.warehouse-python-fails',
  'dss.warehouse-sync-out-fails',
  'dss.warehouse-python-recipe',
  'dss.warehouse-sync-out',
  'dss.warehouse-sync-back',
];

const writeWithSas = lab.part({
  id: 'sas',
  what: ({ adlsSasConnection }) => `Set Auto fast write connection to ${adlsSasConnection ?? 'the one with the SAS token'}`,
  turns: ['dss.warehouse-connection-writes-with-sas', 'dss.warehouse-python-recipe'],
  shownBy: ['dss.warehouse-connection-writes-with-sas'],
  needs: [...dssNeeds, connection, 'adlsSasConnection'],
  uses: dssUses,
  async act(clouds, known) {
    await changeOwnConnection(clouds, { ...known, connection: known[connection] }, { fastWriteConnection: known.adlsSasConnection });
    return done(`${known[connection]} now writes through ${known.adlsSasConnection}.`);
  },
});

/** The Python recipe that fails first is the one that works afterward. */
const python = { type: 'python', output: 'scripted', into: connection } as const;

export default [
  table(all),
  recipe({
    id: 'visual',
    what: 'Create a visual recipe back to the same connection, and run it',
    turns: ['dss.warehouse-visual-recipe'],
    ...{ type: 'sampling', output: 'sampled', into: connection, engine: 'SQL' },
  }),
  recipe({
    id: 'pythonFails',
    what: 'Create a Python recipe back to the same connection, and see it fail',
    turns: ['dss.warehouse-python-fails'],
    ...python,
    isToFail: true,
  }),
  recipe({
    id: 'syncFails',
    what: 'Create a sync to the connection with the access key, and see it fail',
    turns: ['dss.warehouse-sync-out-fails'],
    ...{ type: 'sync', output: 'fails', into: 'adlsConnection', engine: 'Databricks to Azure' },
    isToFail: true,
  }),
  writeWithSas,
  recipe({ id: 'python', what: 'Run the Python recipe again', turns: ['dss.warehouse-python-recipe'], ...python }),
  recipe({
    id: 'syncOut',
    what: 'Create a sync to the connection with the SAS token, and run it',
    turns: ['dss.warehouse-sync-out', 'dss.warehouse-sync-back'],
    shownBy: ['dss.warehouse-sync-out'],
    details: {
      parquet: { what: 'Format: Parquet', turns: ['dss.warehouse-sync-out'] },
    },
    ...{ type: 'sync', output: 'out', into: 'adlsSasConnection', engine: 'DSS' },
  }),
  recipe({
    id: 'syncBack',
    what: 'Create a sync back from it, and run it',
    turns: ['dss.warehouse-sync-back'],
    details: { engine: { what: 'Engine: Cloud to Databricks', turns: ['dss.warehouse-sync-back'] } },
    ...{ type: 'sync', from: 'out', output: 'back', into: connection, engine: 'Azure to Databricks' },
  }),
];
