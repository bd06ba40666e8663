import { expect, test } from 'vitest';
import { z } from 'zod';
import { vocabulary } from '@/lib/lab/build';
import { setting } from '@/lib/lab/vocabulary';
import { settingGroups } from './setting-groups';

const strong = setting({
  label: 'Minutes',
  schema: z.string(),
  preset: '3',
  group: 'Tea',
  isRare: true,
  warns: (minutes) => (Number(minutes) > 5 ? 'It will be bitter.' : null),
});
const leaf = setting({ label: 'Leaf', schema: z.string(), preset: 'sencha', group: 'Leaf', choices: { sencha: 'Sencha' } });
const lab = vocabulary({ clouds: {}, settings: { strong, leaf }, values: {}, learns: {}, credentials: {}, tracks: {} }).lab({
  id: 'tea',
  folder: '',
  title: '',
  summary: '',
  goals: [],
  sections: [],
});
const fieldFor = (value: string) => settingGroups(lab, { read: () => value })[0]?.fields[0];

test('the form shows what is stored, and warns of it where the lab does', () => {
  expect(fieldFor('9')).toMatchObject({ preset: '9', warning: 'It will be bitter.' });
  expect(fieldFor('3')).toMatchObject({ preset: '3' });
  expect(fieldFor('3')).not.toHaveProperty('warning');
});

test('a stored value is shown even where it is empty', () => {
  expect(fieldFor('')).toMatchObject({ preset: '' });
});

test('where a setting is one of a few, the form offers these', () => {
  const [tea, leaves] = settingGroups(lab, { read: () => 'sencha' });
  expect(leaves?.fields).toMatchObject([{ name: 'leaf', preset: 'sencha', choices: { sencha: 'Sencha' } }]);
  expect(tea?.fields[0]).not.toHaveProperty('choices');
});
