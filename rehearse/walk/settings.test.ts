import { expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { settingsFrom } from './command';

const right = {
  tenantId: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
  subscriptionId: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58',
  subscriptionName: 'Engineering',
  dssUrl: 'https://dss.example.com',
  appClientId: 'e2a60b93-57dc-4e18-b94f-3c8d07a1f5e2',
};

test('settings that are given are taken, the others are as the lab presets them', () => {
  const { lab: found, settings } = settingsFrom(JSON.stringify(right));
  expect(found).toBe(lab);
  expect(settings).toMatchObject({ ...right, region: lab.settings['region']?.preset });
});

test.each<[string, string, RegExp]>([
  ['no JSON', '{', /isn’t valid JSON/],
  ['no list of texts', '{"region": 5}', /must be a JSON object of text values/],
  ['a list', '[]', /must be a JSON object of text values/],
  ['a setting that there is not', '{"colour": "red"}', /no settings colour/],
  ['a key', '{"dssAdminKey": "k"}', /Take dssAdminKey out of the file: secrets are asked for/],
  ['a secret', '{"clientSecret": "s"}', /Take clientSecret out/],
  ['what is malformed', JSON.stringify({ ...right, tenantId: 'x' }), /tenantId: /],
])('%s is refused, with what is wrong', (_, text, expected) => {
  expect(() => settingsFrom(text)).toThrow(expected);
});

test('a lab that there is not is no lab', () => {
  expect(() => settingsFrom('{"lab": "nothing"}')).toThrow(/nothing/);
});

test('what is wrong with a setting is told without the text of any other', () => {
  const told = () => settingsFrom(JSON.stringify({ ...right, tenantId: 'x', subscriptionName: 'Sesame' }));
  expect(told).toThrow();
  expect(told).not.toThrow(/Sesame/);
});
