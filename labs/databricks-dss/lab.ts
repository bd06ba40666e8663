import type { Lab, Track } from '@/labs/lab';
import { workspaceExists } from '@/lib/checks/azure/workspace-exists';
import { workspaceInRegion } from '@/lib/checks/azure/workspace-in-region';
import { workspaceIsDeployed } from '@/lib/checks/azure/workspace-is-deployed';
import { workspaceIsHybrid } from '@/lib/checks/azure/workspace-is-hybrid';
import { workspaceIsPremium } from '@/lib/checks/azure/workspace-is-premium';
import { workspaceKeepsDefaults } from '@/lib/checks/azure/workspace-keeps-defaults';
import { cleanupChecks } from '@/lib/checks/cleanup/cleanup';
import { clusterDetailsRecorded } from '@/lib/checks/databricks/cluster-details-recorded';
import { clusterHasNoPolicy } from '@/lib/checks/databricks/cluster-has-no-policy';
import { clusterHasSmallestNode } from '@/lib/checks/databricks/cluster-has-smallest-node';
import { clusterIsDedicated } from '@/lib/checks/databricks/cluster-is-dedicated';
import { clusterIsMine } from '@/lib/checks/databricks/cluster-is-mine';
import { clusterIsRunning } from '@/lib/checks/databricks/cluster-is-running';
import { clusterIsSingleNode } from '@/lib/checks/databricks/cluster-is-single-node';
import { clusterRunsCpuMl } from '@/lib/checks/databricks/cluster-runs-cpu-ml';
import { clusterStaysUp } from '@/lib/checks/databricks/cluster-stays-up';
import { warehouseDetailsRecorded } from '@/lib/checks/databricks/warehouse-details-recorded';
import { warehouseExists } from '@/lib/checks/databricks/warehouse-exists';
import { warehouseIsRunning } from '@/lib/checks/databricks/warehouse-is-running';
import { workspaceOpens } from '@/lib/checks/databricks/workspace-opens';
import { connectionChecks } from '@/lib/checks/dss/connection-checks';
import { folderChecks } from '@/lib/checks/dss/folder';
import { dssKnowsMe } from '@/lib/checks/dss/login';
import { importChecks, savedModelChecks } from '@/lib/checks/dss/model';
import { projectIsMine } from '@/lib/checks/dss/project';
import { clusterRecipeChecks, warehouseRecipeChecks } from '@/lib/checks/dss/recipes';
import { experimentExists, experimentIsOnMount } from '@/lib/checks/ml/experiment';
import { storageIsMounted } from '@/lib/checks/ml/mount';
import { commonWorkspaceOpens, communalClusterIsThere } from '@/lib/checks/ml/prerequisites';
import { runChecks } from '@/lib/checks/ml/run';
import { isWorkspaceHost } from '@/lib/clouds/place';
import { fillClusterDetails, fillConnection, fillFolder, fillProject, fillRecipes, fillWarehouseDetails, fillWorkspaceName } from './fills';
import { clientSecret, dssKey } from './secrets';
import { settings } from './settings';
import * as values from './values';

const wholeOnly: readonly Track[] = ['whole'];
const both: readonly Track[] = ['whole', 'model'];

