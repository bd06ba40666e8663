import { z } from 'zod';
import { azure, databricks, dss, entra, storage } from '@/lib/clouds';
import { vocabulary } from '@/lib/lab/build';
import { inTab, sealed } from '@/lib/lab/vocabulary';
import { derives } from './derived';
import { agree, settings } from './settings';
import { values } from './values';

/** The words of this lab. Names of values and learned values are in the database: never rename one. */
export const lab = vocabulary({
  clouds: { azure, databricks, dss, entra, storage },
  settings,
  agree,
  values,
  derives,
  learns: {
    workspaceUrl: 'Workspace URL',
    workspaceId: 'Workspace id',
    workspaceResourceId: 'Resource id',
    databricksUser: 'Your name in Databricks',
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
    environmentPython: 'Python for the code environment',
    mlWorkspaceUrl: 'Workspace with the mount',
  },
  credentials: {
    dssAdminKey: sealed({
      label: 'DSS admin API key',
      hint: 'Sealed when saved, and never shown again. Without one, attendees enter their own personal key.',
      schema: z
        .string()
        .trim()
        .regex(/^[\x21-\x7e]{0,200}$/, 'An API key has no spaces.'),
      cloud: 'dss',
      for: 'dssUrl',
      group: 'Dataiku DSS',
    }),
    /** Where the workshop has no administrator's key, or the attendee would rather be asked for as themselves. */
    dssKey: inTab({
      label: 'Your personal DSS API key',
      hint: 'From your DSS profile, API keys. Kept in this browser tab only, and sent along when you press Verify.',
      cloud: 'dss',
      for: 'dssUrl',
    }),
    /** The secret that the attendee makes on the registered app, for the connections to DSS and for the mount. */
    clientSecret: inTab({
      label: 'Your client secret',
      hint: 'Kept in this browser tab only. Guidepost sends it to Microsoft when you press the button, once, and forgets it.',
    }),
  },
  tracks: {
    whole: { title: 'Whole lab', forWhom: 'You haven’t used a Databricks connection before. Starts with your own workspace.' },
    model: {
      title: 'Model only',
      forWhom: 'You know the connection. Starts with training, in the workspace that everyone shares.',
      summary: 'Train a model in a Databricks workspace that everyone shares, and import it into Dataiku DSS.',
      goals: ['Mount a storage account in Databricks', 'Train a model there and keep it as an MLflow model', 'Import that model into DSS'],
    },
  },
});
