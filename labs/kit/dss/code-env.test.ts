import { expect, test } from 'vitest';
import type { CodeEnv } from '@/lib/clouds/dss';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeInterpreter, judgeMlflow, judgePackages } from './code-env';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

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
  expect(said(judgeInterpreter(env({ interpreter }), '3.9'))).toMatch(expected);
});

test.each([
  ['all of them', env(), 'mlflow<3,>=2.1\ncloudpickle==2.2.1\nscikit_learn==1.3.2', /^pass: 3 packages/],
  ['one missing', env({ requested: 'mlflow' }), 'mlflow\nscikit-learn', /^wrong: It does not ask for all/],
  ['none yet', env({ requested: '' }), 'mlflow', /^wrong/],
  ['what is needed is not to be seen', env(), null, /^missing/],
])('packages: %s', (_, it, model, expected) => {
  expect(said(judgePackages(it, model, 'step 1'))).toMatch(expected);
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
  ['mlflow==2.*', '2.22.0', /^pass: mlflow 2.22.0/],
  ['mlflow==2.*', '3.1.4', /^wrong: DSS does not support mlflow 3.1.4/],
  ['mlflow~=2.1', '2.22.0', /^pass/],
  ['mlflow>=2,<3', '3.0.0rc1', /^wrong: DSS does not support mlflow 3.0.0rc1/],
  ['mlflow<banana', '2.22.0', /^wrong: The workshop’s rule for mlflow can’t be read/],
])('the rule %s and mlflow %s', (rule, installed, expected) => {
  expect(said(judgeMlflow(env({ actual: `mlflow==${installed}` }), rule))).toMatch(expected);
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
