import { expect, test } from 'vitest';
import type { Group } from '@/lib/clouds/dss';
import { rightsOf } from './rights';

const none = {
  mayCreateCodeEnvs: false,
  mayManageCodeEnvs: false,
  mayWriteSafeCode: false,
  mayWriteUnsafeCode: false,
  mayCreateActiveWebContent: false,
};
const group = (name: string, more: Partial<Group> = {}): Group => ({ name, admin: false, ...none, ...more });
const groups = [
  group('attendees'),
  group('builders', { mayCreateCodeEnvs: true }),
  group('managers', { mayManageCodeEnvs: true }),
  group('coders', { mayWriteSafeCode: true }),
  group('unisolated', { mayWriteUnsafeCode: true }),
  group('authors', { mayCreateActiveWebContent: true }),
  group('admins', { admin: true }),
  { name: 'silent' },
];

test.each([
  [['attendees'], false, false],
  [['attendees', 'builders'], true, false],
  [['managers'], true, false],
  [['coders'], false, false],
  [['authors'], false, false],
  [['coders', 'authors'], false, true],
  [['unisolated', 'authors'], false, true],
  [['admins'], true, true],
  [['attendees', 'admins'], true, true],
  [['silent'], undefined, undefined],
  [['attendees', 'silent'], undefined, undefined],
  [['builders', 'silent'], true, undefined],
  [['gone'], undefined, undefined],
  [[], false, false],
  [null, undefined, undefined],
])('in %s: code environments %s, notebooks %s', (own, codeEnvs, notebooks) => {
  expect(rightsOf({ groups: own }, groups)).toEqual({ codeEnvs, notebooks });
});
