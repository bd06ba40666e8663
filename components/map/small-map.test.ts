import { expect, test } from 'vitest';
import { outline } from './small-map';

test('a service that couldn’t be checked is outlined at the step’s own part, too', () => {
  expect(outline({ isHere: true }, 'unreachable')).toContain('stroke-tone');
  expect(outline({ isHere: false }, 'unreachable')).toContain('stroke-tone');
  expect(outline({ isHere: true }, 'waiting')).toContain('stroke-accent');
});
