import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { vocabulary } from './build';
import {
  keptSecrets,
  losses,
  originFor,
  originsOf,
  parseSettings,
  sealedIn,
  settingsInWords,
  settingsOf,
  storedSettings,
} from './settings';
import { inTab, type Known, sealed, setting } from './vocabulary';

const lab = vocabulary({
  clouds: {},
  settings: {
    url: setting({
      label: 'URL',
      schema: z.string().trim().toLowerCase().startsWith('https://', 'It must be https.'),
      preset: '',
      group: 'Tea',
    }),
    leaf: setting({ label: 'Leaf', schema: z.string().min(1, 'Name the leaf.'), preset: 'sencha', group: 'Tea' }),
    sugar: setting({ label: 'Sugar', schema: z.string(), preset: '', group: 'Tea', isRare: true, reads: (lumps) => lumps || 'none' }),
  },
  values: {},
  learns: {},
  credentials: {
    adminKey: sealed({ label: 'Admin key', hint: '', schema: z.string().trim().max(10, 'Too long.'), for: 'url', group: 'Tea' }),
    myKey: inTab({ label: 'My key', hint: '', for: 'url' }),
    myWord: inTab({ label: 'My word', hint: '' }),
  },
  tracks: { all: { title: 'All', forWhom: 'Everybody.' } },
}).lab({ id: 'tea', folder: 'labs/tea', title: 'Tea', summary: '', goals: [], sections: [] });

const typed = { url: 'https://tea.example', leaf: 'sencha', sugar: '' };

test('right settings are kept, tidied', () => {
  expect(parseSettings(lab, { ...typed, url: ' HTTPS://tea.example ' })).toEqual({ settings: typed, secrets: {} });
});

test.each(['a\nb', 'a\0', 'a\u2028b'])('a setting or a secret is one line, and %j is not', (text) => {
  expect(parseSettings(lab, { ...typed, sugar: text, adminKey: text })).toEqual({
    problems: { sugar: expect.stringContaining('one line'), adminKey: expect.stringContaining('one line') },
  });
});

test('what is secret stands apart, and never among what checks know', () => {
  const parsed = parseSettings(lab, { ...typed, adminKey: ' key-1 ' });
  expect(parsed).toMatchObject({ secrets: { adminKey: 'key-1' } });
  expect(JSON.stringify('settings' in parsed && parsed.settings)).not.toContain('key-1');
  expect(settingsOf(lab, { ...typed, adminKey: 'key-1' })).not.toHaveProperty('adminKey');
});

test('one that was stored empty is empty for a check, and still stored', () => {
  const stored = { url: 'https://tea.example', leaf: '', gone: 'x' };
  expect(settingsOf(lab, stored)).toEqual({ url: 'https://tea.example' });
  expect(storedSettings(lab, stored)).toEqual({ url: 'https://tea.example', leaf: '' });
});

test.each([
  [{}, 'none'],
  [{ sugar: '' }, 'none'],
  [{ sugar: '2' }, '2'],
])('texts show a setting in its own words: %o as %s', (settings, sugar) => {
  expect(settingsInWords(lab, settings)).toEqual({ sugar });
});

test('the facilitator is asked for the workshop’s secrets, not for the attendee’s', () => {
  expect(sealedIn(lab).map(([name]) => name)).toEqual(['adminKey']);
});

test('each wrong one is named, with what is wrong with it', () => {
  expect(parseSettings(lab, { url: 'http://tea.example', sugar: '', adminKey: 'much too long' })).toEqual({
    problems: { url: 'It must be https.', leaf: 'Name the leaf.', adminKey: 'Too long.' },
  });
});

