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

const made = (python: string | null, mlflow: string | null = '2.21.3') => ({ python, mlflow });
test.each([
  ['as the model', 'PYTHON312', made('3.12'), '', /^pass: Python 3.12, as the model was made with.$/],
  ['as another model', 'PYTHON39', made('3.9'), '', /^pass: Python 3.9, as the model/],
  ['of two digits', 'PYTHON310', made('3.10'), '', /^pass: Python 3.10/],
  ['older than the model', 'PYTHON39', made('3.12'), '', /^wrong: It runs on another Python than the model was made with/],
  ['newer than the model', 'PYTHON313', made('3.12'), '', /^wrong/],
  ['not 3.1 for 3.12', 'PYTHON31', made('3.12'), '', /^wrong/],
  ['one of its own', 'CUSTOM', made('3.12'), '', /^wrong/],
  ['not said', '', made('3.12'), '', /^wrong/],
  ['where no model is to be seen', 'PYTHON39', null, '', /^missing: Guidepost can’t see yet which Python/],
  ['where the model does not say', 'PYTHON39', made(null), '', /^missing/],
  ['the workshop’s, and the model is the same', 'PYTHON39', made('3.9'), '3.9', /^pass: Python 3.9, as the model was made with.$/],
  ['the workshop’s, and the model is another', 'PYTHON39', made('3.12'), '3.9', /^pass: Python 3.9, as this workshop asks.$/],
  ['the workshop’s, and no model is to be seen', 'PYTHON39', null, '3.9', /^pass: Python 3.9, as this workshop asks.$/],
  ['the model’s, where the workshop names another', 'PYTHON312', made('3.12'), '3.9', /^pass: Python 3.12, as the model/],
  ['neither', 'PYTHON311', made('3.12'), '3.9', /^wrong: It runs on another Python than this workshop asks for/],
])('the interpreter: %s', (_, interpreter, model, named, expected) => {
  expect(said(judgeInterpreter(env({ interpreter }), model, named, 'step 1'))).toMatch(expected);
});
test('it says which Python to take, and warns where the workshop’s is not the model’s', () => {
  expect(judgeInterpreter(env(), made('3.12'), '', 'step 1')).toMatchObject({
    expected: 'Python 3.12',
    found: 'Python 3.9',
    remedy: expect.stringContaining('create another one with Python 3.12'),
  });
  expect(judgeInterpreter(env({ interpreter: 'PYTHON311' }), made('3.12'), '3.9', 'step 1')).toMatchObject({ expected: 'Python 3.9' });
  expect(judgeInterpreter(env({ interpreter: 'CUSTOM' }), made('3.12'), '', 'step 1')).toMatchObject({ found: 'CUSTOM' });
  expect(judgeInterpreter(env(), made('3.12'), '3.9', 'step 1')).toMatchObject({ advice: expect.stringContaining('Python 3.12') });
  expect(judgeInterpreter(env(), null, '3.9', 'step 1')).not.toHaveProperty('advice');
  expect(judgeInterpreter(env(), null, '', 'step 1')).toMatchObject({ remedy: 'Fix the managed folder in step 1 first.' });
});

test.each([
  [
    'as MLflow writes them today, with another mlflow',
    env({ requested: 'mlflow==2.17.2\ncloudpickle==3.0.0\nnumpy==1.26.4\npsutil==5.9.0\nscikit-learn==1.4.2\nscipy==1.13.1' }),
    'mlflow==2.21.3\ncloudpickle==3.0.0\nnumpy==1.26.4\npsutil==5.9.0\nscikit-learn==1.4.2\nscipy==1.13.1',
    /^pass: 6 packages/,
  ],
  ['all of them', env(), 'mlflow<3,>=2.1\ncloudpickle==2.2.1\nscikit_learn==1.3.2', /^pass: 3 packages/],
  ['one missing', env({ requested: 'mlflow' }), 'mlflow\nscikit-learn', /^wrong: It lacks packages/],
  ['none yet', env({ requested: '' }), 'mlflow', /^wrong/],
  ['what is needed is not to be seen', env(), null, /^missing/],
])('packages: %s', (_, it, model, expected) => {
  expect(said(judgePackages(it, model, 'step 1'))).toMatch(expected);
});

test.each([
  ['right', env(), /^pass: mlflow 2.22.0/],
  ['unpinned', env({ requested: 'mlflow', actual: 'mlflow==3.1.4' }), /^wrong: DSS does not support mlflow 3.1.4/],
  ['not asked for', env({ requested: 'numpy' }), /^missing: It doesn’t request mlflow/],
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
  ['mlflow==2.17.2', /^wrong: This workshop asks for another version than mlflow 2.22.0/],
  ['mlflow!=2.22', /^wrong: This workshop asks for another version than mlflow 2.22.0/],
  ['mlflow<<3', /^wrong: The workshop’s rule for mlflow can’t be read/],
  ['mlflow=2', /^wrong: The workshop’s rule for mlflow can’t be read/],
])('mlflow by the rule %s', (rule, expected) => {
  expect(said(judgeMlflow(env(), rule))).toMatch(expected);
});
test('an mlflow that is no released version is wrong, and said to be so', () => {
  const built = env({ actual: 'mlflow @ git+https://github.com/mlflow/mlflow' });
  expect(said(judgeMlflow(built, 'mlflow<3'))).toMatch(/^wrong: mlflow was not installed from a released version/);
});

test.each([
  ['of the same MLflow', 'mlflow==2.17.2', '2.17.2', made('3.12', '2.17.2'), null],
  ['of a newer MLflow 2', 'mlflow==2.17.2', '2.17.2', made('3.12', '2.21.3'), null],
  ['of MLflow 3', 'mlflow==2.17.2', '2.17.2', made('3.12', '3.8.1'), 'The model was made with MLflow 3.8.1, which DSS does not support'],
  ['of a first MLflow 3', 'mlflow<3', '2.22.0', made('3.12', '3.0.0rc1'), 'MLflow 3.0.0rc1'],
  ['of MLflow 3, where the workshop asks for that', 'mlflow>=3', '3.1.4', made('3.12', '3.8.1'), null],
  ['that does not say', 'mlflow==2.17.2', '2.17.2', made('3.12', null), null],
  ['that is not to be seen', 'mlflow==2.17.2', '2.17.2', null, null],
])('mlflow for a model %s', (_, rule, installed, model, advice) => {
  const verdict = judgeMlflow(env({ requested: rule, actual: `mlflow==${installed}` }), rule, model);
  expect(verdict.status).toBe('pass');
  if (advice) expect(verdict).toMatchObject({ advice: expect.stringContaining(advice) });
  else expect(verdict).not.toHaveProperty('advice');
});
test.each([
  ['1.30.1', /^wrong: DSS does not support mlflow 1.30.1/],
  ['3.1.4', /^wrong: DSS does not support mlflow 3.1.4/],
  ['2.21.3', /^wrong: This workshop asks for another version than mlflow 2.21.3/],
])('by the preset, mlflow %s', (installed, expected) => {
  expect(said(judgeMlflow(env({ requested: `mlflow==${installed}`, actual: `mlflow==${installed}` }), 'mlflow==2.17.2'))).toMatch(expected);
});
