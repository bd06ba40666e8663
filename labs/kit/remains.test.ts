import { expect, test } from 'vitest';
import { judgeRemains } from './remains';

const thing = { name: 'Your mount', remedy: 'Unmount it.' };
test.each([
  ['never', { status: 'pass', message: 'There was none.' }],
  ['gone', { status: 'pass', message: 'Nothing is left to clean up.' }],
  ['going', { status: 'waiting', on: 'Your mount is being deleted' }],
  ['there', { status: 'missing', message: 'Your mount is still there.', remedy: 'Unmount it.' }],
] as const)('what is %s', (remains, verdict) => {
  expect(judgeRemains(remains, thing)).toMatchObject(verdict);
});
