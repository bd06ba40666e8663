import { describe, expect, test } from 'vitest';
import { type UpstreamDetail, UpstreamError } from '@/lib/clouds/trouble';
import { vocabulary } from './build';
import { allSteps } from './lab';
import { conclude, missing, pass } from './outcome';
import { already, cannot, type DonePart, done, type Part, underWay } from './part';
import { isSolvable, isUnderWay, type PartResult, partsInWords, type Solving, solveStep } from './solve';
import { inTab, value } from './vocabulary';

const words = vocabulary({
  clouds: {},
  settings: {},
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  learns: {},
  credentials: { honey: inTab({ label: 'Your honey', hint: '' }) },
  tracks: { all: { title: 'All', forWhom: 'Everybody.' }, short: { title: 'Short', forWhom: 'Some.' } },
});

const part = (id: string, act: DonePart['act'], more: Partial<DonePart> = {}): DonePart => ({
  ...{ id, what: `Do ${id}`, turns: [], details: {}, needs: [], uses: [], secrets: [], records: [] },
  act,
  ...more,
});
const works = (id: string, more?: Partial<DonePart>) => part(id, async () => done(`Did ${id}.`), more);
const person = (id: string, turns: string[] = []): Part => ({ id, what: `Go ${id}`, turns, why: 'Only you can.' });

/** @param green ids of the checks that pass before anything is done */
async function solve(parts: Part[], { known = {}, green = [], ...more }: Partial<Solving> & { green?: string[] } = {}) {
  const checks = ['tea.hot', 'tea.sweet'].map((id) =>
    words.check({
      id,
      title: id,
      needs: [],
      ask: async () => id,
      judge: () => (green.includes(id) ? pass('Yes.') : missing('No.', 'Do it.')),
    }),
  );
  const lab = words.lab({
    ...{ id: 'tea', folder: 'labs/tea', title: 'Tea', summary: '', goals: [] },
    sections: [{ title: 'Make', steps: { brew: words.step({ title: 'Brew', minutes: 1, collects: ['leaf'], checks, parts }) } }],
  });
  const [step = expect.unreachable()] = allSteps(lab);
  const solved = await solveStep(lab, step, { access: { tokenFor: async () => 'token' }, known: { track: 'all', ...known }, ...more });
  return {
    ...solved,
    lab,
    step,
    hows: Object.fromEntries(solved.parts.map(({ id, how }) => [id, how])),
    saids: solved.parts.map((p) => p.said),
  };
}

test('parts are done in their order, and what they record is known to those after them', async () => {
  const recorded: unknown[] = [];
  const { hows, known } = await solve(
    [
      part('pick', async () => done('Picked.', { leaf: 'sencha' })),
      part('brew', async (_, { leaf }) => done(`Brewed ${leaf}.`), { needs: ['leaf'] }),
    ],
    { record: async (values) => void recorded.push(values) },
  );
  expect([hows, known['leaf'], recorded]).toEqual([{ pick: 'done', brew: 'done' }, 'sencha', [{ leaf: 'sencha' }]]);
});

test('a part whose checks all pass is not begun, one of a person’s neither', async () => {
  const { hows } = await solve([part('heat', () => expect.unreachable(), { turns: ['tea.hot'] }), person('taste', ['tea.hot'])], {
    green: ['tea.hot'],
  });
  expect(hows).toEqual({ heat: 'already', taste: 'already' });
});

test('one of whose checks some pass is', async () => {
  const { hows } = await solve([works('heat', { turns: ['tea.hot', 'tea.sweet'] })], { green: ['tea.hot'] });
  expect(hows).toEqual({ heat: 'done' });
});

test('what only a person can do stops nothing', async () => {
  expect((await solve([person('taste'), works('pour')])).hows).toEqual({ taste: 'person', pour: 'done' });
});

test('nothing is begun after a part that takes a while', async () => {
  const { hows, parts } = await solve([part('heat', async () => underWay('It heats.')), works('pour')]);
  expect([hows, isUnderWay(parts)]).toEqual([{ heat: 'under-way', pour: 'not-tried' }, true]);
});

test('what was done at the look before is left, and what was begun is handed on', async () => {
  const begun: unknown[] = [];
  const heat = part('heat', async (_, __, { carry }) => {
    begun.push(carry.begun);
    if (carry.begun) return done('Hot.');
    carry.keep({ kettle: 'k1' });
    return underWay('It heats.');
  });
  const pick = part('pick', async () => (begun.length > 0 ? expect.unreachable() : done('Picked.')));
  const first = await solve([pick, heat]);
  expect(first.parts[1]?.begun).toEqual({ kettle: 'k1' });
  const second = await solve([pick, heat], { before: first.parts });
  expect([second.hows, begun]).toEqual([{ pick: 'done', heat: 'done' }, [null, { kettle: 'k1' }]]);
  expect(second.parts[1]).not.toHaveProperty('begun');
});

