import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { vocabulary } from './build';
import { aimsOf, findStep, labelOf, stepsOf, trackIn, unsaidIn, unsayable, withStepNumbers } from './lab';
import { pass } from './outcome';
import { setting, value } from './vocabulary';

const words = vocabulary({
  clouds: {},
  settings: { kettle: setting({ label: 'Kettle', schema: z.string(), preset: '', group: 'Tea' }) },
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  derives: {
    tea: {
      label: 'Tea',
      from: ({ kettle, leaf }) => kettle && leaf && `${leaf} from ${kettle}`,
      follows: () => ['kettle', 'leaf'],
    },
  },
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
    ['leaf', 'choose', 'Fill it in on this page.'],
    ['leaf', 'brew', 'Record it in step 1.2 first.'],
    ['cup', 'brew', 'Guidepost reads it on this page as soon as the other checks pass.'],
    ['cup', 'drink', 'Verify step 2.0 first: Guidepost reads it there.'],
    ['kettle', 'drink', 'Ask your facilitator: it is one of the workshop’s settings, and they can set it.'],
    ['mail', 'drink', 'Microsoft doesn’t state it for your account. Tell your facilitator.'],
  ])('%s, on %s', (name, slug, how) => {
    expect(unsaidIn(lab, 'long', step(slug), {})(name)).toEqual({ label: labelOf(lab, name), how });
  });
  test.each([
    [{}, 'It follows from “Kettle”. Ask your facilitator: it is one of the workshop’s settings, and they can set it.'],
    [{ kettle: 'iron' }, 'It follows from “Leaf”. Record it in step 1.2 first.'],
  ])('what follows from others, where %o is known', (known, how) => {
    expect(unsaidIn(lab, 'long', step('brew'), known)('tea')).toEqual({ label: 'Tea', how });
  });
  test('a page that can read it says so', () => {
    const choose = { ...step('choose'), fill: { label: 'Find it', needs: [], uses: [], read: async () => ({ nothing: 'none' }) } };
    expect(unsaidIn(lab, 'long', choose, {})('leaf').how).toBe('Fill it in on this page, or let Guidepost read it.');
  });
  test('nobody is sent to a step that their track does not have', () => {
    expect(unsaidIn(lab, 'short', step('brew'), {})('leaf').how).toBe(
      'Your track has no step for it. Tell your facilitator: it’s a mistake in the lab, not yours.',
    );
    expect(unsaidIn(lab, 'short', step('drink'), {})('cup').how).toBe('Verify step 2.0 first: Guidepost reads it there.');
  });
});

test('a sentence that names a step reads its number', () => {
  expect(withStepNumbers(lab, 'long', 'Do :step[boil] and :step[brew] first.')).toBe('Do step 1.1 and step 2.0 first.');
  expect(withStepNumbers(lab, 'short', 'Do :step[boil] and :step[brew] first.')).toBe(
    'Do step 1.1 (not on your track) and step 2.0 first.',
  );
  expect(withStepNumbers(lab, '', 'Do :step[boil] first.')).toBe('Do step 1.1 first.');
  expect(withStepNumbers(lab, 'long', 'Do :step[gone] first.')).toBe('Do step gone first.');
  expect(withStepNumbers(lab, 'long', 'Nothing to do.')).toBe('Nothing to do.');
});

test('what a track needs and has no step for is found', () => {
  const needsLeaf = words.check({
    id: 'tea.leaf',
    title: 'A leaf',
    needs: ['leaf', 'kettle', 'mail', 'cup'],
    ask: async () => '',
    judge: () => pass(''),
  });
  const brew = words.step({ ...draft, title: 'Brew', checks: [learnsCup, needsLeaf] });
  const choose = words.step({ ...draft, title: 'Choose', tracks: ['long'], collects: ['leaf'] });
  const more = words.lab({
    id: 'tea',
    folder: '',
    title: '',
    summary: '',
    goals: [],
    sections: [{ title: 'Make', steps: { choose, brew } }],
  });
  expect(unsayable(more, 'long')).toEqual([]);
  expect(unsayable(more, 'short').map(({ step, name }) => [step.slug, name])).toEqual([['brew', 'leaf']]);
});

test('a track may say itself what it leads to; else it is what the lab says', () => {
  const tea = words.lab({ id: 'tea', folder: '', title: '', summary: 'Tea.', goals: ['Pick', 'Brew'], sections: [] });
  const short = { title: 'Short', forWhom: '', summary: 'Only brew.', goals: ['Brew'] };
  const tracks = { long: { title: 'Long', forWhom: '' }, short };
  expect(aimsOf({ ...tea, tracks }, 'long')).toEqual({ summary: 'Tea.', goals: ['Pick', 'Brew'] });
  expect(aimsOf({ ...tea, tracks }, 'short')).toEqual({ summary: 'Only brew.', goals: ['Brew'] });
});
