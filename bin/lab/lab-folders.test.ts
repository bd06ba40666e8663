import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../install.mjs';
import { allFolders, folderOf } from './lab-folders';

const [lab = ''] = allFolders(root);
const name = lab.replace('labs/', '');

test.each([name, lab, `${lab}/`, `./${lab}`, `labs/../${lab}`, join(root, lab)])(
  '"%s" is the folder of that lab, as a shell completes it',
  (given) => {
    expect(folderOf(root, given)).toBe(lab);
  },
);

test.each(['', 'nope', 'kit', './nope', '..', '/'])('"%s" is no lab, and those that there are are named', (given) => {
  expect(() => folderOf(root, given)).toThrow(`There is no lab "${given}". Labs: ${name}`);
});
