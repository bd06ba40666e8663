import { expect, test } from 'vitest';
import type { Begun, Carry } from '@/lib/clouds/carry';
import { UpstreamError } from '@/lib/clouds/trouble';
import { vocabulary } from './build';
import { allSteps } from './lab';
import { conclude, missing, type Outcome, pass, type Verdict, waiting } from './outcome';
import { runChecks } from './run';
import { value } from './vocabulary';

const words = vocabulary({
  clouds: {},
  settings: {},
  values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
  learns: { cup: 'Cup' },
  credentials: {},
  tracks: { all: { title: 'All', forWhom: 'Everybody.' } },
});

/** Runs one check on the second step of a lab of two, whose first collects the leaf. */
async function outcomeOf(ask: () => Promise<string>, judge: (answer: string) => Verdict, known = { leaf: 'sencha' }) {
  const check = words.check({ id: 'tea.cup', title: 'A cup', needs: ['leaf'], ask, judge, learns: ['cup'], learn: (cup) => ({ cup }) });
  const lab = words.lab({
    id: 'tea',
    folder: 'labs/tea',
    title: 'Tea',
    summary: '',
    goals: [],
    sections: [
      {
        title: 'Make',
        steps: {
          choose: words.step({ title: 'Choose', minutes: 1, collects: ['leaf'], checks: [] }),
          brew: words.step({ title: 'Brew', minutes: 1, checks: [check] }),
        },
      },
    ],
  });
  const step = allSteps(lab)[1] ?? expect.unreachable();
  const { findings, learnt } = await runChecks(lab, step, { tokenFor: async () => 'token' }, { track: 'all', ...known });
  return { outcome: findings[0]?.outcome, learnt };
}
const answered = async () => 'a cup';

test('what was answered is judged, and learned from when it passes', async () => {
  expect(await outcomeOf(answered, (cup) => pass(cup))).toEqual({ outcome: pass('a cup'), learnt: { cup: 'a cup' } });
  expect((await outcomeOf(answered, (cup) => missing(cup, 'Brew it.'))).learnt).toEqual({});
});

test('what nobody has said yet is missing, and nobody is asked', async () => {
  const { outcome } = await outcomeOf(
    () => expect.unreachable(),
    (cup) => pass(cup),
    { leaf: '' },
  );
  expect(outcome).toEqual(missing('Not recorded yet: Leaf.', 'Record it in step 1.1 first.'));
});

test('a question that ends early has said all there is to say: no judge is called', async () => {
  const { outcome, learnt } = await outcomeOf(
    async () => conclude(missing('There is no water.', 'Boil some.')),
    () => expect.unreachable(),
  );
  expect(outcome).toEqual(missing('There is no water.', 'Boil some.'));
  expect(learnt).toEqual({});
});

test('a service that cannot be asked is unreachable, which is no verdict', async () => {
  const { outcome } = await outcomeOf(
    () => Promise.reject(new UpstreamError({ cloud: 'Tea', trouble: 'forbidden', status: 403 })),
    () => expect.unreachable(),
  );
  expect(outcome).toMatchObject({ status: 'unreachable', cloud: 'Tea', trouble: 'forbidden' });
});

test('a bug of ours is thrown', async () => {
  await expect(
    outcomeOf(
      () => Promise.reject(new TypeError('x')),
      (cup) => pass(cup),
    ),
  ).rejects.toThrow(TypeError);
});

test.each<[Verdict, Partial<Outcome>]>([
  [missing('Not in :step[choose].', 'Do :step[choose].'), { message: 'Not in step 1.1.', remedy: 'Do step 1.1.' }],
  [pass('As in :step[choose].', 'Before :step[choose], too.'), { message: 'As in step 1.1.', advice: 'Before step 1.1, too.' }],
  [waiting('It waits for :step[choose]'), { on: 'It waits for step 1.1' }],
])('a step that a sentence names is told by its number: %o', async (verdict, told) => {
  expect((await outcomeOf(answered, () => verdict)).outcome).toMatchObject(told);
});

/** What is under way after a look of one check, given what was before. */
async function begunAfter(
  ask: (carry: Carry) => Promise<string>,
  { before, carriesOn = true, known = 'sencha' }: { before?: Begun; carriesOn?: boolean; known?: string } = {},
) {
  const check = words.check({
    id: 'tea.cup',
    title: 'A cup',
    needs: ['leaf'],
    carriesOn,
    ask: (_, __, carry) => ask(carry),
    judge: (cup) => pass(cup),
  });
  const steps = { brew: words.step({ title: 'Brew', minutes: 1, collects: ['leaf'], checks: [check] }) };
  const lab = words.lab({ id: 'tea', folder: '', title: '', summary: '', goals: [], sections: [{ title: 'Make', steps }] });
  const [step] = allSteps(lab);
  if (!step) throw new Error('The lab has no step.');
  const access = { tokenFor: async () => 'token' };
  return (await runChecks(lab, step, access, { track: 'all', leaf: known }, undefined, before ? { 'tea.cup': before } : {})).begun;
}
const slow = new UpstreamError({ cloud: 'Tea', trouble: 'slow' });

const keeping =
  (...kept: (Begun | null)[]) =>
  async ({ keep }: Carry) => {
    for (const one of kept) keep(one);
    return 'x';
  };
const failing =
  (...kept: Begun[]) =>
  async (carry: Carry) => {
    await keeping(...kept)(carry);
    throw slow;
  };

test.each<[string, (carry: Carry) => Promise<string>, Begun | undefined, Begun | undefined]>([
  ['what was kept', keeping({ id: 'a' }), undefined, { id: 'a' }],
  ['what was kept last', keeping({ id: 'a' }, { id: 'b' }), { id: 'z' }, { id: 'b' }],
  ['what was kept before trouble', failing({ id: 'a' }), undefined, { id: 'a' }],
  ['what was there, where nothing was kept', keeping(), { id: 'z' }, { id: 'z' }],
  ['what was there, where the question failed', failing(), { id: 'z' }, { id: 'z' }],
  ['nothing, where it is over', keeping(null), { id: 'z' }, undefined],
])('the next look is handed %s', async (_, ask, before, after) => {
  expect((await begunAfter(ask, before ? { before } : {}))?.['tea.cup']).toEqual(after);
});

test('a check gets back what it had under way, and one that carries nothing on neither gets nor keeps anything', async () => {
  const seen: unknown[] = [];
  const look = async ({ begun, keep }: Carry) => {
    seen.push(begun);
    keep({ id: 'b' });
    return 'x';
  };
  await begunAfter(look, { before: { id: 'a' } });
  expect(await begunAfter(look, { before: { id: 'a' }, carriesOn: false })).toEqual({});
  expect(seen).toEqual([{ id: 'a' }, null]);
});

test('what is under way stays where the check could not even be asked', async () => {
  expect(await begunAfter(() => expect.unreachable(), { before: { id: 'a' }, known: '' })).toEqual({ 'tea.cup': { id: 'a' } });
});
