import { describe, expect, test } from 'vitest';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeMount } from './mount';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const known = { mountName: 'ada', storageAccount: 'acc', storageContainer: 'box' };
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };

describe('the mount', () => {
  test.each([
    ['proved', { isDisabled: false, mounts: [right], names: [] }, /^pass: \/mnt\/ada, from that container/],
    ['with a directory behind it', { isDisabled: null, mounts: [{ ...right, source: `${right.source}sub` }], names: [] }, /^pass/],
    [
      'of another container',
      { isDisabled: false, mounts: [{ ...right, source: 'abfss://other@acc.dfs.core.windows.net/' }], names: ['ada'] },
      /^wrong: Something else/,
    ],
    [
      'of another account',
      { isDisabled: false, mounts: [{ ...right, source: 'abfss://box@other.dfs.core.windows.net/' }], names: [] },
      /^wrong/,
    ],
    ['not there, and the cluster says so', { isDisabled: false, mounts: [], names: ['ada'] }, /^missing: Nothing is mounted at \/mnt\/ada/],
    ['only hinted', { isDisabled: false, mounts: null, names: ['ada'] }, /^pass: DBFS lists/],
    ['not even hinted', { isDisabled: null, mounts: null, names: ['bo'] }, /^missing: DBFS lists nothing/],
    ['switched off', { isDisabled: true, mounts: null, names: [] }, /^wrong: DBFS mounts are switched off/],
  ])('%s', (_, view, expected) => {
    expect(said(judgeMount(view, known))).toMatch(expected);
  });
  test('a hint says that it is one', () => {
    expect(judgeMount({ isDisabled: false, mounts: null, names: ['ada'] }, known)).toMatchObject({
      advice: expect.stringContaining('no proof'),
    });
  });
});
