// The rehearsal of this lab in a practice cloud as strict as the documents: who does all as told finishes either track, and
// what a service refuses for a while is done once it no longer does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { rehearsal } from '@/labs/databricks-dss/rehearse';
import { stepsOf } from '@/lib/lab/lab';
import { type Clock, Over } from '@/rehearse/clock';
import { Ledger } from '@/rehearse/ledger';
import { live } from '@/rehearse/person';
import { planOf, type TaskPlan } from '@/rehearse/plan';
import { practiceHands } from '../hands';
import { seatFor, skippingClock } from './seat';

const hands = await practiceHands();
const told = rehearsal(hands, hands.settings);

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  await hands.practice('/rules', { preset: 'strict' });
});
afterAll(() => hands.practice('/reset'));

interface Story {
  /** The last step that they do. */
  until?: string;
  /** What happens at the services at a time of theirs. */
  at?: { ms: number; act: () => Promise<unknown> };
}

/** Somebody's rehearsal, without habits, slips and typing errors. */
async function lived(name: string, track: string, { until, at }: Story = {}) {
  const clock = withEvent(skippingClock(hands), at);
  const ledger = new Ledger(clock.now);
  const member = await hands.newcomer(name);
  const all = stepsOf(lab, track);
  const steps = until === undefined ? all : all.slice(0, all.findIndex(({ slug }) => slug === until) + 1);
  const plans = steps.map(({ slug }) => {
    const tasks = (told.tasks[slug] ?? []).map((task): TaskPlan => ({ task, thinkMs: 60_000, how: 'right' }));
    const plan = { readMs: 0, checksFirst: false, pressesTwice: false, fills: false, typo: null, habit: null, asksAt: null, asks: '' };
    return [slug, { ...plan, tasks, puzzleMs: 5000 }] as const;
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