test('what could not be done is not tried again while another part is under way', async () => {
  let tries = 0;
  const pick = part('pick', async () => {
    tries += 1;
    return cannot('There is no leaf.');
  });
  const heat = part('heat', async (_, __, { carry }) => {
    if (carry.begun) return done('Hot.');
    carry.keep({ kettle: 'k1' });
    return underWay('It heats.');
  });
  const first = await solve([pick, heat]);
  const second = await solve([pick, heat], { before: first.parts });
  expect([tries, second.hows, second.saids[0]]).toEqual([1, { pick: 'failed', heat: 'done' }, 'There is no leaf.']);
});

test('what cannot be done is told, and what comes after it is still tried; a verdict that ends a part, too', async () => {
  const { hows, saids } = await solve([
    part('pick', async () => cannot('There is no leaf.')),
    part('heat', async () => conclude(missing('There is no water.', 'Boil some.'))),
    works('pour'),
  ]);
  expect([hows, saids]).toEqual([
    { pick: 'failed', heat: 'failed', pour: 'done' },
    ['There is no leaf.', 'There is no water. Boil some.', 'Did pour.'],
  ]);
});

const trouble = (said: string) => new UpstreamError({ cloud: 'Kettle', trouble: 'unavailable', status: 503, said });

test('where a service cannot be asked, nothing after it is tried', async () => {
  const heat = part('heat', async () => {
    throw trouble('Out of order');
  });
  const { hows, saids } = await solve([heat, works('pour')]);
  expect(hows).toEqual({ heat: 'failed', pour: 'not-tried' });
  expect(saids[0]).toContain('Kettle said: Out of order. ');
});

describe('of what goes on in a service', () => {
  const away = (more: Partial<UpstreamDetail> = {}) => new UpstreamError({ cloud: 'Kettle', trouble: 'no-connection', ...more });
  const heating: PartResult[] = [{ id: 'heat', what: 'Do heat', how: 'under-way', said: 'It heats.', begun: { kettle: 'k1' } }];
  const failing = (error: UpstreamError) =>
    part('heat', async (_, __, { carry }) => {
      carry.keep(null);
      throw error;
    });

  test('an answer that was lost is asked for again, with what was begun', async () => {
    const { parts } = await solve([failing(away()), works('pour')], { before: heating });
    expect(parts).toMatchObject([
      // without what comes next, which may be that Guidepost stops waiting
      { id: 'heat', how: 'under-way', said: 'Guidepost couldn’t reach Kettle. It’s the network, not you.', begun: { kettle: 'k1' } },
      { id: 'pour', how: 'not-tried' },
    ]);
    const hot = part('heat', async (_, __, { carry }) => (carry.begun ? done('Hot.') : cannot('Nothing was begun.')));
    expect((await solve([hot], { before: parts })).hows).toEqual({ heat: 'done' });
  });

  test('so is one that is late, or that a gateway gave, or that was refused for now', async () => {
    for (const trouble of ['slow', 'garbled', 'unavailable', 'throttled'] as const)
      expect((await solve([failing(away({ trouble, code: 'Busy' }))], { before: heating })).hows).toEqual({ heat: 'under-way' });
  });

  test('how long a service wants to be left alone is told, and no Verify that asks it sooner', async () => {
    const { parts } = await solve([failing(away({ trouble: 'throttled', retryAfterSeconds: 86_400 }))], { before: heating });
    expect(parts[0]?.said).toMatch(/ asked Guidepost to wait 24 hours\.$/);
  });

  test('so is one that was begun at the same look', async () => {
    const heat = part('heat', async (_, __, { carry }) => {
      carry.keep({ kettle: 'k2' });
      throw away({ trouble: 'unavailable', status: 502 });
    });
    expect((await solve([heat])).parts).toMatchObject([{ how: 'under-way', begun: { kettle: 'k2' } }]);
  });

  test.each<[string, Partial<UpstreamDetail>]>([
    ['a change that was refused', { trouble: 'unavailable', status: 500, code: 'NoKettle', said: 'No such kettle.', isChange: true }],
    ['what needs somebody', { trouble: 'signed-out' }],
    ['a right that is lacking', { trouble: 'forbidden', code: 'Forbidden' }],
  ])('%s ends it', async (_, detail) => {
    const { hows } = await solve([failing(away(detail)), works('pour')], { before: heating });
    expect(hows).toEqual({ heat: 'failed', pour: 'not-tried' });
  });
});

