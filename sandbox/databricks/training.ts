import type { Env } from '../practice.ts';
import { putFile } from '../storage/files.ts';
import { type DatabricksWorkspace, mlOf } from '../world/databricks.ts';
import type { MlRun } from '../world/ml.ts';
import { effectiveSparkVersion } from './catalog.ts';
import { type CellOutput, raised, type Session, said } from './cell.ts';
import { locate } from './dbfs.ts';
import { hasMlflow3, type MlRuntime, mlRuntimeOf } from './ml-runtimes.ts';
import { createExperiment, createModel, createRun } from './mlflow.ts';

/** The real metrics for the lab's alpha and l1_ratio (scikit-learn, NumPy seed 40), and made-up ones near them for other values. */
const metricsFor = (alpha: number, ratio: number) => {
  const off = Math.abs(Math.log10(alpha / 0.01)) + Math.abs(ratio - 0.01);
  return { rmse: 71.40365347371498 + off, r2: 0.2291124645214172 - off / 50, mae: 60.091315248865826 + off };
};

/** What the lab's `train_diabetes` logs, marked as a practice result: nothing is trained. */
export async function train(
  env: Env,
  { databricks, cluster, person }: Session,
  alpha: number,
  ratio: number,
  name: string,
): Promise<CellOutput> {
  const { store } = env;
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
  const image = effectiveSparkVersion(cluster);
  const runtime = mlRuntimeOf(image);
  const root = hasMlflow3(runtime) ? modelOf(env, databricks, run, experiment) : `${run.artifact_uri}/model`;
  const written = store.world.rules.realRequirements ? asMlflowWrites(runtime) : invented(hasMlflow3(runtime));
  const location = locate(store, databricks, root);
  if (!location) return fail(env, run, `java.io.FileNotFoundException: ${root}`);
  for (const [file, text] of Object.entries(modelFiles(run, image, written)))
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

function fail({ store }: Env, run: MlRun, text: string): CellOutput {
  Object.assign(run, { status: 'FAILED', end_time: store.clock.now() });
  store.save();
  return raised(text);
}

/** Made up, so that nothing in the lab relies on what today's runtimes have. */
const invented = (isThree: boolean): Written => ({
  python: '3.9.5',
  mlflow: isThree ? '3.4.0' : '2.22.0',
  requirements: isThree
    ? ['mlflow==3.4.0', 'cloudpickle==3.0.0', 'scikit-learn==1.6.1']
    : ['mlflow<3,>=2.1', 'cloudpickle==2.2.1', 'scikit-learn==1.3.2'],
});

/** Every package pinned to the runtime's version, on the runtime's Python. */
const asMlflowWrites = ({ python, mlflow, packages }: MlRuntime): Written => ({
  python,
  mlflow,
  requirements: [`mlflow==${mlflow}`, ...packages],
});

interface Written {
  python: string;
  mlflow: string;
  requirements: string[];
}

/** A model's folder, as `mlflow.sklearn` saves it; only the model itself is missing. */
function modelFiles(run: MlRun, image: string, { python, mlflow, requirements }: Written): Record<string, string> {
  return {
    MLmodel: `databricks_runtime: ${image}\nflavors:\n  python_function:\n    env:\n      conda: conda.yaml\n      virtualenv: python_env.yaml\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n    predict_fn: predict\n    python_version: ${python}\n  sklearn:\n    code: null\n    pickled_model: model.pkl\n    serialization_format: cloudpickle\nmlflow_version: ${mlflow}\nrun_id: ${run.run_id}\n`,
    'requirements.txt': requirements.join('\n'),
    'conda.yaml': `channels:\n- conda-forge\ndependencies:\n- python=${python}\n- pip<=24.2\n- pip:\n${requirements.map((r) => `  - ${r}`).join('\n')}\nname: mlflow-env\n`,
    'python_env.yaml': `python: ${python}\nbuild_dependencies:\n- pip==24.2\n- setuptools\n- wheel\ndependencies:\n- -r requirements.txt\n`,
    'model.pkl': 'a practice result holds no model',
  };
}
