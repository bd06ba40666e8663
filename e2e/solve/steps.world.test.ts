// Every step of the lab, done through the services' APIs: all of it makes each check green, and whatever is left out exactly its own not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { allSteps, type Step, stepsOf } from '@/lib/lab/lab';
import { isForPerson, partsOn } from '@/lib/lab/part';
import { practiceHands } from '../hands';
import { type Someone, someone, type Track } from './person';

const hands = await practiceHands();
const noWaits = {
  ...{ workspaceSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, jobSeconds: 0 },
  ...{ contextSeconds: 0, coldPythonSeconds: 0, codeEnvSeconds: 0, importSeconds: 0 },
};

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  await hands.practice('/rules', { preset: 'strict', coreQuota: 10_000 }); // of a hundred people's clusters nobody ends one
});
afterAll(() => hands.practice('/reset'));

let people = 0;
/** Somebody new who has done the steps before one. */
async function before(slug: string, track: Track): Promise<Someone> {
  const one = await someone(hands, `Sol${++people} Ver${people}`, track);
  for (const step of stepsOf(lab, track)) {
    if (step.slug === slug) break;
    await one.solve(step.slug);
    await one.verify(step.slug);
  }
  await one.spoil(slug);
  return one;
}

/** What can be left out, with the checks that it turns. */
const leftOut = ({ parts = [] }: Step, track: Track) =>
  partsOn(parts, track).flatMap((part) => [
    { id: part.id, turns: part.turns },
    ...(isForPerson(part) ? [] : Object.entries(part.details).map(([id, { turns }]) => ({ id: `${part.id}.${id}`, turns }))),
  ]);

/** Whether checks that are made without a press tell of a part that it is done. */
const isSeen = ({ parts = [], checks }: Step, id: string) =>
  parts.some((part) => part.id === id && checks.some((c) => !c.carriesOn && part.turns.includes(c.id)));

test('no check is green by itself, whatever is done', () => {
  const turned = new Set(allSteps(lab).flatMap(({ parts = [] }) => parts.flatMap(({ turns }) => turns)));
  const others = allSteps(lab).flatMap((s) => s.checks.filter((c) => !turned.has(c.id)).map((c) => c.id));
  expect(others).toEqual(['databricks.warehouse-exists']); // every workspace comes with one
});

describe.each(Object.keys(lab.tracks) as Track[])('on the track %s', (track) => {
  const steps = stepsOf(lab, track);

  test('each step has its parts, whose ids and checks are its own', () => {
    for (const step of steps) {
      const out = leftOut(step, track);
      expect([step.slug, out.length > 0, new Set(out.map(({ id }) => id)).size]).toEqual([step.slug, true, out.length]);
      expect(out.flatMap(({ turns }) => turns).filter((id) => !step.checks.some((c) => c.id === id))).toEqual([]);
    }
  });

  test('all of it, with the time that it takes, makes every check of every step green', async () => {
    const one = await someone(hands, `Whole ${track}`, track);
    for (const step of steps) {
      const { slug } = step;
      await one.spoil(slug);
      const parts = await one.solve(slug);
      expect([slug, parts.filter(({ how }) => how !== 'done' && how !== 'already')]).toEqual([slug, []]);
      expect([slug, await one.notGreen(slug)]).toEqual([slug, []]);
      // done again, it changes nothing; only what no check sees is not known to be done
      const again = (await one.solve(slug)).filter(({ id, how }) => how !== 'already' && isSeen(step, id));
      expect([slug, again]).toEqual([slug, []]);
    }
  });

  test('so does all of it where nobody knows what the first look began, as after a portal that ended in it', async () => {
    const one = await someone(hands, `Interrupted Again${track}`, track);
    for (const { slug } of steps) {
      await one.spoil(slug);
      await one.solve(slug, { isForgetful: true });
      expect([slug, await one.notGreen(slug)]).toEqual([slug, []]);
    }
  });

  describe('what is left out turns exactly its checks', () => {
    beforeAll(() => hands.practice('/rules', noWaits));
    const cases = steps.flatMap((step) => leftOut(step, track).map((out) => ({ ...out, slug: step.slug })));
    test.each(cases)('$slug without $id', async ({ slug, id, turns }) => {
      const one = await before(slug, track);
      await one.solve(slug, { without: [id] });
      expect((await one.notGreen(slug)).sort()).toEqual([...turns].sort());
    });
  });
});
