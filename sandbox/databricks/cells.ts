import { entra } from '../entra/api.ts';
import type { Env } from '../practice.ts';
import { containerOf, putFile } from '../storage/files.ts';
import { dssClientId, type Person } from '../world/cast.ts';
import { type Cluster, type DatabricksWorkspace, mlOf } from '../world/databricks.ts';
import type { Cell, MlRun } from '../world/ml.ts';
import { effectiveSparkVersion } from './catalog.ts';
import { locate } from './dbfs.ts';
import { createExperiment, createModel, createRun } from './mlflow.ts';

/** Where a cell runs, and the cells that ran before it. */
export interface Session {
  databricks: DatabricksWorkspace;
  cluster: Cluster;
  person: Person;
  earlier: Cell[];
}

const said = (output: string): Pick<Cell, 'output' | 'isError'> => ({ output, isError: false });
const raised = (output: string): Pick<Cell, 'output' | 'isError'> => ({ output, isError: true });

/**
 * Runs a cell if it is one of the lab's: mounting, unmounting, listing mounts, defining the training function and calling it.
 * No Python is executed; what the training logs is marked as a practice result.
 */
export async function runCell(env: Env, session: Session, code: string): Promise<Pick<Cell, 'output' | 'isError'>> {
  const ml = mlOf(session.databricks);
  const plain = code.replace(/^\s*#.*$/gm, '');
  session.cluster.lastUsedAt = env.store.clock.now();
  if (/dbutils\.fs\.mount\s*\(/.test(plain)) return mount(env, session, plain);
  const unmounted = /dbutils\.fs\.unmount\(\s*['"]([^'"]+)/.exec(plain)?.[1];
  if (unmounted) {
    if (!ml.mounts.some((m) => m.mountPoint === unmounted))
      return raised(
        `java.rmi.RemoteException: java.lang.IllegalArgumentException: requirement failed: Directory not mounted: ${unmounted}`,
      );
    ml.mounts = ml.mounts.filter((m) => m.mountPoint !== unmounted);
    env.store.save();
    return said(`${unmounted} has been unmounted.\nTrue`);
  }
  if (/dbutils\.fs\.mounts\(\)/.test(plain)) {
    if (ml.isLegacyDbfsDisabled) return raised('java.lang.SecurityException: DBFS root and mounts are disabled in this workspace.');
    const all = [
      { mountPoint: '/databricks-datasets', source: 'databricks-datasets' },
      ...ml.mounts.map(({ mountPoint, source }) => ({ mountPoint, source })),
    ];
    return said(
      /json/.test(plain)
        ? JSON.stringify(all)
        : all.map((m) => `MountInfo(mountPoint='${m.mountPoint}', source='${m.source}', encryptionType='')`).join('\n'),
    );
  }
  const call = /train_diabetes\(\s*data\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*(['"])(.*?)\3\s*\)/.exec(
    plain.replace(/def train_diabetes[\s\S]*?(?=\n\S|$)/, ''),
  );
  if (call) return train(env, session, Number(call[1]), Number(call[2]), call[4] ?? '');
  if (/def train_diabetes/.test(plain) || /^\s*(import|from) /m.test(plain) || plain.trim() === '') return said('');
  const printed = /^\s*print\((['"])(.*?)\1\)\s*$/.exec(plain)?.[2];
  if (printed !== undefined) return said(printed);
  return raised('NotImplementedError: the practice cloud runs the cells of this lab only');
}

const argument = (code: string, name: string) =>
  new RegExp(`${name.replace(/\./g, '\\.')}['"]?\\s*[=:]\\s*['"]([^'"]*)`).exec(code)?.[1] ?? '';

async function mount(env: Env, { databricks }: Session, code: string): Promise<Pick<Cell, 'output' | 'isError'>> {
  const ml = mlOf(databricks);
  const [source, mountPoint] = [argument(code, 'source'), argument(code, 'mount_point').replace(/\/+$/, '')];
  const failure = (text: string) => raised(`ExecutionError: An error occurred while calling o412.mount.\n: ${text}`);
  if (ml.isLegacyDbfsDisabled) return failure('java.lang.SecurityException: DBFS root and mounts are disabled in this workspace.');
  if (!/^\/mnt\/[\w-]+$/.test(mountPoint))
    return failure(`java.lang.IllegalArgumentException: requirement failed: Mount point ${mountPoint} is not under /mnt`);
  if (ml.mounts.some((m) => m.mountPoint === mountPoint))
    return failure(
      `java.rmi.RemoteException: java.lang.IllegalArgumentException: requirement failed: Directory already mounted: ${mountPoint}`,
    );
  const endpoint = URL.parse(argument(code, 'oauth2.client.endpoint'));
  if (endpoint?.host !== 'login.microsoftonline.com' || !endpoint.pathname.endsWith('/oauth2/token'))
    return failure(
      `HTTP Error 404; url='${endpoint?.href ?? ''}' AADToken: HTTP connection failed for getting token from AzureAD. An OAuth 2.0 (v1) token endpoint is needed.`,
    );
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: argument(code, 'oauth2.client.id'),
    client_secret: argument(code, 'oauth2.client.secret'),
    resource: 'https://storage.azure.com/',
  });
  const answer = await entra.fetch(new Request(endpoint, { method: 'POST', body }), env);
  if (!answer.ok) {
    const { error_description } = (await answer.json()) as { error_description: string }; // our own Entra's
    return failure(
      `HTTP Error ${answer.status}; AADToken: HTTP connection to ${endpoint.href} failed for getting token from AzureAD. ${error_description}`,
    );
  }
  const [, container = '', account = ''] = /^abfss:\/\/([^@]+)@([^.]+)\.dfs\.core\.windows\.net/.exec(source) ?? [];
  if (!containerOf(env.store, account, container))
    return failure(`Operation failed: "The specified filesystem does not exist.", 404, HEAD, ${source}, FilesystemNotFound`);
  if (body.get('client_id') !== dssClientId)
    return failure(
      `Operation failed: "This request is not authorized to perform this operation using this permission.", 403, HEAD, ${source}, AuthorizationPermissionMismatch`,
    );
  ml.mounts.push({ mountPoint, source, clientId: dssClientId });
  env.store.save();
  return said('True');
}

/** From 17.3 on, the ML runtime has MLflow 3, where a model is no longer an artifact of its run. */
const hasMlflow3 = (cluster: Cluster): boolean => {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(effectiveSparkVersion(cluster)) ?? [];
  return Number(major) * 100 + Number(minor) >= 1703;
};

/** The real metrics for the lab's alpha and l1_ratio (scikit-learn, NumPy seed 40), and made-up ones near them for other values. */
const metricsFor = (alpha: number, ratio: number) => {
  const off = Math.abs(Math.log10(alpha / 0.01)) + Math.abs(ratio - 0.01);
  return { rmse: 71.40365347371498 + off, r2: 0.2291124645214172 - off / 50, mae: 60.091315248865826 + off };
};

async function train(
  env: Env,
  { databricks, cluster, person, earlier }: Session,
  alpha: number,
  ratio: number,
  name: string,
): Promise<Pick<Cell, 'output' | 'isError'>> {
  const { store } = env;
  if (!earlier.some((cell) => /def train_diabetes/.test(cell.code) && !cell.isError))
    return raised("NameError: name 'train_diabetes' is not defined");
  const ml = mlOf(databricks);
  const experiment = ml.experiments.find((e) => e.name === name) ?? createExperiment(store, databricks, person, name, null);
  if (typeof experiment === 'string') return raised(`RestException: INVALID_PARAMETER_VALUE: ${experiment}`);
  if (experiment.lifecycle_stage === 'deleted')
    return raised(`MlflowException: Cannot set a deleted experiment '${name}' as the active experiment.`);
  const run = createRun(store, databricks, person, experiment, null);
  Object.assign(run.params, { alpha: String(alpha), l1_ratio: String(ratio) });
  const metrics = metricsFor(alpha, ratio);
  run.metrics = Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: store.clock.now(), step: 0 }));
  run.tags['practice.result'] = 'true';
  const root = hasMlflow3(cluster) ? modelOf(env, databricks, run, experiment) : `${run.artifact_uri}/model`;
  const location = locate(store, databricks, root);
  if (!location) return fail(env, run, `java.io.FileNotFoundException: ${root}`);
  for (const [file, text] of Object.entries(modelFiles(run, hasMlflow3(cluster))))
    putFile(store, location.files, `${location.path}/${file}`, Buffer.from(text));
  Object.assign(run, { status: 'FINISHED', end_time: store.clock.now() });
  store.save();
  return said(
    `Elasticnet model (alpha=${alpha.toFixed(6)}, l1_ratio=${ratio.toFixed(6)}):\n  RMSE: ${metrics.rmse}\n  MAE: ${metrics.mae}\n  R2: ${metrics.r2}\n(practice result: logged, not trained)`,
  );
}

function modelOf({ store }: Env, databricks: DatabricksWorkspace, run: MlRun, experiment: Parameters<typeof createModel>[2]): string {
  const model = createModel(store, databricks, experiment, run.run_id, 'model');
  model.status = 'LOGGED_MODEL_READY';
  run.outputs.push(model.model_id);
  return model.artifact_uri;
}

function fail({ store }: Env, run: MlRun, text: string): Pick<Cell, 'output' | 'isError'> {
  Object.assign(run, { status: 'FAILED', end_time: store.clock.now() });
  store.save();
  return raised(text);
}

function modelFiles(run: MlRun, isThree: boolean): Record<string, string> {
  const mlflow = isThree ? '3.4.0' : '2.22.0';
  const requirements = isThree
    ? ['mlflow==3.4.0', 'cloudpickle==3.0.0', 'scikit-learn==1.6.1']
    : ['mlflow<3,>=2.1', 'cloudpickle==2.2.1', 'scikit-learn==1.3.2'];
  return {
    MLmodel: `flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    python_version: 3.9.5\n  sklearn:\n    pickled_model: model.pkl\nmlflow_version: ${mlflow}\nrun_id: ${run.run_id}\n`,
    'requirements.txt': `${requirements.join('\n')}\n`,
    'conda.yaml': `dependencies:\n- python=3.9.5\n- pip:\n${requirements.map((r) => `  - ${r}`).join('\n')}\n`,
    'python_env.yaml': 'python: 3.9.5\ndependencies:\n- -r requirements.txt\n',
    'model.pkl': 'a practice result holds no model',
  };
}
