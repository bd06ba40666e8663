import { expect, test } from 'vitest';
import { allSteps } from '@/lib/lab/lab';
import { mapOn, mapProblems, partsOf } from '@/lib/lab/map';
import lab from './lab';

const map = lab.map;
if (!map) throw new Error('The lab has no map.');

test('a map names only what its lab has', () => {
  expect(mapProblems(lab)).toEqual([]);
  expect(
    mapProblems({
      ...lab,
      map: {
        ...map,
        start: { you: { label: 'You', cloud: 'sky' } },
        ways: [{ from: 'you', to: 'moon', step: 'fly', checks: ['moon.is-full'] }],
      },
    }),
  ).toEqual([
    'the map names a step "fly", which the lab does not have',
    'the map names a check "moon.is-full", which no step has',
    'the map names a cloud "sky", which the lab does not ask',
    'the map has no part "moon" for an arrow to lead to',
  ]);
});

test('a track’s map leaves out what nothing on the track can light', () => {
  const whole = [...partsOf(mapOn(lab, 'whole') ?? map).keys()];
  const model = [...partsOf(mapOn(lab, 'model') ?? map).keys()];
  expect(whole).toContain('cluster');
  expect(whole).not.toContain('communalCluster');
  expect(model).toContain('communalCluster');
  expect(model).not.toContain('cluster');
  expect(model).not.toContain('parquet');
  expect(mapOn(lab, 'model')?.groups['workspace']?.checks).toBeUndefined();
});

test('no part or arrow of a track names a step or a check that the track does not have', () => {
  for (const track of Object.keys(lab.tracks)) {
    const steps = allSteps(lab).filter((s) => s.tracks.includes(track));
    const slugs = new Set(steps.map((s) => s.slug));
    const checks = new Set(steps.flatMap((s) => s.checks.map((c) => c.id)));
    const drawn = mapOn(lab, track) ?? map;
    for (const { step, checks: ids = [] } of [...partsOf(drawn).values(), ...drawn.ways]) {
      expect(step === undefined || slugs.has(step)).toBe(true);
      for (const id of ids) expect(checks.has(id), id).toBe(true);
    }
    for (const { from, to } of drawn.ways) expect(partsOf(drawn).has(from) && partsOf(drawn).has(to)).toBe(true);
  }
});
