import { expect, test } from 'vitest';
import { notRecorded } from './fill';
import { missing } from './outcome';

const here = 'Fill it in on this page.';
const before = 'Record it in step 4.1 first.';

test.each([
  ['one', [{ label: 'Folder', how: here }], 'Folder', here],
  [
    'several of one place',
    [
      { label: 'Key', how: before },
      { label: 'Environment', how: before },
    ],
    'Key, Environment',
    before,
  ],
  [
    'several of several places',
    [
      { label: 'Environment', how: before },
      { label: 'Folder', how: here },
      { label: 'Key', how: before },
    ],
    'Environment, Folder, Key',
    `Environment, Key: ${before} Folder: ${here}`,
  ],
])('what is not recorded yet is told with where each is recorded: %s', (_, names, labels, remedy) => {
  expect(notRecorded(names)).toEqual(missing(`Not recorded yet: ${labels}.`, remedy));
});
