import { expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { folderShowsModel, judgeFolder, judgeFolderConnection, judgeFolderFiles, judgeFolderPath } from './folder';

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

const folder = { id: 'Ab3dEf9h', name: 'model', params: { connection: 'common-adls', path: '/' } };
test.each([
  ['there', [folder], /^pass: model/],
  ['another one', [{ ...folder, id: 'other123' }], /^missing: There is no managed folder Ab3dEf9h in ADA_LAB/],
  ['none', [], /^missing/],
])('the folder: %s', (_, all, expected) => {
  expect(said(judgeFolder({ all }, { folderId: 'Ab3dEf9h', projectKey: 'ADA_LAB' }))).toMatch(expected);
});
test('one who has another folder is told its id', () => {
  expect(judgeFolder({ all: [{ ...folder, id: 'other123' }] }, { folderId: 'x', projectKey: 'X' })).toMatchObject({
    remedy: expect.stringContaining('other123'),
  });
});

test.each([
  ['common-adls', /^pass: common-adls$/],
  ['common-adls-sas', /^pass: common-adls-sas$/],
  ['mine', /^wrong: It is stored somewhere else/],
  [null, /^wrong/],
])('stored in %s', (connection, expected) => {
  const it = { ...folder, params: { connection, path: '/' } };
  expect(said(judgeFolderConnection(it, 'common-adls', 'common-adls-sas'))).toMatch(expected);
});

test.each([
  [['/model/MLmodel', '/model/model.pkl'], undefined, /^pass/],
  [['/other/MLmodel'], 'other', /^pass/],
  [['/MLmodel'], undefined, /^missing: DSS sees no .model.MLmodel in it/],
  [[], undefined, /^missing/],
])('the files %o', (files, directory, expected) => {
  expect(said(judgeFolderFiles(files, directory))).toMatch(expected);
});

test.each(['3.12', ''])('with the model it learns the Python for it: “%s”', (python) => {
  expect(folderShowsModel.learn?.({ files: ['/model/MLmodel'], python })).toEqual({ environmentPython: python });
});
