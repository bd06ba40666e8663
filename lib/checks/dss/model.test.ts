import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/checks/outcome';
import type { CodeEnv } from '@/lib/clouds/dss';
import { judgeMlflow, judgePackages, judgePython, meets, requirements } from './code-env';
import { judgeFolderPath } from './folder';
import { judgeKind, judgeVersion, type ModelView } from './model';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['/ada/mlflow/r1/artifacts', /^pass/],
  ['ada/mlflow/r1/artifacts/', /^pass/],
  ['/ada/mlflow/r1/artifacts/model', /^wrong: It points at the model itself/],
  ['/ada/mlflow', /^wrong: It points too far up/],
  [`/\${projectKey}/\${odbId}`, /^wrong: It still has the path that DSS gave it/],
  ['/bo/r1/artifacts', /^wrong: It points somewhere else/],
  ['', /^wrong/],
])('the folder’s path %s', (path, expected) => {
  const folder = { id: 'a', name: 'a', params: { connection: 'common-adls', path } };
  expect(said(judgeFolderPath(folder, { artifactsPath: 'ada/mlflow/r1/artifacts', modelDirectory: 'model' }))).toMatch(expected);
});

describe('requirements', () => {
  test('names are folded, versions kept, the rest is nobody’s concern', () => {
    expect([...requirements('Scikit_Learn==1.3.2\n# no\n\nmlflow<3, >=2.1 ; python_version<"4"\nuvicorn[standard]>=0.1')]).toEqual([
      ['scikit-learn', '==1.3.2'],
      ['mlflow', '<3,>=2.1'],
      ['uvicorn', '>=0.1'],
    ]);
  });
  test.each([
    ['2.22.0', '<3', true],
    ['3.1.4', '<3', false],
    ['2.1', '<3,>=2.1', true],
    ['2.0.9', '>=2.1', false],
    ['2.17.2', '==2.17.2', true],
    ['2.17', '==2.17.0', true],
    ['2.9.2', '!=2.9.2', false],
    ['2.22.1', '~=2.17', true],
    ['3.0', '~=2.17', false],
    ['10.0', '>9', true],
    ['1.0', '', true],
    ['2.22.0', '==2.*', true],
    ['3.0.1', '==2.*', false],
    ['2.0.1', '!=2.0', true],
    ['2.0.0', '!=2.0', false],
    ['2.0.1', '!=2.0.*', false],
    ['2.9', '~=2.1', true],
    ['2.0', '~=2.1', false],
    ['2.2', '~=2.1.0', false],
    ['2.5', '>=2,<3', true],
    ['3', '>=2,<3', false],
    // a pre-release comes before its release, and is not "below 3"
    ['2.22.0rc1', '<3', true],
    ['2.22.0rc1', '>=2.22.0', false],
    ['3.0.0rc1', '<3', false],
    ['3.0.0.dev0', '>=2,<3', false],
    // a local build of a version is that version, unless the specifier names the build
    ['2.22.0+cu118', '==2.22.0', true],
    ['2.22.0+cu118', '<3', true],
    ['2.22.0', '==2.22.0+cu118', false],
    ['2.22.0', '<<3', false],
    ['2.22.0', '=2', false],
    ['2.22.0', '~=2', false],
    ['2.22.0', '>=2.*', false],
    ['2.22.0', 'latest', false],
    ['nonsense', '<3', false],
    ['nonsense', '==2.*', false],
  ])('%s meets “%s”: %s', (version, specifiers, expected) => {
    expect(meets(version, specifiers)).toBe(expected);
  });
});

const env = (more: Partial<CodeEnv> = {}): CodeEnv => ({
  name: 'ada-env',
  requested: 'mlflow<3\nscikit-learn==1.3.2\ncloudpickle==2.2.1',
  actual: 'mlflow==2.22.0\nscikit-learn==1.3.2\ncloudpickle==2.2.1',
  interpreter: 'PYTHON39',
  ...more,
});

