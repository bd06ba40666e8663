import type { Example, RefusalExample } from './example';

const client = (file: string) => `dataiku/dataiku-api-client-python, dataikuapi/${file}`;
const docs = 'doc.dataiku.com, python-api';
const headless = 'dataiku/dataiku-headless, tests with payloads of a live 14.x';
const tag = { versionNumber: 0, lastModifiedBy: { login: 'ada' }, lastModifiedOn: 1700000000000 };
const params = {
  host: 'adb-1234567890.1.azuredatabricks.net',
  port: 443,
  ssl: true,
  httpPath: '/sql/1.0/warehouses/1264e5078741679a',
  authType: 'OAUTH2_APP',
};
const connection = {
  name: 'ada_sql',
  type: 'Databricks',
  params,
  allowWrite: true,
  allowManagedDatasets: true,
  allowManagedFolders: false,
  credentialsMode: 'PER_USER',
  usableBy: 'ALLOWED',
  allowedGroups: ['attendees'],
  detailsReadability: { readableBy: 'NONE', allowedGroups: [] },
  creationTag: tag,
};
const project = 'GET /public/api/projects/{project}';

export const answers: Example[] = [
  {
    call: 'GET /public/api/admin/users/',
    standing: 'fields',
    source: client('dssclient.py: list_users, create_user'),
    body: [
      {
        login: 'ada',
        displayName: 'Ada',
        email: 'ada@example.com',
        groups: ['attendees'],
        sourceType: 'SAAS',
        userProfile: 'DATA_SCIENTIST',
        enabled: true,
      },
    ],
  },
  {
    call: 'GET /public/api/admin/groups/',
    standing: 'assumed',
    source: `${client('dssclient.py: list_groups')}; the field admin is in scripts that create groups`,
    body: [{ name: 'attendees', description: '', sourceType: 'LOCAL', admin: false }],
  },
  {
    call: 'GET /public/api/auth/info',
    standing: 'fields',
    source: client('dssclient.py: get_auth_info'),
    body: { authIdentifier: 'ada', groups: ['attendees'], authSource: 'PERSONAL_API_KEY', associatedDSSUser: 'ada' },
  },
  {
    call: 'GET /public/api/connections/get-names',
    standing: 'fields',
    source: client('dssclient.py: list_connections_names'),
    body: ['ada_sql', 'common-adls'],
  },
  {
    call: 'GET /public/api/admin/connections/',
    standing: 'assumed',
    source: `${client('dssclient.py: list_connections')}; parameter names other than host, port, httpPath and authType are assumed`,
    body: { ada_sql: connection },
  },
  {
    call: 'GET /public/api/admin/connections/{name}',
    standing: 'assumed',
    source: `${client('dss/admin.py: DSSConnection.get_definition')}; parameter names are assumed in the same way`,
    body: connection,
  },
  {
    call: 'GET /public/api/connections/{name}/info',
    standing: 'fields',
    source: client('dss/savedmodel.py: import_mlflow_version_from_databricks'),
    body: { type: 'Databricks', credentialsMode: 'PER_USER', params, resolvedOAuth2Credential: { accessToken: '' } },
  },
  {
    call: 'POST /public/api/sql/queries/',
    standing: 'fields',
    source: client('dss/sqlquery.py'),
    body: { queryId: 'abcdef', hasResults: true, schema: [{ name: '1', type: 'int' }] },
  },
  {
    call: 'GET /public/api/sql/queries/{query}/stream',
    standing: 'fields',
    source: client('dss/sqlquery.py, tsv-excel-noheader'),
    headers: { 'content-type': 'application/octet-stream' },
    body: '1\n',
  },
  { call: 'GET /public/api/sql/queries/{query}/finish-streaming', standing: 'fields', source: client('dss/sqlquery.py: verify'), body: '' },
  {
    call: 'GET /public/api/projects/',
    standing: 'fields',
    source: client('dssclient.py: list_projects'),
    body: [{ projectKey: 'ADA_LAB', name: 'Ada’s lab', ownerLogin: 'ada', ownerDisplayName: 'Ada', shortDesc: '', tags: [] }],
  },
  {
    call: `${project}/datasets/`,
    standing: 'fields',
    source: client('dss/dataset.py, dss/project.py: create_dataset'),
    body: [
      {
        name: 'trips',
        projectKey: 'ADA_LAB',
        type: 'Databricks',
        managed: false,
        params: { connection: 'ada_sql', mode: 'table', catalog: 'samples', schema: 'nyctaxi', table: 'trips', notReadyIfEmpty: false },
        schema: { columns: [{ name: 'trip_distance', type: 'double', originalType: 'DOUBLE' }], userModified: false },
        tags: [],
      },
      {
        name: 'copied',
        projectKey: 'ADA_LAB',
        type: 'Azure',
        managed: true,
        params: { connection: 'common-adls', path: '/x' },
        formatType: 'parquet',
        formatParams: {},
      },
    ],
  },
  {
    call: `${project}/recipes/`,
    standing: 'fields',
    source: client('dss/recipe.py: get_recipe_inputs, get_recipe_outputs'),
    body: [
      {
        name: 'compute_copied',
        projectKey: 'ADA_LAB',
        type: 'sync',
        inputs: { main: { items: [{ ref: 'trips', deps: [] }] } },
        outputs: { main: { items: [{ ref: 'copied', appendMode: false }] } },
        versionTag: tag,
      },
    ],
  },
  {
    call: `${project}/recipes/{recipe}/status`,
    standing: 'assumed',
    source: `${client('dss/recipe.py: DSSRecipeStatus')}; the ids of engines are assumed`,
    body: {
      selectedEngine: { type: 'DSS', label: 'DSS' },
      engines: [{ type: 'DSS' }],
      allMessagesForFrontend: { messages: [], maxSeverity: 'SUCCESS' },
    },
  },
  {
    call: `${project}/jobs/`,
    standing: 'example',
    source: `${docs}, jobs: list_jobs; def.recipe is assumed`,
    body: [
      {
        def: {
          id: 'build_cat_train_hdfs_NP_2015-09-28T09-17-37.455',
          initiationTimestamp: 1443431857455,
          initiator: 'API (aa)',
          mailNotification: false,
          name: 'build_cat_train_hdfs_NP',
          outputs: [{ targetDataset: 'cat_train_hdfs', targetDatasetProjectKey: 'IMPALA', targetPartition: 'NP', type: 'DATASET' }],
          projectKey: 'IMPALA',
          refreshHiveMetastore: false,
          refreshIntermediateMirrors: true,
          refreshTargetMirrors: true,
          triggeredFrom: 'API',
          type: 'NON_RECURSIVE_FORCED_BUILD',
        },
        endTime: 0,
        stableState: true,
        startTime: 0,
        state: 'ABORTED',
        warningsCount: 0,
      },
    ],
  },
  {
    call: `${project}/jobs/{job}/`,
    standing: 'assumed',
    source: `${headless}; engineType before 14 is assumed`,
    body: {
      baseStatus: {
        def: { id: 'j' },
        state: 'FAILED',
        jobStartTime: 1700000000000,
        jobEndTime: 1700000001000,
        activities: {
          compute_copied_NP: {
            activityId: 'compute_copied_NP',
            activityType: 'recipe',
            recipeName: 'compute_copied',
            state: 'FAILED',
            firstFailure: { message: 'Error while setting up credentials', clazz: 'java.io.IOException', stack: [] },
          },
        },
      },
      globalState: { done: 0, failed: 1, running: 0, total: 1 },
      runtimeSummary: {
        state: 'FAILED',
        jobType: 'NON_RECURSIVE_FORCED_BUILD',
        activities: [{ activityId: 'compute_copied_NP', activityType: 'recipe', engineType: 'DSS', state: 'FAILED', totalTime: 1000 }],
      },
      initiator: { login: 'ada', displayName: 'Ada' },
    },
  },
  {
    call: `${project}/jobs/{job}/log`,
    standing: 'assumed',
    source: `${client('dss/job.py: get_log')}; the word fastpath is from the lab`,
    body: '[2026/11/23-10:00:00.123] [FRT-1] [INFO] [dku.flow] - Using fastpath\n',
  },
  {
    call: `${project}/managedfolders/`,
    standing: 'fields',
    source: client('dss/project.py: list_managed_folders'),
    body: [
      {
        id: 'Ab12Cd34',
        name: 'model',
        type: 'Azure',
        projectKey: 'ADA_LAB',
        params: { connection: 'common-adls', path: '/ADA_LAB/Ab12Cd34' },
        tags: [],
      },
    ],
  },
  {
    call: `${project}/managedfolders/{folder}/contents/`,
    standing: 'fields',
    source: `${client('dss/managedfolder.py: list_contents')}, which asks without a trailing slash; the REST reference has one`,
    body: { items: [{ path: '/model/MLmodel', size: 512, lastModified: 1700000000000 }] },
  },
  {
    call: `${project}/managedfolders/{folder}/contents/{path}`,
    standing: 'fields',
    source: client('dss/managedfolder.py: get_file'),
    headers: { 'content-type': 'application/octet-stream' },
    body: 'flavors: python_function\n',
  },
  {
    call: 'GET /public/api/admin/code-envs/',
    standing: 'fields',
    source: client('dssclient.py: list_code_envs'),
    body: [{ envName: 'ada-mlflow', envLang: 'PYTHON', deploymentMode: 'DESIGN_MANAGED', owner: 'ada', pythonInterpreter: 'PYTHON39' }],
  },
  {
    call: 'GET /public/api/admin/code-envs/PYTHON/{name}',
    standing: 'assumed',
    source: `${client('dss/admin.py: DSSCodeEnvSettings')}; that its creator may read it is assumed`,
    body: {
      envName: 'ada-mlflow',
      envLang: 'PYTHON',
      deploymentMode: 'DESIGN_MANAGED',
      owner: 'ada',
      usableByAll: false,
      permissions: [],
      specPackageList: 'mlflow==2.17.2',
      actualPackageList: 'mlflow==2.17.2\nscikit-learn==1.5.1',
      desc: { pythonInterpreter: 'PYTHON39', corePackagesSet: 'AUTO', installCorePackages: true, installJupyterSupport: true },
    },
  },
  {
    call: `${project}/savedmodels/`,
    standing: 'fields',
    source: client('dss/project.py: list_saved_models'),
    body: [{ id: 'Xy98Zw76', name: 'imported_from_db', type: 'PREDICTION', savedModelType: 'MLFLOW_PYFUNC', projectKey: 'ADA_LAB' }],
  },
  {
    call: `${project}/savedmodels/{model}/versions`,
    standing: 'fields',
    source: client('dss/savedmodel.py: list_versions'),
    body: [{ id: '0', active: true, snippet: { algorithm: 'PYTHON_MLFLOW' } }],
  },
  {
    call: `${project}/savedmodels/{model}/versions/{version}/external-ml/metadata`,
    standing: 'assumed',
    source: `${client('dss/savedmodel.py: MLFlowVersionSettings')}; codeEnvName is assumed`,
    body: { targetColumnName: 'y', predictionType: 'BINARY_CLASSIFICATION', classLabels: [{ label: '0' }], codeEnvName: 'ada-mlflow' },
  },
];

