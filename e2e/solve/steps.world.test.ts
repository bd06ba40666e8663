// Every step of the lab, done through the services' APIs: all of it makes each check green, and whatever is left out exactly its own not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { type Step, stepsOf } from '@/lib/lab/lab';
import { isForPerson } from '@/lib/lab/part';
import { practiceHands } from '../hands';
import { type Someone, someone, type Track } from './person';

const hands = await practiceHands();
const waits = { workspaceSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, jobSeconds: 0, contextSeconds: 0, coldPythonSeconds: 0 };

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
});
afterAll(() => hands.practice('/reset'));

let people = 0;
/** Somebody new who has done the steps before one. */
async function before(slug: string, track: Track): Promise<Someone> {
  const one = await someone(hands, `Sol${++people} Ver${people}`, track);
  for (const step of stepsOf(lab, track)) {
    if (step.slug === slug) return one;
    await one.solve(step.slug);
    await one.verify(step.slug);
  }
  throw new Error(`There is no step ${slug}.`);
}

/** What can be left out, with the checks that it turns. */
const leftOut = ({ parts = [] }: Step) =>
  parts.flatMap((part) => [
    { id: part.id, turns: part.turns },
    ...(isForPerson(part) ? [] : Object.entries(part.details).map(([id, { turns }]) => ({ id: `${part.id}.${id}`, turns }))),
  ]);

describe.each(Object.keys(lab.tracks) as Track[])('on the track %s', (track) => {
  const steps = stepsOf(lab, track).filter((s) => s.parts); // until each has them

  test('all of it, with the time that it takes, makes every check of every step green', async () => {
    const one = await someone(hands, `Whole ${track}`, track);
    for (const { slug } of steps) {
      const parts = await one.solve(slug);
      expect([slug, parts.filter(({ how }) => how !== 'done' && how !== 'already')]).toEqual([slug, []]);
      expect([slug, await one.notGreen(slug)]).toEqual([slug, []]);
      // whatever interrupts it: done again, it leaves all as it is
      expect([slug, (await one.solve(slug)).filter(({ how, said }) => how !== 'already' && said !== 'Done by hand.')]).toEqual([slug, []]);
    }
  });

  describe('what is left out turns exactly its checks', () => {
    beforeAll(() => hands.practice('/rules', waits));
    const cases = steps.flatMap((step) => leftOut(step).map((out) => ({ ...out, slug: step.slug })));
    test.each(cases)('$slug without $id', async ({ slug, id, turns }) => {
      const one = await before(slug, track);
      await one.solve(slug, [id]);
      expect((await one.notGreen(slug)).sort()).toEqual([...turns].sort());
    });
  });
});
