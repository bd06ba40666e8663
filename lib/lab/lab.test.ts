import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { vocabulary } from './build';
import { findStep, labelOf, stepsOf, trackIn, unsaidIn, withStepNumbers } from './lab';
import { pass } from './outcome';
import { setting, value } from './vocabulary';

const words = vocabulary({
  clouds: {},
  settings: { kettle: setting({ label: 'Kettle', schema: z.string(), preset: '', group: 'Tea' }) },
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  learns: { cup: 'Cup' },
  credentials: {},
  tracks: { long: { title: 'Long', forWhom: 'Most.' }, short: { title: 'Short', forWhom: 'Some.' } },
});
const learnsCup = words.check({
  id: 'tea.cup',
  title: 'A cup',
  needs: [],
  ask: async () => 'cup',
  judge: () => pass('A cup.'),
  learns: ['cup'],
  learn: (cup) => ({ cup }),
});
const draft = { minutes: 1, checks: [] };
const lab = words.lab({
  id: 'tea',
  folder: 'labs/tea',
  title: 'Tea',
  summary: '',
  goals: [],
  sections: [
    {
      title: 'Prepare',
      steps: {
        boil: words.step({ ...draft, title: 'Boil', tracks: ['long'] }),
        choose: words.step({ ...draft, title: 'Choose', tracks: ['long'], collects: ['leaf'] }),
      },
    },
    {
      title: 'Make',
      from: 0,
      steps: {
        brew: words.step({ ...draft, title: 'Brew', checks: [learnsCup] }),
        drink: words.step({ ...draft, title: 'Drink' }),
      },
    },
  ],
});
const slugs = (track: string) => stepsOf(lab, track).map((s) => s.slug);

test('a track has its own steps', () => {
  expect(slugs('long')).toEqual(['boil', 'choose', 'brew', 'drink']);
  expect(slugs('short')).toEqual(['brew', 'drink']);
});

test('the first track is the one for whoever has not chosen, or whose own is gone', () => {
  expect(trackIn(lab, 'short')).toBe('short');
  expect(trackIn(lab, '')).toBe('long');
  expect(trackIn(lab, 'middle')).toBe('long');
});

test('a step is found with its section, and not on a track that it is not on', () => {
  expect(findStep(lab, 'long', 'choose')).toMatchObject({ step: { number: '1.2' }, section: { title: 'Prepare' } });
  expect(findStep(lab, 'short', 'brew')).toMatchObject({ step: { number: '2.0' }, section: { title: 'Make' } });
  expect(findStep(lab, 'short', 'choose')).toBeNull();
  expect(findStep(lab, 'long', 'no-such-step')).toBeNull();
});

test('names have labels, wherever the lab declares them', () => {
  expect(['kettle', 'leaf', 'cup', 'userName', 'gone'].map((name) => labelOf(lab, name))).toEqual([
    'Kettle',
    'Leaf',
    'Cup',
    'Your sign-in name',
    'gone',
  ]);
});

describe('what nobody has said yet is told with the way to say it', () => {
  const step = (slug: string) => findStep(lab, 'long', slug)?.step ?? expect.unreachable();
  test.each([
    ['leaf', 'choose', 'Fill it in on this page, or let Guidepost read it.'],
    ['leaf', 'brew', 'That is done in step 1.2.'],
    ['cup', 'drink', 'Guidepost reads it when step 2.0 is verified.'],
    ['kettle', 'drink', 'Ask your facilitator: it is one of the workshop’s settings.'],
  ])('%s, on %s', (name, slug, how) => {
    expect(unsaidIn(lab, 'long', step(slug))(name)).toEqual({ label: labelOf(lab, name), how });
  });
});

test('a sentence that names a step reads its number', () => {
  expect(withStepNumbers(lab, 'Do :step[boil] and :step[brew] first.')).toBe('Do step 1.1 and step 2.0 first.');
  expect(withStepNumbers(lab, 'Do :step[gone] first.')).toBe('Do step gone first.');
  expect(withStepNumbers(lab, 'Nothing to do.')).toBe('Nothing to do.');
});
