import { expect, test } from 'vitest';
import { areSpecifiers, foldName, isVersion, meets, requirements } from './requirements';

test('names are folded, versions kept, the rest is left out', () => {
  expect([...requirements('Scikit_Learn==1.3.2\n# no\n\nmlflow<3, >=2.1 ; python_version<"4"\nuvicorn[standard]>=0.1')]).toEqual([
    ['scikit-learn', '==1.3.2'],
    ['mlflow', '<3,>=2.1'],
    ['uvicorn', '>=0.1'],
  ]);
  expect([...requirements('mlflow==2.*\ntorch==2.1.0+cpu # local')]).toEqual([
    ['mlflow', '==2.*'],
    ['torch', '==2.1.0+cpu'],
  ]);
  expect(foldName('Typing.Extensions')).toBe('typing-extensions');
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
])('%s meets “%s”: %s', (version, specifiers, expected) => {
  expect(meets(version, specifiers)).toBe(expected);
});

test.each([
  // prefixes
  ['2.22.0', '==2.*', true],
  ['2', '==2.*', true],
  ['3.0.0', '==2.*', false],
  ['20.0', '==2.*', false],
  ['2.0.1', '!=2.0.*', false],
  ['2.1.0', '!=2.0.*', true],
  // compatible releases
  ['2.1', '~=2.1', true],
  ['2.22', '~=2.1', true],
  ['2.0.9', '~=2.1', false],
  ['3.0', '~=2.1', false],
  ['2.1.9', '~=2.1.3', true],
  ['2.2.0', '~=2.1.3', false],
  // one version left out
  ['2.0', '!=2.0', false],
  ['2.0.0', '!=2.0', false],
  ['2.0.1', '!=2.0', true],
  ['3.0.1', '==2.*', false],
  ['2.9', '~=2.1', true],
  ['2.0', '~=2.1', false],
  ['2.2', '~=2.1.0', false],
  // ranges, with spaces and a comma too many
  ['2.0', '>=2,<3', true],
  ['2.99', '>=2,<3', true],
  ['3.0', '>=2,<3', false],
  ['1.9', '>=2,<3', false],
  ['2.5', '>=2,<3', true],
  ['3', '>=2,<3', false],
  ['2.5', '>= 2, < 3', true],
  ['2.5', '>=2,<3,', true],
  // pre-releases: one of 3 is not before 3
  ['3.0.0rc1', '<3', false],
  ['3.0.0.dev1', '<3', false],
  ['2.22.0rc1', '<3', true],
  ['2.22.0rc1', '==2.*', true],
  ['2.22.0rc1', '>=2.22', false],
  ['2.22.0rc1', '>=2.22.0', false],
  ['3.0.0.dev0', '>=2,<3', false],
  ['3.0rc1', '>=3.0rc1', true],
  ['2.1.post1', '>=2.1', true],
  // the neighbors of a release, and of what is none
  ['3.0rc1', '<3.0rc2', true],
  ['3.0.dev1', '<3.0rc1', true],
  ['3.0.dev1', '>=2, < 3.0rc1', true],
  ['3.0rc2', '<3.0rc2', false],
  ['3.0.0rc1', '<3.0', false],
  ['3.0.dev2', '>3.0.dev1', true],
  ['3.0', '>3.0rc1', true],
  ['2.1.post1', '>2.1', false],
  ['2.1.post2', '>2.1.post1', true],
  ['2.1.post1', '>2.1rc1', false],
  ['2.1.0+cpu', '>2.1', false],
  ['2.1.1+cpu', '>2.1', true],
  ['2.1.post1+cpu', '>2.1.post1', false],
  // epochs
  ['1!1.0', '>2.0', true],
  ['1!1.0', '<2.0', false],
  ['1!2.5', '==1!2.*', true],
  ['2.5', '==1!2.*', false],
  ['1!2.5', '~=1!2.0', true],
  // local versions
  ['2.1.0+cpu', '==2.1.0', true],
  ['2.1.0+cpu', '<=2.1.0', true],
  ['2.1.0+cpu', '==2.1.0+cpu', true],
  ['2.1.0', '==2.1.0+cpu', false],
  ['2.1.0+cpu', '<3,>=2', true],
  ['2.22.0+cu118', '==2.22.0', true],
  ['2.22.0+cu118', '<3', true],
  ['2.22.0', '==2.22.0+cu118', false],
])('PEP 440: %s meets “%s”: %s', (version, specifiers, expected) => {
  expect(meets(version, specifiers)).toBe(expected);
});

test.each([
  ['2.0', '<banana'],
  ['2.22.0', '<<3'],
  ['2.22.0', '=2'],
  ['2.22.0', '~=2'],
  ['2.22.0', '>=2.*'],
  ['2.22.0', 'latest'],
  ['nonsense', '<3'],
  ['nonsense', '==2.*'],
  ['2.0', '2.0'],
  ['2.0', '=>2'],
  ['2.0', '~=2'],
  ['2.0', '<3.*'],
  ['2.0', '@git+https://example.com/mlflow'],
  ['banana', '==2.*'],
  ['banana', '<3'],
  ['@file:///tmp/mlflow.whl', '<3'],
  ['', '<3'],
])('nonsense satisfies nothing, and does not throw: %s, “%s”', (version, specifiers) => {
  expect(meets(version, specifiers)).toBe(false);
});

test('what is nonsense can be told apart', () => {
  expect([areSpecifiers('<banana'), areSpecifiers('==2.*'), areSpecifiers('')]).toEqual([false, true, true]);
  expect([isVersion('banana'), isVersion('2.22.0'), isVersion('2.1+cpu')]).toEqual([false, true, true]);
});
