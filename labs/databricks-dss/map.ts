import type { LabMap } from '@/lib/lab/map';

/**
 * What the lab builds, from left to right: DSS, the workspace, the storage between them. What exists with a setting that needs fixing isn't
 * lit: its step says so, too.
 */
export const map: LabMap = {
  title: 'What you are building',
  start: {
    you: { label: 'You' },
    entra: { label: 'Microsoft Entra ID', note: 'signs you in everywhere', cloud: 'entra' },
  },
  groups: {
    dss: {
      label: 'Dataiku DSS',
      cloud: 'dss',
      parts: {
        clusterConnection: {
          label: 'Cluster connection',
          step: 'connect-cluster',
          checks: [
            'dss.cluster-connection-exists',
            'dss.cluster-connection-leads-there',
            'dss.cluster-connection-uses-oauth',
            'dss.cluster-connection-writes-fast',
            'dss.cluster-connection-is-per-user',
            'dss.cluster-connection-answers',
          ],
        },
        warehouseConnection: {
          label: 'Warehouse connection',
          step: 'connect-warehouse',
          checks: [
            'dss.warehouse-connection-exists',
            'dss.warehouse-connection-leads-there',
            'dss.warehouse-connection-uses-oauth',
            'dss.warehouse-connection-writes-fast',
            'dss.warehouse-connection-is-per-user',
            'dss.warehouse-connection-answers',
          ],
        },
        recipes: {
          label: 'Project and recipes',
          step: 'cluster-recipes',
          checks: ['dss.project-is-mine', 'dss.cluster-table-imported', 'dss.cluster-visual-recipe', 'dss.cluster-python-recipe'],
        },
        folder: {
          label: 'Managed folder',
          step: 'managed-folder',
          checks: ['dss.folder-exists', 'dss.folder-is-on-adls', 'dss.folder-points-at-artifacts', 'dss.folder-shows-model'],
        },
        savedModel: {
          label: 'Saved model',
          step: 'see-the-model',
          checks: ['dss.saved-model-is-mlflow', 'dss.saved-model-is-imported', 'dss.saved-model-is-active'],
        },
      },
    },
    workspace: {
      label: 'Databricks workspace',
      cloud: 'databricks',
      step: 'create-workspace',
      checks: [
        'azure.workspace-in-region',
        'azure.workspace-is-premium',
        'azure.workspace-is-hybrid',
        'azure.workspace-keeps-defaults',
        'azure.workspace-is-deployed',
        'databricks.workspace-opens',
      ],
      parts: {
        cluster: {
          label: 'Cluster',
          step: 'create-cluster',
          checks: [
            'databricks.cluster-is-mine',
            'databricks.cluster-has-no-policy',
            'databricks.cluster-is-single-node',
            'databricks.cluster-is-dedicated',
            'databricks.cluster-runs-cpu-ml',
            'databricks.cluster-has-smallest-node',
            'databricks.cluster-stays-up',
            'databricks.cluster-is-running',
          ],
        },
        communalCluster: {
          label: 'Everyone’s cluster',
          step: 'prerequisites',
          checks: ['databricks.common-workspace-opens', 'databricks.communal-cluster-is-there'],
        },
        warehouse: {
          label: 'SQL warehouse',
          step: 'start-warehouse',
          checks: ['databricks.warehouse-exists', 'databricks.warehouse-is-running'],
        },
        notebook: {
          label: 'Notebook and run',
          step: 'train-model',
          checks: ['databricks.experiment-exists', 'databricks.run-is-finished'],
        },
      },
    },
    storage: {
      label: 'Storage account',
      cloud: 'storage',
      parts: {
        parquet: {
          label: 'Parquet files',
          step: 'cluster-recipes',
          checks: ['dss.cluster-sync-out', 'dss.cluster-sync-back'],
        },
        modelFiles: { label: 'Model files', step: 'train-model', checks: ['storage.model-is-stored'] },
      },
    },
  },
  ways: [
    { from: 'you', to: 'entra' },
    { from: 'entra', to: 'dss', isDashed: true },
    { from: 'entra', to: 'workspace', isDashed: true },
    { from: 'clusterConnection', to: 'cluster', step: 'connect-cluster', checks: ['dss.cluster-connection-answers'] },
    { from: 'warehouseConnection', to: 'warehouse', step: 'connect-warehouse', checks: ['dss.warehouse-connection-answers'] },
    { from: 'recipes', to: 'parquet', step: 'cluster-recipes', checks: ['dss.cluster-sync-out', 'dss.cluster-sync-back'] },
    { from: 'notebook', to: 'modelFiles', step: 'mount-storage', checks: ['databricks.storage-is-mounted', 'storage.model-is-stored'] },
    { from: 'modelFiles', to: 'folder', step: 'managed-folder', checks: ['dss.folder-shows-model'] },
    { from: 'folder', to: 'savedModel', step: 'code-env-and-import', checks: ['dss.saved-model-is-imported'] },
  ],
};
