import { describe, expect, test } from 'vitest';
import { mlRuntimeOf } from '../databricks/ml-runtimes.ts';
import { resolve } from './code-envs.ts';

const build = (python: string, lines: string[], knownOnly = true) =>
  resolve({ pythonInterpreter: `PYTHON${python.replace('.', '')}`, specPackageList: lines.join('\n') }, knownOnly);

describe('of what exists only', () => {
  test.each([
    ['a pin that is there', '3.9', 'mlflow==2.17.2', 'mlflow==2.17.2'],
    ['a bound', '3.9', 'mlflow<3', 'mlflow==2.22.0'],
    ['no bound, on a Python that runs MLflow 3', '3.12', 'mlflow', 'mlflow==3.12.0'],
    ['a release that there is none of', '3.9', 'mlflow==2.99.0', null],
    ['a release that this Python has none of', '3.12', 'pandas==1.5.3', null],
    ['the same where it has one', '3.11', 'pandas==1.5.3', 'pandas==1.5.3'],
    ['too old a Python', '3.9', 'numpy==2.1.3', null],
    ['a package that is not listed', '3.9', 'left-pad==1.0', null],
    ['one that is not listed, unpinned', '3.9', 'left-pad', null],
    ['nonsense', '3.9', '==', null],
  ])('%s', (_, python, line, installed) => {
    const { packages, log } = build(python, [line]);
    expect(packages).toEqual(installed ? [installed] : []);
    if (!installed) expect(log).toMatch(/ERROR: /);
  });
  test('one that cannot be had is told with what is simulated', () => {
    expect(build('3.9', ['left-pad']).log).toContain('does not simulate packages other than mlflow, scikit-learn');
  });
  test('else anything that is pinned can be had', () => {
    expect(build('3.9', ['left-pad==1.0', 'mlflow==2.99.0'], false).packages).toEqual(['left-pad==1.0', 'mlflow==2.99.0']);
  });
});

test.each(['14.3', '15.4', '16.4', '17.3', '18', '19'])(
  'what a model of runtime %s names can be had on that runtime’s Python',
  (version) => {
    const { python, mlflow, packages } = mlRuntimeOf(`${version}.x-cpu-ml-scala2.12`);
    const lines = [`mlflow==${mlflow}`, ...packages];
    expect(build(python.split('.').slice(0, 2).join('.'), lines).packages).toEqual(lines);
  },
);
