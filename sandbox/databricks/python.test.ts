import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read, statementsOf } from './python.ts';

const kinds = (code: string) => statementsOf(code).map((statement) => read(statement).kind);
const text = (step: string) => readFileSync(new URL(`../../labs/databricks-dss/steps/${step}/text.md`, import.meta.url), 'utf8');
const cells = (step: string) => [...text(step).matchAll(/```python\n([\s\S]*?)```/g)].map(([, code = '']) => code);

test('the lab’s own cells are understood whole', () => {
  const [train = '', call = ''] = cells('train-model');
  expect(new Set(kinds(train))).toEqual(new Set(['import', 'value', 'function']));
  expect(read(statementsOf(train).at(-1) ?? '')).toEqual({ kind: 'function', name: 'train_diabetes', trains: true });
  expect(kinds(call)).toEqual(['train']);
  const [mount = '', list = ''] = cells('mount-storage');
  expect(kinds(mount)).toEqual(['mount']);
  expect(kinds(list)).toEqual(['import', 'nothing', 'mounts']);
});

test.each([
  ['import json\nspark.sql("drop table x")', ['import', 'unknown']],
  ['from sklearn import (\n  a,\n  b,\n)\nprint("x")', ['import', 'print']],
  ['for i in range(3):\n    print(i)', ['unknown']],
  ['print(1 + 1)', ['unknown']],
  ['%pip install mlflow', ['unknown']],
  ['x = open("/etc/passwd").read()', ['unknown']],
  ['# only a comment\n\n', []],
  ["print('(')\nprint('b')", ['print', 'print']],
  ['dbutils.fs.unmount("/mnt/a")', ['unmount']],
  ['display(dbutils.fs.mounts())', ['mounts']],
  ['os.system("x"); dbutils.fs.mounts()', ['unknown']],
])('%j', (code, expected) => {
  expect(kinds(code)).toEqual(expected);
});

test('a module that a cluster does not have is missing', () => {
  expect(read('import torch_geometric')).toEqual({ kind: 'import', missing: 'torch_geometric' });
});
