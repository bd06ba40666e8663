// The rehearsal of this lab in a practice cloud as strict as the documents: who does all as told finishes either track, and so does who
// makes every mistake there is. What a service refuses for a while is done once it no longer does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { rehearsal } from '@/labs/databricks-dss/rehearse';
import { type Step, stepsOf } from '@/lib/lab/lab';
import type { Task } from '@/lib/lab/rehearsal';
import { type Clock, Over } from '@/rehearse/clock';
import { Ledger } from '@/rehearse/ledger';
import { live } from '@/rehearse/person';
import { planOf, type StepPlan, type TaskPlan } from '@/rehearse/plan';
import { practiceHands } from '../hands';
import { seatFor, skippingClock } from './seat';

const hands = await practiceHands();
const told = rehearsal(hands, hands.settings);

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  await hands.practice('/rules', { preset: 'strict', importSeconds: 1 }); // DSS holds a request that long, and by no clock that skips
});
afterAll(() => hands.practice('/reset'));

interface Story {
  /** The last step that they do. */
  until?: string;
  /** What happens at the services at a time of theirs. */
  at?: { ms: number; act: () => Promise<unknown> };
  /** How a task goes the first time. */
  how?: (task: Task) => TaskPlan['how'];
  /** How they go about a step, apart from its tasks. */
  about?: (step: Step) => Partial<StepPlan>;
}

const flawless = { readMs: 0, checksFirst: false, pressesTwice: false, fills: false, typo: null, habit: null, asksAt: null, asks: '' };

/** Somebody's rehearsal: without habits, slips and typing errors, unless the story has some. */
async function lived(name: string, track: string, { until, at, how = () => 'right', about = () => ({}) }: Story = {}) {
  const clock = withEvent(skippingClock(hands), at);
  const ledger = new Ledger(clock.now);
  const member = await hands.newcomer(name);
  const all = stepsOf(lab, track);
  const steps = until === undefined ? all : all.slice(0, all.findIndex(({ slug }) => slug === until) + 1);
  const plans = steps.map((step) => {
    const tasks = (told.tasks[step.slug] ?? []).map((task): TaskPlan => ({ task, thinkMs: 60_000, how: how(task) }));
    const isUndoing = told.undoing?.includes(step.slug) ?? false;
    return [step.slug, { ...flawless, isUndoing, puzzleMs: 5000, ...about(step), tasks }] as const;
  });
  const plan = { ...planOf('strict', 0, lab, told), track, arrivesAfterMs: 130_000, mistypesCode: false, steps: Object.fromEntries(plans) };
  await live({ member, plan, steps, code: '', seat: await seatFor(hands, member, track, clock), clock, ledger });
  const slugs = steps.map(({ slug }) => slug);
  return { ledger, slugs, passed: slugs.filter((slug) => ledger.passed.has(`${member.name} ${slug}`)) };
}

/** A rehearsal is over after a working day, so that nobody waits for ever for what never comes. */
const longest = 8 * 3_600_000;
function withEvent(clock: Clock, at: Story['at']): Clock {
  let hasHappened = false;
  return {
    now: clock.now,
    async sleep(ms) {
      await clock.sleep(ms);
      if (clock.now() > longest) throw new Over();
      if (!at || hasHappened || clock.now() < at.ms) return;
      hasHappened = true;
      await at.act();
    },
  };
}

const whole = { timeout: 120_000 };

describe('somebody who does all as told', () => {
  test.each(Object.keys(lab.tracks))('finishes the track %s, and nothing is refused or puzzling', whole, async (track) => {
    const { ledger, slugs, passed } = await lived(`Rita Rehearsed ${track}`, track);
    expect([ledger.puzzles, [...ledger.refusals], ledger.errors]).toEqual([[], [], []]);
    expect(passed).toEqual(slugs);
  });
});

/** Everything that can go wrong with a task: its slips, and that it is forgotten. */
const waysOf = ({ slips = [], isForgettable }: Task): TaskPlan['how'][] => [...slips, ...(isForgettable ? ['forgotten' as const] : [])];
const tasksOn = (track: string): readonly Task[] => stepsOf(lab, track).flatMap(({ slug }) => told.tasks[slug] ?? []);

/** Each task goes wrong in each of its ways: in one of them per round. */
const everyRound = Object.keys(lab.tracks).flatMap((track) =>
  Array.from({ length: Math.max(...tasksOn(track).map((task) => waysOf(task).length)) }, (_, round) => ({ track, round })),
);

test('only sections 1 to 3 have tasks that go wrong in more than one way', () => {
  const later = stepsOf(lab, 'whole').slice(stepsOf(lab, 'whole').findIndex(({ slug }) => slug === 'warehouse-recipes') + 1);
  expect(later.flatMap(({ slug }) => told.tasks[slug] ?? []).filter((task) => waysOf(task).length > 1)).toEqual([]);
});

describe('somebody who makes a mistake with every task, types wrong whatever can be typed, and presses too early', () => {
  test.each(everyRound)('finishes the track $track, round $round', whole, async ({ track, round }) => {
    const how = (task: Task) => waysOf(task)[round % waysOf(task).length] ?? 'right';
    const about = ({ collects }: Step): Partial<StepPlan> => {
      const value = collects.find(({ isPick }) => !isPick)?.name;
      return { checksFirst: true, pressesTwice: round % 2 > 0, typo: value ? { value, kind: round % 2 === 0 ? 'typo' : 'empty' } : null };
    };
    // after section 3 the rounds are all alike
    const until = round > 0 ? 'warehouse-recipes' : undefined;
    const { ledger, slugs, passed } = await lived(`Slip ${track} ${round}`, track, { how, about, ...(until ? { until } : {}) });
    expect([ledger.puzzles, ledger.errors, passed]).toEqual([[], [], slugs]);
    expect(ledger.mistakes.size).toBeGreaterThan(slugs.length / 2);
  });
});

test('what a service refuses halfway, and what it does without its answer getting through, is gone on with', whole, async () => {
  const refused = ['/actions/testAndDetectSettings/externalSQL$', '/jobs/$', '/PYTHON/[^/]+/packages'];
  const lost = ['/projects/$', '/datasets/$', '/recipes/$', '/experiments/create$', '/PYTHON/[^/]+[?]', '/versions/0'];
  // who tries five times without success leaves it for later: the sixth is then
  for (const path of refused) await hands.practice('/faults', { path, times: 6, status: 503 });
  for (const path of lost) await hands.practice('/faults', { path, times: 6, mode: 'truncate' });
  const { ledger, slugs, passed } = await lived('Hanna Halfway', 'whole');
  await hands.practice('/faults/clear');
  expect([ledger.refusals.size > 2, passed]).toEqual([true, slugs]);
});

test('where an IP access list lets nobody in, people go on later, and do what was refused once it does', whole, async () => {
  await hands.practice('/rules', { ipAccessListBlocks: true });
  const opened = () => hands.practice('/rules', { ipAccessListBlocks: false });
  const { ledger, slugs, passed } = await lived('Ilse Blocked', 'whole', {
    until: 'create-cluster',
    at: { ms: 20 * 60_000, act: opened },
  });
  expect([...ledger.refusals.keys()].join()).toContain('blocked by Databricks IP ACL');
  expect([ledger.puzzles, passed]).toEqual([[], slugs]);
});
