import { expect, test } from 'vitest';
import type { Lab, Step } from '@/lib/lab/lab';
import { smallView } from './small-view';

const step = (slug: string, ...checks: string[]) =>
  ({ slug, number: '1', tracks: ['all'], checks: checks.map((id) => ({ id })) }) as unknown as Step; // only these are read
const steps = {
  lamp: step('lamp', 'claimed', 'burns'),
  lens: step('lens', 'fitted'),
  warm: step('warm', 'burns'),
  lock: step('lock', 'locked'),
};
const lab = {
  clouds: {},
  tracks: { all: {} },
  sections: [{ steps: Object.values(steps) }],
  map: {
    title: 'A night at the lighthouse',
    start: { keeper: { label: 'You' } },
    groups: {
      tower: {
        label: 'The tower',
        parts: {
          lamp: { label: 'Your lamp', step: 'lamp', checks: ['claimed', 'burns'] },
          lens: { label: 'Its lens', step: 'lens', checks: ['fitted'] },
        },
      },
    },
    ways: [
      { from: 'keeper', to: 'tower' },
      { from: 'lens', to: 'lamp', step: 'lens', checks: ['fitted'] },
    ],
  },
} as unknown as Lab; // as far as a map needs one
const hereOn = (name: keyof typeof steps) => smallView(lab, 'all', steps[name])?.here;

test('a step is where the parts and arrows are that it makes', () => {
  expect(hereOn('lens')).toBe('Its lens, Its lens → Your lamp');
});

test('a step that no part names is where its checks light something, or nowhere', () => {
  expect(hereOn('warm')).toBe('Your lamp');
  expect(hereOn('lock')).toBe('');
});

test('a lab without a map shows none', () => {
  expect(smallView({ ...lab, map: undefined } as Lab, 'all', steps.lamp)).toBeNull();
});
