import { missing, type Outcome, pass, waiting, wrong } from '@/lib/lab/outcome';

/** Somebody in the room, and what their step says. */
export interface Somebody {
  name: string;
  /** How many steps of their track they have passed. */
  passed: number;
  track?: 'model';
  /** What the checks of their step say, by id; those that are not named passed. Null: they have not verified it yet. */
  says: Readonly<Record<string, Outcome>> | null;
  /** How often they have tried, one after another. */
  tries?: number;
  /** For how many minutes they have been on it. */
  minutes: number;
  /** How many minutes ago they joined, where that was late. */
  joined?: number;
  /** For how many minutes nothing was heard of them. */
  quiet?: number;
  /** What they ask, and for how many minutes they have waited. */
  asks?: { text: string; minutes: number; isTaken?: true };
}

const path = '1123-031502-k2v8q1x0';
export const adasCluster = {
  workspaceName: 'quill-lab',
  clusterHost: 'adb-5504218931760442.2.azuredatabricks.net',
  clusterPort: '443',
  clusterHttpPath: `sql/protocolv1/o/5504218931760442/${path}`,
  warehouseHost: 'adb-5504218931760442.2.azuredatabricks.net',
  warehousePort: '443',
  warehouseHttpPath: '/sql/1.0/warehouses/8f3c21d7a9b04e65',
  clusterConnection: 'quill_cluster',
};

const leadsToWarehouse = wrong('This is the HTTP path of a SQL warehouse, not of your cluster.', {
  expected: adasCluster.clusterHttpPath,
  found: adasCluster.warehouseHttpPath,
  remedy: 'Edit the connection: set HTTP path to what you recorded in step 1.2.',
});
const gpu = wrong('This is a GPU runtime.', {
  expected: 'an ML runtime without GPU',
  found: '16.4.x-gpu-ml-scala2.12',
  remedy: 'Edit the cluster, choose a version without GPU, confirm and restart.',
});
const noWorkspace = missing('There is no workspace to check yet.', 'Create it first.');
const noRun = missing('You have no run to check yet.', 'Run the two cells first.');
const starting = waiting('Your cluster is starting; then we run SELECT 1', { usually: 300 });
const away: Outcome = {
  status: 'unreachable',
  cloud: 'Azure Storage',
  trouble: 'slow',
  message: 'Azure Storage took too long to answer.',
  remedy: 'Try again in a minute.',
};

/** Passed checks of the step that the pictures show. */
const connected = {
  'dss.user-is-known': pass('As ada.quill.'),
  'dss.cluster-connection-exists': pass('quill_cluster'),
  'dss.cluster-connection-uses-oauth': pass('At the endpoints of Microsoft Entra ID.'),
  'dss.cluster-connection-writes-fast': pass('common-adls'),
  'dss.cluster-connection-is-per-user': pass('Per user.'),
};
const wrongPath = { ...connected, 'dss.cluster-connection-leads-there': leadsToWarehouse };

/** Ninety minutes into a lively afternoon. The first is the one whose pages are shown. */
export const room: readonly Somebody[] = [
  { name: 'Ada Quill', passed: 3, says: { ...wrongPath, 'dss.cluster-connection-answers': starting }, tries: 2, minutes: 8, joined: 32 },
  {
    name: 'Bo Lindqvist',
    passed: 1,
    says: { 'databricks.cluster-runs-cpu-ml': gpu, 'databricks.cluster-has-smallest-node': gpu },
    tries: 4,
    minutes: 24,
    joined: 33,
  },
  {
    name: 'Chidi Okafor-Rasmussen',
    passed: 6,
    says: {
      'dss.cluster-python-recipe': missing(
        'compute_scored ran, but not by the fast path.',
        'Select the engine again, and run it once more.',
      ),
      'dss.cluster-sync-out': missing('There is no sync to the storage account yet.', 'Make a Sync recipe to a Parquet dataset.'),
    },
    tries: 2,
    minutes: 17,
    asks: { text: 'The Python recipe runs, but it takes minutes. Did I miss a setting?', minutes: 6, isTaken: true },
  },
  {
    name: 'Dana Whitfield',
    passed: 7,
    says: { 'dss.warehouse-python-fails': missing('There is no Python recipe yet.', 'Make one.') },
    minutes: 9,
  },
  {
    name: 'Emre Yıldız',
    passed: 7,
    says: { 'dss.warehouse-visual-recipe': waiting('compute_trips is running in DSS', { usually: 60 }) },
    minutes: 5,
  },
  { name: 'Farah Benali', passed: 9, says: null, minutes: 3 },
  { name: 'Gus Visitor', passed: 3, says: wrongPath, minutes: 6, joined: 30 },
  {
    name: 'Ines Reader',
    passed: 0,
    says: {
      'azure.workspace-exists': missing(
        'No workspace named reader-lab in databricks-demo yet.',
        'Create it, or record the name that you gave it.',
      ),
      ...Object.fromEntries(
        ['in-region', 'is-premium', 'is-hybrid', 'keeps-defaults', 'is-deployed'].map((what) => [`azure.workspace-${what}`, noWorkspace]),
      ),
      'databricks.workspace-opens': noWorkspace,
    },
    minutes: 11,
    joined: 13,
    asks: { text: 'Azure doesn’t let me create the workspace: Review + create is gray.', minutes: 3 },
  },
  { name: 'Jonas Albrecht', passed: 3, says: wrongPath, minutes: 4, joined: 27 },
  {
    name: 'Keiko Tanabe',
    passed: 10,
    says: { 'databricks.run-is-finished': waiting('gifted-owl-12 is running', { usually: 60 }) },
    minutes: 2,
  },
  { name: 'Luca Ferraro', passed: 6, says: null, minutes: 26, quiet: 24 },
  { name: 'Mina Haddad', passed: 2, track: 'model', says: null, minutes: 7 },
  { name: 'Nora Svensson', passed: 15, says: null, minutes: 4 },
  { name: 'Priya Raman', passed: 8, says: null, minutes: 1 },
];

/** One of each outcome, and a name that is too long for any place: looked at, and in no picture of the docs. */
export const troubled: Somebody = {
  name: 'Giulia Wolfeschlegelsteinhausenbergerdorff',
  passed: 1,
  says: {
    'databricks.cluster-runs-cpu-ml': gpu,
    'databricks.cluster-has-smallest-node': gpu,
    'databricks.cluster-is-single-node': away,
    'databricks.cluster-is-dedicated': away,
    'databricks.cluster-stays-up': waiting('The cluster is starting', { usually: 300 }),
    'databricks.cluster-is-running': waiting('The cluster is starting', { usually: 300 }),
    'databricks.cluster-details-recorded': noRun,
    'databricks.cluster-has-no-policy': noRun,
  },
  minutes: 12,
};
