import { describe, expect, test } from 'vitest';
import type { MountView } from '@/labs/kit/databricks/mounts';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeMount } from './mount';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;
const known = { mountName: 'ada', storageAccount: 'acc', storageContainer: 'box' };
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };
const answered = (...mounts: (typeof right)[]) => ({ kind: 'mounts' as const, mounts });
const off = { kind: 'off' as const };
const disabled = { isDisabled: true, cluster: off, names: [] };
const failed = { kind: 'failed' as const, said: 'Py4JError: not whitelisted' };
const underWay = { kind: 'under-way' as const, since: Date.parse('2026-11-26T12:00:00Z') };

describe('the mount', () => {
  test.each<[string, MountView, RegExp]>([
    ['proved', { isDisabled: false, cluster: answered(right), names: [] }, /^pass: \/mnt\/ada, from that container/],
    [
      'with a directory behind it',
      { isDisabled: null, cluster: answered({ ...right, source: `${right.source}sub` }), names: [] },
      /^pass: \/mnt\/ada, from/,
    ],
    [
      'of another container',
      { isDisabled: false, cluster: answered({ ...right, source: 'abfss://other@acc.dfs.core.windows.net/' }), names: ['ada'] },
      /^wrong: Something else/,
    ],
    [
      'of another account',
      { isDisabled: false, cluster: answered({ ...right, source: 'abfss://box@other.dfs.core.windows.net/' }), names: [] },
      /^wrong/,
    ],
    [
      'not there, and the cluster says so',
      { isDisabled: false, cluster: answered(), names: ['ada'] },
      /^missing: Nothing is mounted at \/mnt\/ada/,
    ],
    ['only hinted, the cluster off', { isDisabled: false, cluster: off, names: ['ada'] }, /^pass: DBFS lists/],
    ['not even hinted, the cluster off', { isDisabled: null, cluster: off, names: ['bo'] }, /^missing: DBFS lists nothing/],
    ['switched off', { isDisabled: true, cluster: off, names: [] }, /^wrong: DBFS mounts are switched off/],
    [
      'on its way, whatever DBFS hints',
      { isDisabled: false, cluster: underWay, names: ['ada'] },
      /^waiting: Your cluster needs up to a minute/,
    ],
    ['on its way, with no hint', { isDisabled: null, cluster: underWay, names: [] }, /^waiting/],
    [
      'not asked, as nobody pressed',
      { isDisabled: false, cluster: { kind: 'unasked' }, names: ['ada'] },
      /^missing: Your cluster hasn’t listed/,
    ],
    ['not to be listed, and hinted', { isDisabled: false, cluster: failed, names: ['ada'] }, /^pass: DBFS lists/],
    ['not to be listed', { isDisabled: false, cluster: failed, names: [] }, /^wrong: Your cluster couldn’t list its mounts/],
  ])('%s', (_, view, expected) => {
    expect(said(judgeMount(view, known))).toMatch(expected);
  });
  test.each([
    [
      'and the workshop has a common workspace',
      { ...disabled, instead: 'adb-1.1.azuredatabricks.net' },
      'Do section 4 in the common workspace, adb-1.1.azuredatabricks.net: open it once, attach a notebook to everyone there',
    ],
    ['and the workshop has none', { ...disabled, instead: '' }, 'ask your facilitator for a common workspace'],
    ['in the common workspace itself', disabled, 'A workspace admin can turn off'],
  ])('switched off, %s', (_, view, remedy) => {
    expect(judgeMount(view, { ...known, communalCluster: 'everyone' })).toMatchObject({
      status: 'wrong',
      remedy: expect.stringContaining(remedy),
    });
  });
  test('a hint says that it is one', () => {
    for (const cluster of [off, failed])
      expect(judgeMount({ isDisabled: false, cluster, names: ['ada'] }, known)).toMatchObject({
        advice: expect.stringContaining('not proof'),
      });
  });
  test('a wait says since when', () => {
    expect(judgeMount({ isDisabled: false, cluster: underWay, names: [] }, known)).toMatchObject({ since: '2026-11-26T12:00:00.000Z' });
  });
  test('what the cluster said is told', () => {
    expect(judgeMount({ isDisabled: false, cluster: failed, names: [] }, known)).toMatchObject({ found: 'Py4JError: not whitelisted' });
  });
});
