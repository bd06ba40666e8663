import { expect, test } from 'vitest';
import { z } from 'zod';
import { changes, secretChanges, settingChanges } from './audit';
import { vocabulary } from './lab/build';
import { setting } from './lab/vocabulary';

const text = (preset: string) => setting({ label: '', schema: z.string(), preset, group: '' });
const settings = { leaf: text('sencha'), cup: text('large'), sugar: text('') };
const lab = vocabulary({ clouds: {}, settings, values: {}, learns: {}, credentials: {}, tracks: {} }).lab({
  id: 'tea',
  folder: '',
  title: '',
  summary: '',
  goals: [],
  sections: [],
});

test('what changed is told from what to what; what did not is left out', () => {
  expect(changes({ region: 'north', size: '2', gone: 'x' }, { region: 'south', size: '2', fresh: 'y' })).toEqual({
    region: { from: 'north', to: 'south' },
    gone: { from: 'x', to: null },
    fresh: { from: null, to: 'y' },
  });
});

test.each([
  ['nothing', { leaf: 'sencha', cup: 'large', sugar: '' }, {}],
  ['one that the lab had gained', { leaf: 'sencha', cup: 'small', sugar: '' }, { cup: { from: 'large', to: 'small' } }],
  ['one that is empty now', { leaf: '', cup: 'large', sugar: '' }, { leaf: { from: 'sencha', to: null } }],
  ['one that was empty', { leaf: 'sencha', cup: 'large', sugar: '2' }, { sugar: { from: null, to: '2' } }],
])('of settings only what somebody changed is told: %s', (_, after, told) => {
  expect(settingChanges(lab, { leaf: 'sencha', gone: 'x' }, after)).toEqual(told);
});

test('of secrets it is told that they changed, never what they are', () => {
  expect(secretChanges(['a', 'b', 'c'], ['a', 'b'], ['b', 'd'])).toEqual({ b: 'replaced', c: 'removed', d: 'given' });
  expect(secretChanges(['a'], ['a'], [])).toEqual({});
});
