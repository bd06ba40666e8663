import { expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeProject, noProject } from './project';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['mine', 'ADA_LAB', /^pass: Ada’s lab \(ADA_LAB\)/],
  ['in another case', 'ada_lab', /^pass/],
  ['somebody else’s', 'BO_LAB', /^wrong: That project is somebody else’s/],
  ['not to be seen', 'NOBODY', /^missing: You see no project with the key NOBODY/],
])('the project: %s', (_, key, expected) => {
  const projects = [
    { projectKey: 'ADA_LAB', name: 'Ada’s lab', ownerLogin: 'ada' },
    { projectKey: 'BO_LAB', name: '', ownerLogin: 'bo' },
  ];
  expect(said(judgeProject({ login: 'ada', projects }, key))).toMatch(expected);
});
test('one who owns another project is told its key', () => {
  expect(judgeProject({ login: 'ada', projects: [{ projectKey: 'ADA_LAB', name: '', ownerLogin: 'ada' }] }, 'X')).toMatchObject({
    remedy: expect.stringContaining('ADA_LAB'),
  });
});
test.each([
  [undefined, 'Create it, or record its key.'],
  [':step[make-it]', 'Create it, or record its key, in :step[make-it].'],
])('a project made in %s', (where, remedy) => {
  expect(noProject('X', where)).toMatchObject({ message: 'You see no project with the key X.', remedy });
});
