import { expect, test } from 'vitest';
import type { BoardRow } from '@/lib/progress/board';
import type { StepStatus } from '@/lib/progress/standing';
import { reached } from './board-counts';

const steps = [
  { slug: 'lamp', number: '1.1', title: 'Claim a lamp', tracks: ['day', 'night'] },
  { slug: 'lens', number: '1.2', title: 'Fit a lens', tracks: ['night'] },
];
const row = (track: string, cells: Record<string, StepStatus>) =>
  ({ track, cells: Object.fromEntries(Object.entries(cells).map(([slug, status]) => [slug, { status }])) }) as BoardRow; // only these are read

const rows = [row('day', { lamp: 'pass' }), row('night', { lamp: 'pass', lens: 'unreachable' }), row('night', { lamp: 'wrong' })];

test('those who have verified a step are counted, and those who could not be checked', () => {
  expect(reached('lamp', rows, steps)).toMatchObject({ there: 2, of: 3, troubled: 0, isAll: false });
  expect(reached('lamp', rows.slice(0, 2), steps)).toMatchObject({ there: 2, of: 2, share: 1, isAll: true });
});

test('only those whose track has the step count', () => {
  expect(reached('lens', rows, steps)).toMatchObject({ there: 0, of: 2, troubled: 1, share: 0, isAll: false });
});

test('nobody is not everybody, and what no step makes has no count', () => {
  expect(reached('lens', [], steps)).toMatchObject({ there: 0, of: 0, share: 0, isAll: false });
  expect(reached(null, rows, steps)).toBeNull();
});
