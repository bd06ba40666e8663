import { expect, test } from 'vitest';
import { changes, secretChanges } from './audit';

test('what changed is told from what to what; what did not is left out', () => {
  expect(changes({ region: 'north', size: '2', gone: 'x' }, { region: 'south', size: '2', fresh: 'y' })).toEqual({
    region: { from: 'north', to: 'south' },
    gone: { from: 'x', to: null },
    fresh: { from: null, to: 'y' },
  });
});

test('of secrets it is told that they changed, never what they are', () => {
  expect(secretChanges(['a', 'b', 'c'], ['a', 'b'], ['b', 'd'])).toEqual({ b: 'replaced', c: 'removed', d: 'given' });
  expect(secretChanges(['a'], ['a'], [])).toEqual({});
});
