import { expect, test } from 'vitest';
import { changeWords } from './acts';

test.each([
  [{ from: 'uksouth', to: 'westeurope' }, 'uksouth → westeurope'],
  [{ from: null, to: 'westeurope' }, 'empty → westeurope'],
  [{ from: 'uksouth', to: '' }, 'uksouth → empty'],
  [{ from: null, to: '' }, null],
  [{ adminKey: 'removed' }, null],
])('a change of %o reads %s', (change, words) => {
  expect(changeWords(change, 'empty')).toBe(words);
});