describe('a secret is kept for the origin that it was given for', () => {
  test.each([
    ['https://tea.example', 'https://tea.example', true],
    ['https://tea.example', 'https://TEA.example', true],
    ['https://tea.example', 'https://tea.example:10443', false],
    ['https://tea.example', 'https://tea.example.org', false],
    [undefined, 'https://tea.example', false],
  ])('given for %s, when the URL is now %s: %s', (before, after, isKept) => {
    const kept = keptSecrets(lab, { adminKey: 'sealed' }, before ? { url: before } : {}, { url: after });
    expect(kept).toEqual(isKept ? { adminKey: 'sealed' } : {});
  });
});

test('a key that a change would drop is named, with both addresses, until it is entered again or given up', () => {
  const [before, after] = [{ url: 'https://tea.example' }, { url: 'https://coffee.example' }];
  expect(losses(lab, ['adminKey'], [], before, after)).toEqual({
    adminKey: 'This was entered for https://tea.example. Enter it again for https://coffee.example, or tick “Save without it”.',
  });
  expect(losses(lab, ['adminKey'], [], before, {})).toEqual({
    adminKey: 'This was entered for https://tea.example. To remove it, tick “Save without it”.',
  });
  expect(losses(lab, ['adminKey'], ['adminKey'], before, after)).toEqual({});
  expect(losses(lab, ['adminKey'], [], before, { url: 'https://TEA.example/' })).toEqual({});
  expect(losses(lab, [], [], before, after)).toEqual({});
});

test.each([
  ['adminKey', 'https://tea.example:10443/pot?x', 'https://tea.example:10443'],
  ['adminKey', 'HTTPS://TEA.example/', 'https://tea.example'],
  ['adminKey', 'tea', null],
  ['adminKey', undefined, null],
  ['myWord', 'https://tea.example', null],
  ['gone', 'https://tea.example', null],
])('%s is for the origin of %s: %s', (name, url, origin) => {
  expect(originFor(lab, name, { url })).toBe(origin);
});

test('a page is told which origins the tab’s own secrets are for', () => {
  expect(originsOf(lab, { url: 'https://tea.example/pot' })).toEqual({ myKey: 'https://tea.example' });
  expect(originsOf(lab, {})).toEqual({});
});

test('a key without the URL that it is for is not taken', () => {
  const open = { ...lab, settings: { ...lab.settings, url: setting({ label: 'URL', schema: z.string(), preset: '', group: 'Tea' }) } };
  expect(parseSettings(open, { ...typed, url: '', adminKey: 'key-1' })).toEqual({
    problems: { adminKey: 'Enter the URL that it is for, too.' },
  });
  expect(parseSettings(open, { ...typed, url: '' })).toMatchObject({ secrets: {} });
});

test('settings that contradict each other are refused at their field, which keeps a problem of its own', () => {
  const agree = ({ leaf, sugar }: Known): Record<string, string> =>
    leaf === 'sencha' && sugar ? { sugar: 'Sencha takes no sugar.' } : leaf ? {} : { leaf: 'It needs a leaf.' };
  const strict = { ...lab, agree };
  expect(parseSettings(strict, typed)).toHaveProperty('settings');
  expect(parseSettings(strict, { ...typed, sugar: '2' })).toEqual({ problems: { sugar: 'Sencha takes no sugar.' } });
  expect(parseSettings(strict, { ...typed, leaf: '' })).toEqual({ problems: { leaf: 'Name the leaf.' } });
});

test('what a lab no longer knows is left out, and so is what is empty', () => {
  expect(settingsOf(lab, { leaf: 'sencha', gone: 'x', sugar: '' })).toEqual({ leaf: 'sencha' });
});

test('a setting that a lab has gained since is as preset, and one that was left empty stays empty', () => {
  const gained = {
    ...lab,
    settings: { ...lab.settings, cup: setting({ label: 'Cup', schema: z.string(), preset: 'large', group: 'Tea' }) },
  };
  expect(settingsOf(gained, typed)).toMatchObject({ leaf: 'sencha', cup: 'large' });
  expect(settingsOf(gained, { ...typed, cup: '' })).not.toHaveProperty('cup');
});
