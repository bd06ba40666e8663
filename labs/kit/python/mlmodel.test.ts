import { describe, expect, test } from 'vitest';
import { isMlmodel, isPythonEnv, madeWith } from './mlmodel';

/** As MLflow 2.21.3 wrote it for the lab's training cell, on Python 3.12. */
const two = `artifact_path: model
databricks_runtime: 16.4.x-cpu-ml-scala2.12
flavors:
  python_function:
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.sklearn
    model_path: model.pkl
    predict_fn: predict
    python_version: 3.12.3
  sklearn:
    code: null
    pickled_model: model.pkl
    serialization_format: cloudpickle
    sklearn_version: 1.4.2
mlflow_version: 2.21.3
model_size_bytes: 744
model_uuid: b55a4ca270a34254bc24d9f7d30c30e3
prompts: null
run_id: 04dddf0dccc24e389067b40982ab5963
utc_time_created: '2026-11-26 11:59:01.245486'
`;
/** As MLflow 3.8.1 did. */
const three = two
  .replace('artifact_path: model', 'artifact_path: dbfs:/mnt/ada/models/m-ff5916cd0e204bd4b7c12b2aa74e0bb0/artifacts')
  .replace('mlflow_version: 2.21.3', 'mlflow_version: 3.8.1\nmodel_id: m-ff5916cd0e204bd4b7c12b2aa74e0bb0');
const pythonEnv = 'python: 3.11.0\nbuild_dependencies:\n- pip==23.2.1\n- setuptools\n- wheel\ndependencies:\n- -r requirements.txt\n';

describe('how a model was made', () => {
  test.each([
    ['MLflow 2', two, '', { python: '3.12', mlflow: '2.21.3' }],
    ['MLflow 3', three, '', { python: '3.12', mlflow: '3.8.1' }],
    ['quoted', two.replace('3.12.3', "'3.10'").replace('2.21.3', '"2.9.2"'), '', { python: '3.10', mlflow: '2.9.2' }],
    ['with Windows line ends', two.replaceAll('\n', '\r\n'), '', { python: '3.12', mlflow: '2.21.3' }],
    ['of a Python that has not come yet', two.replace('3.12.3', '3.100.1'), '', { python: '3.100', mlflow: '2.21.3' }],
    ['a release candidate', two.replace('2.21.3', '3.0.0rc1'), '', { python: '3.12', mlflow: '3.0.0rc1' }],
    ['Python in python_env.yaml only', two.replace(/ +python_version.*\n/, ''), pythonEnv, { python: '3.11', mlflow: '2.21.3' }],
    ['the MLmodel says more than python_env.yaml', two, pythonEnv, { python: '3.12', mlflow: '2.21.3' }],
    ['Python nowhere', two.replace(/ +python_version.*\n/, ''), '', { python: null, mlflow: '2.21.3' }],
    [
      'MLflow before 1.2, which left its version out',
      'flavors:\n  python_function:\n    python_version: 3.6.11\n',
      '',
      { python: '3.6', mlflow: null },
    ],
    ['nonsense for versions', 'flavors: {}\npython_version: <script>\nmlflow_version: ;rm\n', '', { python: null, mlflow: null }],
    ['empty values', 'flavors: {}\npython_version:\nmlflow_version: ""\n', 'python:\n', { python: null, mlflow: null }],
    ['nothing', '', '', { python: null, mlflow: null }],
  ])('%s', (_, mlmodel, env, expected) => {
    expect(madeWith(mlmodel, env)).toEqual(expected);
  });
  test('a name that only ends or begins alike is another one', () => {
    expect(madeWith('flavors: {}\nmin_python_version: 3.8\npython_version_note: 3.7\nx_mlflow_version: 1.0\n')).toEqual({
      python: null,
      mlflow: null,
    });
  });
});

test.each([
  [two, true],
  [three, true],
  ['flavors: {}', true],
  ['<html><body>flavors: sign in</body></html>', false],
  ['{"flavors": {}}', false],
  ['', false],
])('an MLmodel file: %#', (text, expected) => {
  expect(isMlmodel(text)).toBe(expected);
});
test.each([
  [pythonEnv, true],
  ['<html>python: no</html>', false],
  ['', false],
])('a python_env.yaml: %#', (text, expected) => {
  expect(isPythonEnv(text)).toBe(expected);
});