test('a service that repeats a secret is not quoted', async () => {
  const sweeten = part(
    'sweeten',
    async (_, __, { secrets }) => {
      throw trouble(`Bad honey: ${secrets['honey']}`);
    },
    { secrets: ['honey'] },
  );
  const { parts } = await solve([sweeten], { secrets: { honey: 'manuka-7' } });
  expect(parts[0]?.how).toBe('failed');
  expect(JSON.stringify(parts)).not.toContain('manuka-7');
});

test('a secret reaches the parts that ask for it, and without it only the person can go on', async () => {
  const sweeten = part('sweeten', async (_, __, { secrets }) => done(Object.keys(secrets).join()), { secrets: ['honey'] });
  const plain = part('plain', async (_, __, { secrets }) => done(Object.keys(secrets).join() || 'none'));
  expect((await solve([sweeten, plain], { secrets: { honey: 'x' } })).saids).toEqual(['honey', 'none']);
  const { hows, saids } = await solve([sweeten]);
  expect([hows, saids]).toEqual([
    { sweeten: 'person' },
    ['Only you can give it: Your honey. Enter it in the panel, then select Try again.'],
  ]);
});

test('where only their own key will do, it is asked for in the panel, and not with the words of a check', async () => {
  const words = { message: 'This check needs your key, which Guidepost has only when you press Verify.', remedy: 'Press Verify.' };
  const heat = part('heat', async () => {
    throw new UpstreamError({ cloud: 'Kettle', trouble: 'own-key', words });
  });
  expect((await solve([heat])).saids).toEqual(['This needs your personal Kettle API key. Enter it in the panel.']);
});

test('a value that nobody recorded is asked for, and no service is', async () => {
  const { saids } = await solve([part('brew', () => expect.unreachable(), { needs: ['leaf'] })]);
  expect(saids).toEqual(['Not recorded yet: Leaf. Fill it in on this page.']);
});

test('what has been begun stays so where it is stopped, to be taken up again', async () => {
  const before: PartResult[] = [{ id: 'pick', what: 'Do pick', how: 'under-way', said: 'Picking.', begun: { id: 'p1' } }];
  const { parts } = await solve([works('pick')], { before, mayGoOn: async () => 'it was stopped.' });
  expect(parts).toEqual(before);
});

test('it ends before the next part where it may not go on', async () => {
  let asked = 0;
  const { hows } = await solve([works('pick'), works('pour')], { mayGoOn: async () => asked++ === 0 || 'it was stopped.' });
  expect(hows).toEqual({ pick: 'done', pour: 'not-tried' });
});

test('parts and details can be left out', async () => {
  const pour = part('pour', async (_, __, { has }) => done(has('lid') ? 'with' : 'without'), {
    details: { lid: { what: 'A lid', turns: [] } },
  });
  expect((await solve([works('pick'), pour], { without: ['pick', 'pour.lid'] })).saids).toEqual(['without']);
});

test('a part of another track does not belong to this one', async () => {
  expect((await solve([works('pick', { tracks: ['short'] }), works('pour')])).hows).toEqual({ pour: 'done' });
});

test('a bug stays one', async () => {
  await expect(solve([part('pick', async () => JSON.parse('no'))])).rejects.toThrow(SyntaxError);
});

test('before anybody agrees, it says in words what would be done', async () => {
  const pour = works('pour', { what: ({ leaf }) => `Pour ${leaf ?? 'tea'}`, details: { lid: { what: 'With a lid', turns: [] } } });
  const { lab, step } = await solve([pour, person('taste')]);
  expect(partsInWords(lab, step, { track: 'all', leaf: 'sencha' })).toEqual([
    { id: 'pour', what: 'Pour sencha', why: null, details: ['With a lid'], turns: pour.turns },
    { id: 'taste', what: 'Go taste', why: 'Only you can.', details: [], turns: person('taste').turns },
  ]);
  expect([isSolvable(step), isSolvable({ ...step, parts: [person('taste')] }), isSolvable({ ...step, parts: [] })]).toEqual([
    true,
    false,
    false,
  ]);
});

test('what is there already is not recorded as done', async () => {
  const parts: PartResult[] = (await solve([part('pick', async () => already('It is there.'))])).parts;
  expect(parts).toEqual([{ id: 'pick', what: 'Do pick', how: 'already', said: 'It is there.' }]);
});

test('what a service says is kept as the database can keep it', async () => {
  const { saids } = await solve([part('pick', async () => cannot(`No\0 leaf ${'🍵'.slice(0, 1)}`))]);
  expect(saids).toEqual(['No leaf \ufffd']);
});
