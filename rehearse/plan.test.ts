import { expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { stepsOf } from '@/lib/lab/lab';
import type { Rehearsal } from '@/lib/lab/rehearsal';
import { peopleOf } from './names';
import { planOf } from './plan';
import { between, isHit, oneOf, randomFor } from './random';

const nothing = async () => ({});
const slip = (id: string) => ({ id, does: id, run: nothing, mend: nothing });
const rehearsal: Rehearsal = {
  tasks: {
    'create-workspace': [
      { does: 'makes', run: nothing, slips: [slip('a'), slip('b')] },
      { does: 'opens', run: nothing, isForgettable: true },
    ],
  },
};
const plans = (seed: string, people = 200) => Array.from({ length: people }, (_, i) => planOf(seed, i, lab, rehearsal));

test('the same seed makes the same people, another seed others', () => {
  expect(plans('7')).toEqual(plans('7'));
  expect(plans('7')[3]).not.toEqual(plans('8')[3]);
});

test('what somebody does depends on nobody else', () => {
  expect(plans('7', 5)[4]).toEqual(plans('7', 40)[4]);
});

test('most do most things right, every mistake is made by somebody, and each is one that there is', () => {
  const hows = plans('1').flatMap(
    ({ steps }) => steps['create-workspace']?.tasks.map(({ how }) => (typeof how === 'string' ? how : how.id)) ?? [],
  );
  const counts = Map.groupBy(hows, (how) => how);
  expect([...counts.keys()].sort()).toEqual(['a', 'b', 'forgotten', 'right']);
  expect(counts.get('right')?.length).toBeGreaterThan(hows.length / 2);
  for (const how of ['a', 'b', 'forgotten']) expect(counts.get(how)?.length).toBeGreaterThan(5);
});

test('everybody is on a track of the lab and has a plan for each of its steps; most take the first', () => {
  const tracks = Map.groupBy(plans('1'), ({ track }) => track);
  expect([...tracks.keys()].sort()).toEqual(Object.keys(lab.tracks).sort());
  expect(tracks.get('whole')?.length).toBeGreaterThan(120);
  for (const { track, steps } of plans('1', 20)) expect(Object.keys(steps)).toEqual(stepsOf(lab, track).map(({ slug }) => slug));
});

test('a step takes a person about as long as the lab says, one half of it and another three times', () => {
  const minutes = stepsOf(lab, 'whole').find(({ slug }) => slug === 'create-workspace')?.minutes ?? 0;
  const took = plans('1').flatMap(({ steps }) => {
    const step = steps['create-workspace'];
    return step ? [(step.readMs + step.tasks.reduce((sum, { thinkMs }) => sum + thinkMs, 0)) / 60_000] : [];
  });
  const mean = took.reduce((a, b) => a + b, 0) / took.length;
  expect(mean).toBeGreaterThan(minutes * 0.4);
  expect(mean).toBeLessThan(minutes * 1.2);
  expect(Math.max(...took) / Math.min(...took)).toBeGreaterThan(3);
});

test('a wrong value is one that is typed on that step, and never one that is picked', () => {
  for (const { track, steps } of plans('1'))
    for (const step of stepsOf(lab, track)) {
      const typed = step.collects.filter(({ isPick }) => !isPick).map(({ name }) => name);
      const { typo } = steps[step.slug] ?? {};
      if (typo) expect(typed).toContain(typo.value);
    }
});

test('every habit is somebody’s, and some have none', () => {
  const kinds = plans('1').flatMap(({ steps }) => Object.values(steps).map(({ habit }) => habit?.kind ?? 'none'));
  expect([...new Set(kinds)].sort()).toEqual(
    ['goes idle', 'loses the network', 'none', 'opens a second tab', 'reloads the page', 'wanders back'].sort(),
  );
});

test('most come at once, some late, and nobody before the start or after ten minutes', () => {
  const arrivals = plans('1').map(({ arrivesAfterMs }) => arrivesAfterMs / 60_000);
  expect(Math.min(...arrivals)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...arrivals)).toBeLessThan(10);
  expect(arrivals.filter((at) => at < 3).length).toBeGreaterThan(160);
  expect(arrivals.filter((at) => at > 3).length).toBeGreaterThan(4);
});

test('random numbers are from 0 to 1, spread, and their own for each word', () => {
  const random = randomFor('seed', 1);
  const numbers = Array.from({ length: 2000 }, random);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.filter((n) => n < 0.25).length / 2000).toBeCloseTo(0.25, 1);
  expect(randomFor('seed', 1)()).not.toBe(randomFor('seed', 2)());
  expect(randomFor('se', 'ed')()).not.toBe(randomFor('s', 'eed')());
});

test('choosing from nothing gives nothing', () => {
  expect(oneOf(() => 0.5, [])).toBeUndefined();
  expect([oneOf(() => 0, 'abc'.split('')), oneOf(() => 0.999, 'abc'.split(''))]).toEqual(['a', 'c']);
  expect([isHit(() => 0.2, 0.3), isHit(() => 0.4, 0.3), between(() => 0.5, 2, 4)]).toEqual([true, false, 3]);
});

test.each([1, 40, 500, 700])('%i people have as many names and addresses', (count) => {
  const people = peopleOf('42', count, randomFor('42'));
  expect(new Set(people.map(({ name }) => name)).size).toBe(count);
  expect(new Set(people.map(({ upn }) => upn)).size).toBe(count);
  for (const { upn } of people) expect(upn).toMatch(/^[a-z.]+\.42@rehearsal\.practice\.example$/);
});