test.each([
  ['PYTHON39', /^pass: Python 3.9/],
  ['PYTHON311', /^wrong: It runs on another Python/],
  ['CUSTOM', /^wrong/],
  ['', /^wrong/],
])('the interpreter %s', (interpreter, expected) => {
  expect(said(judgePython(env({ interpreter }), '3.9'))).toMatch(expected);
});

test.each([
  ['all of them', env(), 'mlflow<3,>=2.1\ncloudpickle==2.2.1\nscikit_learn==1.3.2', /^pass: 3 packages/],
  ['one missing', env({ requested: 'mlflow' }), 'mlflow\nscikit-learn', /^wrong: It does not ask for all/],
  ['none yet', env({ requested: '' }), 'mlflow', /^wrong/],
  ['what is needed is not to be seen', env(), null, /^missing/],
])('packages: %s', (_, it, model, expected) => {
  expect(said(judgePackages(it, model))).toMatch(expected);
});

test.each([
  ['right', env(), /^pass: mlflow 2.22.0/],
  ['unpinned', env({ requested: 'mlflow', actual: 'mlflow==3.1.4' }), /^wrong: DSS does not support mlflow 3.1.4/],
  ['not asked for', env({ requested: 'numpy' }), /^missing: It does not ask for mlflow/],
  ['not built', env({ actual: '' }), /^missing: It has not been built/],
  ['changed, and not built since', env({ requested: 'mlflow<3', actual: 'mlflow==3.1.4' }), /^wrong/],
])('mlflow: %s', (_, it, expected) => {
  expect(said(judgeMlflow(it, 'mlflow<3'))).toMatch(expected);
});
test.each([
  ['mlflow==2.*', /^pass: mlflow 2.22.0/],
  ['mlflow~=2.1', /^pass/],
  ['mlflow!=2.22', /^wrong: DSS does not support mlflow 2.22.0/],
  ['mlflow<<3', /^wrong: The workshop’s rule for mlflow can’t be read/],
  ['mlflow=2', /^wrong: The workshop’s rule for mlflow can’t be read/],
])('mlflow by the rule %s', (rule, expected) => {
  expect(said(judgeMlflow(env(), rule))).toMatch(expected);
});
test('an mlflow that is no released version is wrong, and said to be so', () => {
  const built = env({ actual: 'mlflow @ git+https://github.com/mlflow/mlflow' });
  expect(said(judgeMlflow(built, 'mlflow<3'))).toMatch(/^wrong: mlflow was not installed from a released version/);
});

const known = { savedModelName: 'imported', savedModelVersion: '0', codeEnvName: 'ada-env' };
const model = { id: 'm', name: 'imported', kind: 'MLFLOW_PYFUNC' };
const view = (more: Partial<ModelView> = {}): ModelView => ({
  named: [model],
  model,
  versions: [{ id: '0', active: true }],
  codeEnv: 'ada-env',
  ...more,
});

test.each([
  ['of the MLflow kind', view(), /^pass/],
  ['of another kind', view({ model: { ...model, kind: 'PREDICTION' } }), /^wrong: A model of that name is there/],
  ['absent', view({ model: null }), /^missing: There is no saved model named imported/],
])('the saved model: %s', (_, it, expected) => {
  expect(said(judgeKind(it, known))).toMatch(expected);
});
test.each([
  ['imported', view(), /^pass: Version 0, with ada-env/],
  ['DSS does not say with what', view({ codeEnv: '' }), /^pass/],
  ['of another name', view({ versions: [{ id: 'v1', active: true }], codeEnv: null }), /^wrong: It has a version of another name/],
  ['none, as after a failed import', view({ versions: [], codeEnv: null }), /^missing: It has no version yet/],
  ['not imported', view({ codeEnv: null }), /^wrong: Version 0 was not imported/],
  ['with another environment', view({ codeEnv: 'bo-env' }), /^wrong: It was imported with another code environment/],
  ['absent', view({ model: null }), /^missing/],
])('its version: %s', (_, it, expected) => {
  expect(said(judgeVersion(it, known))).toMatch(expected);
});
