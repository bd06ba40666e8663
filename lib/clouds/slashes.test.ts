import { expect, test } from 'vitest';
import { withoutEndSlashes, withoutSlashes } from './slashes';

test.each([
  ['', '', ''],
  ['/', '', ''],
  ['////', '', ''],
  ['a/b', 'a/b', 'a/b'],
  ['/a/b/', '/a/b', 'a/b'],
  ['//a//b//', '//a//b', 'a//b'],
])('%s', (path, withoutEnd, without) => {
  expect(withoutEndSlashes(path)).toBe(withoutEnd);
  expect(withoutSlashes(path)).toBe(without);
});

test('millions of slashes with something behind them are no trouble', () => {
  const path = `a${'/'.repeat(3_000_000)}b`;
  expect(withoutSlashes(path)).toBe(path);
  expect(withoutSlashes(`${'/'.repeat(3_000_000)}b`)).toBe('b');
});
