import type { Example, RefusalExample } from './example';

const sdk = (file: string, of: string) => `databricks/databricks-sdk-py, databricks/sdk/service/${file}: ${of}`;
const docs = 'docs.databricks.com/api/workspace';
const run = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

export const answers: Example[] = [
  {
    call: 'GET /api/2.0/preview/scim/v2/Me',
    standing: 'fields',
    source: sdk('iam.py', 'User'),
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:workspace:2.0:User'],
      id: '8182838485868788',
      userName: 'someone@example.com',
      displayName: 'Some One',
      active: true,
      name: { familyName: 'One', givenName: 'Some' },
      emails: [{ type: 'work', value: 'someone@example.com', primary: true }],
      groups: [{ display: 'users', type: 'direct', value: '1', $ref: 'Groups/1' }],
      entitlements: [{ value: 'workspace-access' }, { value: 'databricks-sql-access' }],
    },
  },
  {
    call: 'GET /api/2.1/clusters/list',
    standing: 'example',
    source: 'prismatic.io, example-payloads/databricks/actions/listClusters.json; the fields of 2.1 from databricks-sdk-py, compute.py',
    body: {
      clusters: [
        {
          cluster_id: '1234-567890-reef123',
          spark_context_id: 4020997813441462000,
          cluster_name: 'my-cluster',
          spark_version: '13.3.x-scala2.12',
          azure_attributes: { first_on_demand: 1, availability: 'ON_DEMAND_AZURE', spot_bid_max_price: -1 },
          node_type_id: 'Standard_DS3_v2',
          driver_node_type_id: 'Standard_DS3_v2',
          autotermination_minutes: 120,
          enable_elastic_disk: true,
          disk_spec: { disk_count: 0 },
          cluster_source: 'UI',
          enable_local_disk_encryption: false,
          instance_source: { node_type_id: 'Standard_DS3_v2' },
          state: 'TERMINATED',
          state_message: 'Inactive cluster terminated (inactive for 120 minutes).',
          start_time: 1618263108824,
          terminated_time: 1619746525713,
          last_state_loss_time: 1619739324740,
          num_workers: 30,
          default_tags: { Vendor: 'Databricks', Creator: 'someone@example.com' },
          creator_user_name: 'someone@example.com',
          termination_reason: { code: 'INACTIVITY', parameters: { inactivity_duration_min: '120' }, type: 'SUCCESS' },
          init_scripts_safe_mode: false,
          spec: { spark_version: '13.3.x-scala2.12' },
        },
        {
          cluster_id: '1234-567890-cask1',
          cluster_name: 'another',
          spark_version: '16.4.x-scala2.12',
          effective_spark_version: '16.4.x-cpu-ml-scala2.12',
          use_ml_runtime: true,
          kind: 'CLASSIC_PREVIEW',
          is_single_node: true,
          data_security_mode: 'DATA_SECURITY_MODE_DEDICATED',
          single_user_name: 'someone@example.com',
          node_type_id: 'Standard_D4ds_v5',
          state: 'RUNNING',
          state_message: '',
          autoscale: { min_workers: 1, max_workers: 4 },
          spark_conf: {},
        },
      ],
      next_page_token: '',
      prev_page_token: '',
    },
  },
  {
    call: 'GET /api/2.1/clusters/spark-versions',
    standing: 'fields',
    source: sdk('compute.py', 'GetSparkVersionsResponse'),
    body: { versions: [{ key: '16.4.x-cpu-ml-scala2.12', name: '16.4 LTS ML (includes Apache Spark 3.5.2, Scala 2.12)' }] },
  },
  {
    call: 'GET /api/2.1/clusters/list-node-types',
    standing: 'fields',
    source: sdk('compute.py', 'ListNodeTypesResponse'),
    body: {
      node_types: [
        {
          node_type_id: 'Standard_D4ds_v5',
          memory_mb: 16384,
          num_cores: 4.0,
          description: 'Standard_D4ds_v5',
          instance_type_id: 'Standard_D4ds_v5',
          is_deprecated: false,
          category: 'General Purpose',
          support_cluster_tags: true,
          num_gpus: 0,
          node_instance_type: { instance_type_id: 'Standard_D4ds_v5', local_disks: 1, local_disk_size_gb: 150 },
          is_hidden: false,
          is_io_cache_enabled: false,
          node_info: { available_core_quota: 350, total_core_quota: 350 },
        },
        {
          node_type_id: 'Standard_NC4as_T4_v3',
          memory_mb: 28672,
          num_cores: 4.0,
          description: 'Standard_NC4as_T4_v3',
          instance_type_id: 'Standard_NC4as_T4_v3',
          category: 'GPU Accelerated',
          num_gpus: 1,
          node_info: { status: ['NotEnabledOnSubscription', 'NotAvailableInRegion'] },
        },
      ],
    },
  },
  {
    call: 'GET /api/2.0/sql/warehouses',
    standing: 'example',
    source: `${docs}/warehouses/list, response sample`,
    body: {
      warehouses: [
        {
          auto_stop_mins: 10,
          channel: { name: 'CHANNEL_NAME_CURRENT' },
          cluster_size: '2X-Small',
          creator_name: 'someone@example.com',
          enable_photon: true,
          enable_serverless_compute: true,
          health: { details: '', message: '', status: 'HEALTHY', summary: '' },
          id: '1264e5078741679a',
          jdbc_url: 'jdbc:databricks://adb-1.1.azuredatabricks.net:443/default',
          max_num_clusters: 1,
          min_num_clusters: 1,
          name: 'Serverless Starter Warehouse',
          num_active_sessions: 0,
          num_clusters: 0,
          odbc_params: {
            hostname: 'adb-1.1.azuredatabricks.net',
            path: '/sql/1.0/warehouses/1264e5078741679a',
            port: 443,
            protocol: 'https',
          },
          spot_instance_policy: 'COST_OPTIMIZED',
          state: 'STOPPED',
          tags: {},
          warehouse_type: 'PRO',
        },
      ],
    },
  },
  {
    call: 'GET /api/2.0/dbfs/list',
    standing: 'fields',
    source: sdk('files.py', 'FileInfo'),
    body: { files: [{ path: '/mnt/ada', is_dir: true, file_size: 0, modification_time: 0 }] },
  },
  {
    call: 'GET /api/2.0/settings/types/disable_legacy_dbfs/names/default',
    standing: 'fields',
    source: sdk('settings.py', 'DisableLegacyDbfs'),
    body: { disable_legacy_dbfs: { value: true }, etag: 'AAAB', setting_name: 'default' },
  },
  {
    call: 'GET /api/2.0/mlflow/experiments/get-by-name',
    standing: 'fields',
    source: sdk('ml.py', 'GetExperimentByNameResponse'),
    body: {
      experiment: {
        experiment_id: '1234567890',
        name: '/Users/someone@example.com/lab',
        artifact_location: 'dbfs:/databricks/mlflow-tracking/1234567890',
        lifecycle_stage: 'active',
        last_update_time: 1700000000000,
        creation_time: 1700000000000,
        tags: [{ key: 'mlflow.experimentType', value: 'MLFLOW_EXPERIMENT' }],
      },
    },
  },
  {
    call: 'POST /api/2.0/mlflow/runs/search',
    standing: 'fields',
    source: sdk('ml.py', 'SearchRunsResponse'),
    body: {
      runs: [
        {
          info: {
            run_id: run,
            run_uuid: run,
            run_name: 'able-ant-1',
            experiment_id: '1234567890',
            user_id: '8182838485868788',
            status: 'FINISHED',
            start_time: 1700000000000,
            end_time: 1700000001000,
            artifact_uri: `dbfs:/databricks/mlflow-tracking/1234567890/${run}/artifacts`,
            lifecycle_stage: 'active',
          },
          data: {
            metrics: [{ key: 'auc', value: 0.9, timestamp: 1700000000500, step: 0 }],
            params: [{ key: 'n_estimators', value: '10' }],
            tags: [{ key: 'mlflow.runName', value: 'able-ant-1' }],
          },
          inputs: {},
        },
        // what has no metrics, parameters or tags leaves them out
        { info: { run_id: 'f'.repeat(32), experiment_id: '1234567890', status: 'RUNNING', artifact_uri: 'dbfs:/x' }, data: {} },
      ],
    },
  },
  {
    call: 'GET /api/2.0/mlflow/artifacts/list',
    standing: 'fields',
    source: sdk('ml.py', 'ListArtifactsResponse'),
    body: { root_uri: 'dbfs:/x', files: [{ path: 'model/MLmodel', is_dir: false, file_size: 512 }] },
  },
  {
    call: 'POST /api/2.0/mlflow/logged-models/search',
    standing: 'fields',
    source: sdk('ml.py', 'SearchLoggedModelsResponse'),
    body: {
      models: [
        {
          info: {
            model_id: 'm-0123456789abcdef',
            experiment_id: '1234567890',
            name: 'model',
            creation_timestamp_ms: 1700000000000,
            last_updated_timestamp_ms: 1700000000000,
            artifact_uri: 'dbfs:/databricks/mlflow-tracking/1234567890/logged_models/m-0123456789abcdef/artifacts',
            status: 'LOGGED_MODEL_READY',
            creator_id: 8182838485868788,
            source_run_id: run,
          },
          data: {},
        },
      ],
    },
  },
  {
    call: 'POST /api/1.2/contexts/create',
    standing: 'example',
    source: 'databricks/terraform-provider-databricks, commands/commands_test.go',
    body: { id: '123' },
  },
  {
    call: 'GET /api/1.2/contexts/status',
    standing: 'example',
    source: 'databricks/terraform-provider-databricks, commands/commands_test.go',
    body: { id: '123', status: 'Running' },
  },
  {
    call: 'POST /api/1.2/commands/execute',
    standing: 'example',
    source: 'databricks/terraform-provider-databricks, commands/commands_test.go',
    body: { id: '234' },
  },
  {
    call: 'GET /api/1.2/commands/status',
    standing: 'example',
    source: 'databricks/terraform-provider-databricks, commands/commands_test.go',
    body: {
      id: '234',
      status: 'Finished',
      results: { resultType: 'text', data: '[{"mountPoint": "/mnt/ada", "source": "abfss://box@acc.dfs.core.windows.net/"}]' },
    },
  },
  {
    call: 'POST /api/1.2/contexts/destroy',
    standing: 'example',
    source: 'databricks/terraform-provider-databricks, commands/commands_test.go',
    body: {},
  },
  {
    call: 'POST /api/2.1/clusters/create',
    standing: 'fields',
    source: sdk('compute.py', 'CreateClusterResponse'),
    body: { cluster_id: '1234-567890-reef123' },
  },
  { call: 'POST /api/2.1/clusters/start', standing: 'fields', source: sdk('compute.py', 'ClustersAPI.start'), body: {} },
  { call: 'POST /api/2.1/clusters/delete', standing: 'fields', source: sdk('compute.py', 'ClustersAPI.delete'), body: {} },
  { call: 'POST /api/2.0/sql/warehouses/{id}/start', standing: 'fields', source: sdk('sql.py', 'WarehousesAPI.start'), body: {} },
  { call: 'POST /api/2.0/sql/warehouses/{id}/stop', standing: 'fields', source: sdk('sql.py', 'WarehousesAPI.stop'), body: {} },
  {
    call: 'POST /api/2.0/mlflow/experiments/create',
    standing: 'fields',
    source: sdk('ml.py', 'CreateExperimentResponse'),
    body: { experiment_id: '4044556677889900' },
  },
];

