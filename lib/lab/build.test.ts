import { expect, test } from 'vitest';
import { z } from 'zod';
import { nothingCarried } from '@/lib/clouds/carry';
import type { Cloud } from '@/lib/clouds/cloud';
import { vocabulary } from './build';
import { checkFor } from './check';
import { pass } from './outcome';
import { type Declared, inTab, type Known, sealed, setting, value } from './vocabulary';

/** A made-up vendor that makes tea. */
interface Tea {
  brew: (leaf: string) => Promise<string>;
}
const tea: Cloud<Tea> = {
  id: 'tea',
  name: 'Tea',
  identity: { kind: 'none', hosts: /^tea\.example$/ },
  refusal: z.object({}),
  client: () => ({ brew: async (leaf) => `a cup of ${leaf}` }),
};

const lab = vocabulary({
  clouds: { tea },
  settings: { kettle: setting({ label: 'Kettle', schema: z.string(), preset: 'electric', group: 'Kitchen' }) },
  values: {
    leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed.trim() }) }),
    otherLeaf: value({ label: 'Another leaf', parse: (typed) => ({ value: typed.trim() }) }),
  },
  learns: { cup: 'Cup', saucer: 'Saucer' },
  credentials: {
    teaKey: inTab({ label: 'Your tea key', hint: 'On the caddy.' }),
    pantryKey: sealed({ label: 'Pantry key', hint: 'On the hook.', schema: z.string(), for: 'kettle', group: 'Kitchen' }),
  },
  tracks: { green: { title: 'Green', forWhom: 'Everybody.' }, black: { title: 'Black', forWhom: 'Some.' } },
});

const clients = { tea: { brew: async (leaf: string) => `a cup of ${leaf}` } };
const everything: Known = { kettle: 'electric', leaf: 'sencha', otherLeaf: 'assam', cup: '1', userName: 'ada', track: 'green' };

/** A check from the kit: its roles are `leaf`, `pot` and `vessel`. */
const isBrewed = checkFor<{ tea: Tea }>()({
  needs: ['leaf'],
  uses: ['pot'],
  ask: ({ tea }, { leaf }) => tea.brew(leaf),
  judge: (answer, known) => pass(JSON.stringify({ answer, ...known })),
  learns: ['vessel'],
  learn: (answer) => ({ vessel: answer }),
});

test('what a check knows is exactly what it names', async () => {
  const seen: unknown[] = [];
  const check = lab.check({
    id: 'tea.is-brewed',
    title: 'It is brewed',
    needs: ['leaf', 'userName'],
    uses: ['cup', 'saucer'],
    async ask(_, known) {
      seen.push(known);
      return known.leaf;
    },
    judge(_, known) {
      seen.push(known);
      return pass(known.cup ?? 'no cup');
    },
  });
  await check.ask(clients, everything, nothingCarried);
  check.judge('sencha', everything);
  const named = { leaf: 'sencha', userName: 'ada', cup: '1', saucer: undefined };
  expect(seen).toStrictEqual([named, named]);
});

test('what a fill or a probe knows is exactly what it names', async () => {
  const seen: unknown[] = [];
  const fill = lab.fill({
    label: 'Find it',
    needs: ['kettle'],
    uses: ['saucer'],
    async read(_, known) {
      seen.push(known);
      return { values: { leaf: 'sencha' }, note: 'Found it.' };
    },
  });
  const probe = lab.probe({
    credential: 'teaKey',
    label: 'Does it open?',
    needs: ['kettle'],
    async attempt(_, known) {
      seen.push(known);
      return pass('It opens.');
    },
  });
  await fill.read(clients, everything);
  await probe.attempt(clients, everything, 'secret');
  expect(seen).toStrictEqual([{ kettle: 'electric', saucer: undefined }, { kettle: 'electric' }]);
});

test('a lab says which of its names play the roles of a check from the kit, in what it learns, too', async () => {
  const check = lab.use(isBrewed, {
    id: 'tea.other-is-brewed',
    title: 'The other is brewed',
    names: { leaf: 'otherLeaf', pot: 'kettle', vessel: 'cup' },
  });
  expect(check).toMatchObject({
    id: 'tea.other-is-brewed',
    title: 'The other is brewed',
    needs: ['otherLeaf'],
    uses: ['kettle'],
    learns: ['cup'],
  });
  const answer = await check.ask(clients, everything, nothingCarried);
  expect(answer).toBe('a cup of assam');
  expect(check.judge(answer, everything)).toEqual(pass('{"answer":"a cup of assam","leaf":"assam","pot":"electric"}'));
  expect(check.learn(answer)).toEqual({ cup: 'a cup of assam' });
});

