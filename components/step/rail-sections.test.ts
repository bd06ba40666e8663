import { expect, test } from 'vitest';
import type { Section } from '@/lib/lab/lab';
import { hasGaps, neighborsOf, onTrack, railOf } from './rail-sections';

const step = (slug: string, number: string, tracks: string[]) =>
  ({
    slug,
    number,
    title: slug,
    minutes: 1,
    tracks,
    collects: [],
    secrets: [],
    probes: [],
    buildsOn: [],
    checks: [],
  }) satisfies Section['steps'][number];
const sections = railOf(
  [
    { number: '1', title: 'Prepare', steps: [step('boil', '1.1', ['long']), step('choose', '1.2', ['long'])] },
    { number: '2', title: 'Make', steps: [step('brew', '2.0', ['long', 'short']), step('drink', '2.1', ['long', 'short'])] },
  ],
  '/w/tea',
);
const [long, short] = [onTrack(sections, 'long'), onTrack(sections, 'short')];

test('a track leaves out sections that it has no steps of, and numbers stay', () => {
  expect(short.map((s) => [s.number, s.steps.map((step) => step.href)])).toEqual([['2', ['/w/tea/brew', '/w/tea/drink']]]);
  expect(short[0]?.steps[0]?.number).toBe('2.0');
  expect(long).toHaveLength(2);
});

test.each([
  ['the first', long, 'boil', null, 'choose'],
  ['one between two sections', long, 'choose', 'boil', 'brew'],
  ['the last', long, 'drink', 'brew', null],
  ['the first of a shorter track', short, 'brew', null, 'drink'],
])('%s knows its neighbors on its track', (_, track, slug, previous, next) => {
  const found = neighborsOf(track, slug);
  expect([found.isMine, found.previous?.slug ?? null, found.next?.slug ?? null]).toEqual([true, previous, next]);
});

test('a step of another track has none', () => {
  expect(neighborsOf(short, 'boil')).toEqual({ isMine: false, previous: null, next: null });
});

test('a list says that numbers are left out where they are, and nowhere else', () => {
  const gappy = railOf(
    [{ number: '4', title: 'Serve', steps: [step('pour', '4.1', ['long']), step('sip', '4.2', ['long', 'short'])] }],
    '/w/tea',
  );
  expect([hasGaps(onTrack(gappy, 'short')), hasGaps(onTrack(gappy, 'long')), hasGaps(long), hasGaps(short)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
