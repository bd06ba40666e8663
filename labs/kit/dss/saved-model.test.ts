import { expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeActive, judgeKind, judgeVersion, type ModelView } from './saved-model';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

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
  ['of another kind', view({ model: { ...model, kind: 'PREDICTION' } }), /^wrong: A model of that name exists/],
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
test.each([
  ['active', view(), /^pass: imported, version 0/],
  ['not active', view({ versions: [{ id: '0', active: false }] }), /^missing: Its version is not the active one/],
  ['not imported', view({ codeEnv: null }), /^wrong: Version 0 was not imported/],
])('the active version: %s', (_, it, expected) => {
  expect(said(judgeActive(it, known))).toMatch(expected);
});