test('a role that the lab calls the same needs no name', () => {
  expect(lab.use(isBrewed, { id: 'x', title: 'x', names: { pot: 'kettle', vessel: 'cup' } })).toMatchObject({
    needs: ['leaf'],
    uses: ['kettle'],
  });
  const plain = checkFor<{ tea: Tea }>()({ needs: ['leaf'], ask: async () => '', judge: () => pass('') });
  expect(lab.use(plain, { id: 'x', title: 'x' })).toMatchObject({ needs: ['leaf'], uses: [], learns: [] });
});

test('a check that learns nothing learns nothing', () => {
  expect(lab.check({ id: 'x', title: 'x', needs: [], ask: async () => 1, judge: () => pass('') }).learn(1)).toEqual({});
});

test('a step is on every track unless it says otherwise, and collects values by name', () => {
  expect(lab.step({ title: 'Brew', minutes: 1, checks: [] })).toMatchObject({
    tracks: ['green', 'black'],
    collects: [],
    secrets: [],
    probes: [],
  });
  expect(lab.step({ title: 'Brew', minutes: 1, tracks: ['black'], collects: ['leaf'], secrets: ['teaKey'], checks: [] })).toMatchObject({
    tracks: ['black'],
    collects: [{ name: 'leaf', label: 'Leaf' }],
    secrets: ['teaKey'],
  });
});

test('steps are numbered by where they stand; a section of one step is numbered as a whole', () => {
  const step = lab.step({ title: 'Brew', minutes: 1, checks: [] });
  const { sections } = lab.lab({
    id: 'tea',
    folder: 'labs/tea',
    title: 'Tea',
    summary: 'Make tea.',
    goals: [],
    sections: [
      { title: 'Boil', steps: { fill: step, heat: step } },
      { title: 'Brew', from: 0, steps: { warm: step, pour: step } },
      { title: 'Wash up', steps: { wash: step } },
    ],
  });
  const numbers = sections.map((s) => [s.number, s.title, s.steps.map(({ slug, number }) => [slug, number])]);
  expect(numbers).toEqual([
    [
      '1',
      'Boil',
      [
        ['fill', '1.1'],
        ['heat', '1.2'],
      ],
    ],
    [
      '2',
      'Brew',
      [
        ['warm', '2.0'],
        ['pour', '2.1'],
      ],
    ],
    ['3', 'Wash up', [['wash', '3']]],
  ]);
});

// The compiler is the test here: a `@ts-expect-error` over a line that compiles is itself an error.
test('a name that the lab does not have does not compile', () => {
  const ask = async () => '';
  const judge = () => pass('');
  const id = 'x';
  const title = 'x';

  lab.check({
    id,
    title,
    // @ts-expect-error: no setting, value or learned value is called so
    needs: ['leef'],
    ask,
    judge,
  });
  lab.check({
    id,
    title,
    needs: ['leaf'],
    // @ts-expect-error: nor is anything that it uses
    uses: ['ketle'],
    ask,
    judge,
  });
  lab.check({
    id,
    title,
    needs: [],
    ask,
    judge,
    // @ts-expect-error: not among what the lab learns
    learns: ['cupp'],
    learn: () => ({ cup: '', saucer: '' }),
  });
  lab.check({
    id,
    title,
    needs: [],
    ask,
    judge,
    learns: ['cup'],
    // @ts-expect-error: what it learns is what it says that it learns
    learn: () => ({ saucer: '' }),
  });
  lab.check({
    id,
    title,
    needs: ['leaf'],
    uses: ['cup'],
    // @ts-expect-error: `known` holds what it names and nothing else
    ask: async (_, { kettle }) => kettle,
    judge,
  });
  lab.check({
    id,
    title,
    needs: ['leaf'],
    uses: ['cup'],
    // @ts-expect-error: what it only uses may not be known
    ask: ({ tea }, { cup }) => tea.brew(cup),
    judge,
  });
  lab.check({
    id,
    title,
    needs: [],
    // @ts-expect-error: not among the lab's clouds
    ask: async ({ coffee }) => coffee,
    judge,
  });

  lab.fill({
    label: 'Find it',
    // @ts-expect-error: a fill needs only what the lab has
    needs: ['leef'],
    read: async () => ({ nothing: '' }),
  });
  lab.fill({
    label: 'Find it',
    // @ts-expect-error: a fill records only values, and there is none called so
    read: async () => ({ values: { leef: 'sencha' }, note: '' }),
  });
  lab.fill({
    label: 'Find it',
    // @ts-expect-error: nor is there one to choose
    read: async () => ({ name: 'leef', choices: [], note: '' }),
  });
  lab.probe({
    // @ts-expect-error: the tab holds no secret called so
    credential: 'teeKey',
    label: 'x',
    needs: [],
    attempt: async () => pass(''),
  });

  // @ts-expect-error: no value is called so
  lab.step({ title, minutes: 1, checks: [], collects: ['leef'] });
  // @ts-expect-error: a setting is not for attendees to record
  lab.step({ title, minutes: 1, checks: [], collects: ['kettle'] });
  // @ts-expect-error: no track is called so
  lab.step({ title, minutes: 1, checks: [], tracks: ['gren'] });
  // @ts-expect-error: no secret is called so
  lab.step({ title, minutes: 1, checks: [], secrets: ['teeKey'] });
  // @ts-expect-error: the workshop's secrets are not the attendee's
  lab.step({ title, minutes: 1, checks: [], secrets: ['pantryKey'] });

  // @ts-expect-error: the lab has neither a pot nor a vessel, so they need names
  lab.use(isBrewed, { id, title });
  // @ts-expect-error: the vessel still does
  lab.use(isBrewed, { id, title, names: { pot: 'kettle' } });
  // @ts-expect-error: nothing in the lab is called so
  lab.use(isBrewed, { id, title, names: { pot: 'ketle', vessel: 'cup' } });
  // @ts-expect-error: a setting cannot be learned
  lab.use(isBrewed, { id, title, names: { pot: 'kettle', vessel: 'kettle' } });
  // @ts-expect-error: the template has no such role
  lab.use(isBrewed, { id, title, names: { pot: 'kettle', vessel: 'cup', lid: 'kettle' } });
  const onCoffee = checkFor<{ coffee: Tea }>()({ needs: ['leaf'], ask: ({ coffee }, { leaf }) => coffee.brew(leaf), judge });
  // @ts-expect-error: it asks a cloud that the lab does not have
  lab.use(onCoffee, { id, title });

  lab.lab({
    id,
    folder: 'labs/tea',
    title,
    summary: '',
    goals: [],
    // @ts-expect-error: a console's link is made of the lab's names
    consoles: { shop: { label: 'Shop', url: ({ ketle }) => ketle ?? null } },
    sections: [],
  });
});