const py = 'databricks/databricks-sdk-py, tests/test_errors.py';
const go = 'databricks/databricks-sdk-go, apierr/errors_test.go';
const scim = ['urn:ietf:params:scim:api:messages:2.0:Error'];
const lacks = /lacks a permission/;
const outside = /closed to Guidepost’s network/;
const blocked = 'Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: 1234567890123456';
const none = 'This API is disabled for users without the databricks-sql-access or workspace-consume entitlements.';
const network = 'Unauthorized network access to workspace: 1234567890123456';

/** Of a list of clusters, to somebody whom the workspace knows. */
export const refusals: RefusalExample[] = [
  {
    source: py,
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'nope' },
    means: { trouble: 'refused', code: 'INVALID_PARAMETER_VALUE', said: 'nope' },
  },
  {
    source: `${py}, with details of google.rpc`,
    status: 404,
    body: {
      error_code: 'NOT_FOUND',
      message: 'test message',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'reason', domain: 'domain', metadata: { k1: 'v1' } },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retry_delay: '42.000000001s' },
        1,
        'foo',
      ],
    },
    means: { trouble: 'refused', code: 'NOT_FOUND' },
  },
  {
    source: `${go}, a number`,
    status: 400,
    body: { error_code: 500, status_code: 400, message: 'Cluster abc does not exist' },
    means: { trouble: 'refused', code: '500', said: 'Cluster abc does not exist' },
  },
  {
    source: 'databricks/databricks-sdk-go, issue 853',
    status: 403,
    body: { error_code: 403, message: 'Invalid access token.' },
    means: { trouble: 'forbidden', code: '403', words: lacks },
  },
  {
    source: 'databricks/databricks-sdk-py, tests/test_base_client.py',
    status: 403,
    body: { error_code: 'FORBIDDEN', message: 'errorMessage' },
    means: { trouble: 'forbidden', code: 'FORBIDDEN', words: lacks },
  },
  {
    source: py,
    status: 404,
    body: { schemas: scim, detail: 'Group with id 1234 is not found', status: '404' },
    means: { trouble: 'refused', code: '404', said: 'Group with id 1234 is not found' },
  },
  {
    source: 'RFC 7644, section 3.12',
    status: 403,
    body: { schemas: scim, scimType: 'sensitive', detail: 'no', status: '403' },
    means: { trouble: 'forbidden', code: 'sensitive', said: 'no', words: lacks },
  },
  {
    source: 'databricks/databricks-sdk-py, tests/integration/test_commands.py',
    status: 400,
    body: { error: 'IllegalArgumentException: requirement failed: missing contextId' },
    means: { trouble: 'refused', code: 'IllegalArgumentException' },
  },
  {
    source: `${py}, plain text`,
    status: 400,
    body: 'MALFORMED_REQUEST: vpc_endpoints malformed parameters',
    means: { trouble: 'refused', code: 'MALFORMED_REQUEST', said: 'vpc_endpoints malformed parameters' },
  },
  {
    source: 'public reports of an IP access list',
    status: 403,
    body: { error_code: 403, message: blocked },
    means: { trouble: 'forbidden', words: /IP access list/ },
  },
  {
    source: 'public reports of a missing entitlement',
    status: 403,
    body: { error_code: 'PERMISSION_DENIED', message: none },
    means: { trouble: 'forbidden', words: /entitlement/ },
  },
  {
    source: 'public reports of a closed network',
    status: 403,
    body: { error_code: '403', message: network },
    means: { trouble: 'forbidden', code: '403', words: outside },
  },
  {
    source: 'public reports of a closed network, in plain text',
    status: 403,
    body: network,
    means: { trouble: 'forbidden', said: network, words: outside },
  },
  {
    source: 'databricks/databricks-sdk-py, errors/private_link.py; databricks-sdk-go, apierr/errors_test.go',
    status: 303,
    headers: { location: 'https://adb-12345678910.1.azuredatabricks.net/login.html?error=private-link-validation-error:12345' },
    body: '',
    means: { trouble: 'forbidden', code: 'PRIVATE_LINK_VALIDATION_ERROR', words: outside },
  },
  {
    source: 'any other redirect to its sign-in page is not an answer of the API',
    status: 302,
    headers: { location: '/login.html?next_url=%2Fapi' },
    body: '',
    means: { trouble: 'garbled' },
  },
  {
    source: 'databricks/databricks-sdk-py, tests/test_base_client.py',
    status: 429,
    headers: { 'retry-after': '100' },
    body: { error_code: 'TOO_MANY_REQUESTS', message: 'errorMessage' },
    means: { trouble: 'throttled', code: 'TOO_MANY_REQUESTS' },
  },
  {
    source: 'databricks/databricks-sdk-py, tests/test_base_client.py',
    status: 503,
    headers: { 'retry-after': '100' },
    body: { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'errorMessage' },
    means: { trouble: 'unavailable', code: 'TEMPORARILY_UNAVAILABLE' },
  },
  // what its clients take for an error of the API, and which could be anybody's: nothing is concluded of the thing asked for
  {
    source: `${py}, HTML`,
    status: 400,
    headers: { 'content-type': 'text/html' },
    body: '<pre>Worker environment not ready</pre>',
    means: { trouble: 'garbled' },
  },
  { source: `${py}, JSON that is no object`, status: 404, body: '"This is JSON but not a dictionary"', means: { trouble: 'garbled' } },
  { source: `${py}, without a code`, status: 403, body: { message: 'nope' }, means: { trouble: 'garbled' } },
  { source: `${py}, empty`, status: 404, body: '', means: { trouble: 'garbled' } },
];