const java = (type: string, message: string, more: object = {}) => ({
  errorType: type,
  message,
  detailedMessage: message,
  detailedMessageHTML: message,
  ...more,
});

/** Of a project's datasets, where DSS’s list of projects lacks the project. `absent`: null. */
export const refusals: RefusalExample[] = [
  {
    source: 'dataiku/dataiku-headless, tests: what DSS says of an unknown project, as of one that is hidden',
    status: 401,
    body: java('com.dataiku.dip.exceptions.UnauthorizedException', 'Failed to read project permissions'),
    means: { trouble: 'absent' },
  },
  {
    source: 'facts of DSS, section 1: the same as 403',
    status: 403,
    body: java('com.dataiku.dip.exceptions.UnauthorizedException', 'Failed to read project permissions'),
    means: { trouble: 'absent' },
  },
  {
    source: 'Dataiku’s Ansible modules',
    status: 404,
    body: java('com.dataiku.dip.server.controllers.NotFoundException', 'dataset does not exist: ADA_LAB.trips'),
    means: { trouble: 'absent' },
  },
  {
    source: 'Dataiku’s Ansible modules',
    status: 500,
    body: java('java.lang.IllegalArgumentException', "Connection 'x' does not exist"),
    means: { trouble: 'absent' },
  },
  {
    source: `${headless}; public reports, with status 401`,
    status: 401,
    body: java('com.dataiku.dip.exceptions.NotAuthenticatedException', 'Unknown API Key'),
    means: { trouble: 'bad-key', code: 'NotAuthenticatedException', said: 'Unknown API Key' },
  },
  {
    source: `${headless}: an error with a stack and a code of its own`,
    status: 500,
    body: java('com.dataiku.dip.exceptions.CodedException', 'Plugin has since been removed from the store.', {
      stackTraceStr: 'com.dataiku.dip.exceptions.CodedException: …',
      code: 'ERR_PLUGIN_NOT_INSTALLED',
    }),
    means: { trouble: 'unavailable', code: 'CodedException', said: 'Plugin has since been removed from the store.' },
  },
  {
    source: 'clssck/dataiku-sdk, src/errors.ts: the license',
    status: 403,
    body: java('com.dataiku.dip.exceptions.CodedException', 'Your license does not allow the use of the API'),
    means: { trouble: 'licence' },
  },
  {
    source: client('utils.py: without a detailedMessage'),
    status: 500,
    body: { errorType: 'java.lang.NullPointerException', message: null },
    means: { trouble: 'unavailable', code: 'NullPointerException' },
  },
  {
    source: client('utils.py: a body that is no JSON, as of a proxy'),
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><h1>502 Bad Gateway</h1></html>',
    means: { trouble: 'unavailable', code: undefined },
  },
  {
    source: 'a gateway’s JSON',
    status: 404,
    body: { errorType: 'not_found', message: 'no route' },
    means: { trouble: 'garbled' },
  },
];
