import { expect, test } from 'vitest';
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

test('what was answered is judged, and learnt from when it passes', async () => {
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