export const databricksDss: Lab = {
  id: 'databricks-dss',
  title: 'Azure Databricks with Dataiku DSS',
  summary: 'Deploy a Databricks workspace, connect Dataiku DSS to it, run recipes there, train a model and bring it home.',
  goals: [
    'Deploy an Azure Databricks workspace',
    'Connect to its cluster and its SQL warehouse from DSS',
    'Run example recipes on both',
    'Train a model in Databricks and keep it as an MLflow model',
    'Import that model into DSS',
  ],
  tracks: {
    whole: { title: 'Whole lab', forWhom: 'You have not used a Databricks connection before. Starts with a workspace of your own.' },
    model: { title: 'Model only', forWhom: 'You know the connection. Starts with training, in the workspace that everyone shares.' },
  },
  settings,
  learns: {
    workspaceUrl: 'Workspace URL',
    workspaceId: 'Workspace id',
    workspaceResourceId: 'Resource id',
    clusterVisualJob: 'Job of the visual recipe on the cluster',
    clusterPythonJob: 'Job of the Python recipe on the cluster',
    clusterSyncOutJob: 'Job of the sync out from the cluster',
    clusterSyncBackJob: 'Job of the sync back to the cluster',
    warehouseVisualJob: 'Job of the visual recipe on the warehouse',
    warehousePythonFailure: 'Job in which the Python recipe failed',
    warehouseSyncFailure: 'Job in which the sync failed',
    warehousePythonJob: 'Job of the Python recipe on the warehouse',
    warehouseSyncOutJob: 'Job of the sync out from the warehouse',
    warehouseSyncBackJob: 'Job of the sync back to the warehouse',
    runId: 'Run',
    artifactsPath: 'Path of its artifacts in the container',
    modelDirectory: 'Directory of the model in it',
  },
  consoles: {
    'azure-portal': { label: 'Azure portal', url: () => 'https://portal.azure.com/' },
    workspace: {
      label: 'your workspace',
      url: ({ workspaceUrl }) => (workspaceUrl && isWorkspaceHost(workspaceUrl) ? `https://${workspaceUrl}/` : null),
    },
    'sql-warehouses': {
      label: 'SQL Warehouses',
      url: ({ workspaceUrl }) => (workspaceUrl && isWorkspaceHost(workspaceUrl) ? `https://${workspaceUrl}/sql/warehouses` : null),
    },
    'ml-workspace': {
      label: 'the workspace',
      url: ({ track, commonWorkspaceUrl, workspaceUrl }) => {
        const host = track === 'model' ? commonWorkspaceUrl : workspaceUrl;
        return host && isWorkspaceHost(host) ? `https://${host}/` : null;
      },
    },
    'registered-app': {
      label: 'the registered app',
      url: ({ appClientId }) =>
        appClientId
          ? `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${appClientId}/isMSAApp~/false`
          : null,
    },
    container: {
      label: 'the container',
      url: ({ subscriptionId, resourceGroup, storageAccount, storageContainer }) =>
        subscriptionId && storageAccount && storageContainer
          ? `https://portal.azure.com/#view/Microsoft_Azure_Storage/ContainerMenuBlade/~/overview/storageAccountId/${encodeURIComponent(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Storage/storageAccounts/${storageAccount}`)}/path/${storageContainer}`
          : null,
    },
    dss: { label: 'DSS', url: ({ dssUrl }) => (dssUrl ? `${dssUrl}/` : null) },
    'dss-project': {
      label: 'your project',
      url: ({ dssUrl, projectKey }) => (dssUrl && projectKey ? `${dssUrl}/projects/${projectKey}/` : null),
    },
  },
  sections: [
    {
      number: '1',
      title: 'Deploy a workspace',
      steps: [
        {
          slug: 'create-workspace',
          number: '1.1',
          title: 'Create a workspace',
          minutes: 6,
          meanwhile: 'about 3 minutes to deploy',
          collects: [values.workspaceName],
          fill: fillWorkspaceName,
          checks: [
            workspaceExists,
            workspaceInRegion,
            workspaceIsPremium,
            workspaceIsHybrid,
            workspaceKeepsDefaults,
            workspaceIsDeployed,
            workspaceOpens,
          ],
          tracks: wholeOnly,
        },
        {
          slug: 'create-cluster',
          number: '1.2',
          title: 'Create a cluster',
          minutes: 10,
          meanwhile: 'about 5 minutes to start, go on meanwhile',
          collects: [values.clusterId, values.clusterHost, values.clusterPort, values.clusterHttpPath],
          fill: fillClusterDetails,
          checks: [
            clusterIsMine,
            clusterHasNoPolicy,
            clusterIsSingleNode,
            clusterIsDedicated,
            clusterRunsCpuMl,
            clusterHasSmallestNode,
            clusterStaysUp,
            clusterIsRunning,
            clusterDetailsRecorded,
          ],
          tracks: wholeOnly,
        },
        {
          slug: 'start-warehouse',
          number: '1.3',
          title: 'Start the SQL warehouse',
          minutes: 3,
          meanwhile: 'seconds to minutes to start',
          collects: [values.warehouseId, values.warehouseHost, values.warehousePort, values.warehouseHttpPath],
          fill: fillWarehouseDetails,
          checks: [warehouseExists, warehouseIsRunning, warehouseDetailsRecorded],
          tracks: wholeOnly,
        },
      ],
    },
    {
      number: '2',
      title: 'Connect from DSS',
      steps: [
        {
          slug: 'connect-cluster',
          number: '2.1',
          title: 'Connect to the cluster',
          minutes: 12,
          collects: [values.clusterConnection, values.dssLogin],
          fill: fillConnection('cluster'),
          secrets: [clientSecret, dssKey],
          checks: [dssKnowsMe, ...connectionChecks('cluster')],
          tracks: wholeOnly,
        },
        {
          slug: 'connect-warehouse',
          number: '2.2',
          title: 'Connect to the SQL warehouse',
          minutes: 5,
          collects: [values.warehouseConnection],
          fill: fillConnection('warehouse'),
          secrets: [clientSecret, dssKey],
          checks: connectionChecks('warehouse'),
          tracks: wholeOnly,
        },
      ],
    },
    {
      number: '3',
      title: 'Run recipes',
      steps: [
        {
          slug: 'create-project',
          number: '3.0',
          title: 'Create a project',
          minutes: 2,
          collects: [values.projectKey],
          fill: fillProject,
          secrets: [dssKey],
          checks: [projectIsMine],
          tracks: wholeOnly,
        },
        {
          slug: 'cluster-recipes',
          number: '3.1',
          title: 'Recipes on the cluster',
          minutes: 20,
          meanwhile: 'a job takes about a minute',
          collects: values.picksOf('cluster'),
          fill: fillRecipes('cluster'),
          secrets: [dssKey],
          checks: clusterRecipeChecks,
          tracks: wholeOnly,
        },
        {
          slug: 'warehouse-recipes',
          number: '3.2',
          title: 'Recipes on the SQL warehouse',
          minutes: 25,
          meanwhile: 'two of them are meant to fail',
          collects: values.picksOf('warehouse'),
          fill: fillRecipes('warehouse'),
          secrets: [dssKey],
          checks: warehouseRecipeChecks,
          tracks: wholeOnly,
        },
      ],
    },
    {
      number: '4',
      title: 'Train a model, import it',
      steps: [
        {
          slug: 'prerequisites',
          number: '4.1',
          title: 'Before you start here',
          minutes: 5,
          collects: [],
          secrets: [clientSecret],
          checks: [commonWorkspaceOpens, communalClusterIsThere],
          tracks: ['model'],
        },
        {
          slug: 'mount-storage',
          number: '4.2',
          title: 'Mount the storage account',
          minutes: 6,
          collects: [values.mountName],
          secrets: [clientSecret],
          checks: [storageIsMounted],
          tracks: both,
        },
        {
          slug: 'create-experiment',
          number: '4.3',
          title: 'Create an experiment',
          minutes: 4,
          collects: [values.experimentPath],
          checks: [experimentExists, experimentIsOnMount],
          tracks: both,
        },
        {
          slug: 'train-model',
          number: '4.4',
          title: 'Train and log the model',
          minutes: 8,
          meanwhile: 'training takes seconds',
          collects: [],
          checks: runChecks,
          tracks: both,
        },
        {
          slug: 'managed-folder',
          number: '4.5',
          title: 'Show DSS the model',
          minutes: 6,
          collects: [values.projectKey, values.folderId, values.dssLogin],
          fill: fillFolder,
          secrets: [dssKey],
          checks: folderChecks,
          tracks: both,
        },
        {
          slug: 'code-env-and-import',
          number: '4.6',
          title: 'Import the model',
          minutes: 15,
          meanwhile: 'a code environment takes some minutes to build',
          collects: [values.codeEnvName],
          secrets: [dssKey],
          checks: importChecks,
          tracks: both,
        },
        {
          slug: 'see-the-model',
          number: '4.7',
          title: 'See the model in DSS',
          minutes: 2,
          collects: [],
          secrets: [dssKey],
          checks: savedModelChecks,
          tracks: both,
        },
      ],
    },
    {
      number: '5',
      title: 'Leave nothing behind',
      steps: [
        {
          slug: 'clean-up',
          number: '5',
          title: 'Clean up',
          minutes: 5,
          collects: [],
          secrets: [dssKey],
          checks: cleanupChecks,
          tracks: both,
        },
      ],
    },
  ],
};