test.each([
  ['one that comes later', 'pour', 'brew', '"brew" builds on "pour", which is no step before it'],
  ['itself', 'brew', 'brew', '"brew" builds on "brew", which is no step before it'],
  ['one that is not there', 'boyl', 'pour', '"pour" builds on "boyl", which is no step before it'],
])('a step that builds on %s makes no lab', (_, on, slug, problem) => {
  const step = (title: string, buildsOn: string[] = []) => lab.step({ title, minutes: 1, checks: [], buildsOn });
  const steps = { brew: step('Brew', slug === 'brew' ? [on] : []), pour: step('Pour', slug === 'pour' ? [on] : ['brew']) };
  const make = () => lab.lab({ id: 'tea', folder: 'labs/tea', title: 'Tea', summary: '', goals: [], sections: [{ title: 'One', steps }] });
  expect(make).toThrow(problem);
});

const text = (label: string) => value({ label, parse: (typed) => ({ value: typed }) });
const of = (name: string) => setting({ label: name, schema: z.string(), preset: '', group: 'Kitchen' });
const key = sealed({ label: 'Key', hint: '', schema: z.string(), for: 'kettle', group: 'Kitchen' });

test.each<[string, Partial<Declared>, string]>([
  ['a field of the panel', { values: { held: text('Held') } }, 'the value "held" is a name of Guidepost\'s own'],
  ['another', { values: { step: text('Step') } }, 'the value "step" is a name of Guidepost\'s own'],
  ['nothing that can be pressed', { values: { 'secret-pin': text('PIN') } }, 'the value "secret-pin" has a name with more than letters'],
  ['a field of the workshop', { settings: { title: of('Title') } }, 'the setting "title" is a name of Guidepost\'s own'],
  ['one by a secret', { credentials: { drop: key } }, 'the setting "drop" is a name of Guidepost\'s own'],
  ['what is known of everybody', { values: { mail: text('Mail') } }, '"mail" is a name of Guidepost\'s own'],
  ['that, by a setting', { settings: { track: of('Track') } }, '"track" is a name of Guidepost\'s own'],
])('a name that is called like %s makes no lab', (_, declared, problem) => {
  const none = { clouds: {}, settings: {}, values: {}, learns: {}, credentials: {}, tracks: { all: { title: 'All', forWhom: '' } } };
  const make = () =>
    vocabulary<Declared>({ ...none, ...declared }).lab({ id: 'x', folder: 'labs/x', title: 'X', summary: '', goals: [], sections: [] });
  expect(make).toThrow(`labs/x: ${problem}`);
});
