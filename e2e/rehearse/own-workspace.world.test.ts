// A person of a rehearsal who makes no mistake gets through the whole lab where the workshop does section 4 in people's own workspaces.
// In the common one, strict.world.test.ts does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { rehearsal } from '@/labs/databricks-dss/rehearse';
import { stepsOf } from '@/lib/lab/lab';
import type { Notes, Task } from '@/lib/lab/rehearsal';
import { asTold } from '../as-told/person';
import { practiceHands } from '../hands';

const hands = await practiceHands();
/** How often somebody tries again what can't be done yet, and how long they wait before that. */
const [mostTries, secondsBetween] = [12, 60];

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  await hands.practice('/rules', { workspaceSeconds: 30, clusterSeconds: 30, warehouseSeconds: 30, jobSeconds: 5 });
});
afterAll(() => hands.practice('/reset'));

/** Does a task as somebody with these notes. @returns the notes after it */
async function done(task: Task, who: Parameters<Task['run']>[0]['who'], notes: Notes): Promise<Notes> {
  for (let tries = 1; ; tries++) {
    const now = await task.run({ who, notes }).catch((error: unknown) => {
      if (tries === mostTries) throw error; // until then a service may refuse what isn't ready
      return 'not yet' as const;
    });
    if (now !== 'not yet') return { ...notes, ...now };
    if (tries === mostTries) throw new Error(`Never done: ${task.does}`);
    await hands.practice('/clock', { advanceSeconds: secondsBetween });
  }
}

test.each(['whole', 'model'] as const)(
  'on the track %s',
  async (track) => {
    const sectionFourIn = 'own';
    const settings = { ...hands.settings, sectionFourIn };
    const { tasks } = rehearsal(hands, settings);
    const member = await hands.newcomer(`Rhea ${track}`);
    const me = await asTold(hands, member, track, { sectionFourIn });
    let notes: Notes = {};
    for (const step of stepsOf(lab, track)) {
      for (const task of tasks[step.slug] ?? []) notes = await done(task, member, notes);
      const recorded = Object.fromEntries(
        step.collects.flatMap(({ name, isPick }) => (!isPick && notes[name] ? [[name, notes[name]]] : [])),
      );
      const notGreen = Object.entries(await me.verify(step.slug, recorded)).filter(([, said]) => said !== 'pass');
      expect([step.slug, notGreen]).toEqual([step.slug, []]);
    }
  },
  60_000,
);
