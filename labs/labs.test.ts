import { expect, test } from 'vitest';
import { allSteps, unsayable } from '@/lib/lab/lab';
import { allClouds, allLabs, findLab, textOf } from '.';

test('every step of every lab has its text, its own slug, and checks with ids of their own', () => {
  for (const lab of allLabs()) {
    const steps = allSteps(lab);
    expect(new Set(steps.map((s) => s.slug)).size).toBe(steps.length);
    for (const step of steps) {
      expect(textOf(lab, step).children.length).toBeGreaterThan(3);
      expect(new Set(step.checks.map((c) => c.id)).size).toBe(step.checks.length);
    }
  }
});

test('whatever a step of a track needs is a setting, or a step of that track says it', () => {
  for (const lab of allLabs()) for (const track of Object.keys(lab.tracks)) expect(unsayable(lab, track).map((u) => u.name)).toEqual([]);
});

test('every lab is found by its id, and nothing else is', () => {
  for (const lab of allLabs()) expect(findLab(lab.id)).toBe(lab);
  expect(() => findLab('no-such-lab')).toThrow('no-such-lab');
});

test('no two services have one name: the map goes by it where one of them is in trouble', () => {
  const names = allClouds().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
