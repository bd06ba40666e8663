import { consoles } from './consoles';
import { glossary } from './glossary';
import { leftovers } from './leftovers';
import { map } from './map';
import { pictures } from './pictures';
import { practice } from './practice';
import cleanUp from './steps/clean-up/step';
import clusterRecipes from './steps/cluster-recipes/step';
import codeEnvAndImport from './steps/code-env-and-import/step';
import connectCluster from './steps/connect-cluster/step';
import connectWarehouse from './steps/connect-warehouse/step';
import createCluster from './steps/create-cluster/step';
import createExperiment from './steps/create-experiment/step';
import createProject from './steps/create-project/step';
import createWorkspace from './steps/create-workspace/step';
import managedFolder from './steps/managed-folder/step';
import mountStorage from './steps/mount-storage/step';
import prerequisites from './steps/prerequisites/step';
import seeTheModel from './steps/see-the-model/step';
import startWarehouse from './steps/start-warehouse/step';
import trainModel from './steps/train-model/step';
import warehouseRecipes from './steps/warehouse-recipes/step';
import { lab } from './vocabulary';

/** Slugs, like check ids, are in the database: never rename one. */
export default lab.lab({
  id: 'databricks-dss',
  folder: 'labs/databricks-dss',
  title: 'Azure Databricks with Dataiku DSS',
  summary: 'Deploy a Databricks workspace, connect Dataiku DSS to it, run recipes there, train a model, and import it into DSS.',
  goals: [
    'Deploy an Azure Databricks workspace',
    'Connect to its cluster and its SQL warehouse from DSS',
    'Run example recipes on both',
    'Train a model in Databricks and keep it as an MLflow model',
    'Import that model into DSS',
  ],
  consoles,
  sections: [
    {
      title: 'Deploy a workspace',
      steps: {
        'create-workspace': createWorkspace,
        'create-cluster': createCluster,
        'start-warehouse': startWarehouse,
      },
    },
    {
      title: 'Connect from DSS',
      steps: {
        'connect-cluster': connectCluster,
        'connect-warehouse': connectWarehouse,
      },
    },
    {
      title: 'Run recipes',
      from: 0,
      steps: {
        'create-project': createProject,
        'cluster-recipes': clusterRecipes,
        'warehouse-recipes': warehouseRecipes,
      },
    },
    {
      title: 'Train a model, import it',
      steps: {
        prerequisites,
        'mount-storage': mountStorage,
        'create-experiment': createExperiment,
        'train-model': trainModel,
        'managed-folder': managedFolder,
        'code-env-and-import': codeEnvAndImport,
        'see-the-model': seeTheModel,
      },
    },
    { title: 'Leave nothing behind', steps: { 'clean-up': cleanUp } },
  ],
  glossary,
  map,
  pictures,
  practice,
  cleanUp: { step: 'clean-up', leftovers },
});
