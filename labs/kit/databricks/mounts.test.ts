import { expect, test } from 'vitest';
import { UpstreamError } from '@/lib/clouds/trouble';
import { askMounts } from './mounts';

const forbidden = new UpstreamError({ cloud: 'Databricks', trouble: 'forbidden', status: 403 });
const running = { cluster_id: '1', state: 'RUNNING' };
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };

const workspace = ({
  isDisabled = false as boolean | null,
  mounts = [right] as (typeof right)[] | null,
  names = ['ada'] as string[] | Error,
}) => ({
  isLegacyDbfsDisabled: async () => isDisabled,
  mounts: async () => mounts,
  mountNames: async () => {
    if (names instanceof Error) throw names;
    return names;
  },
});

test('a running cluster is asked, and DBFS for a hint', async () => {
  expect(await askMounts(workspace({}), running)).toEqual({ isDisabled: false, mounts: [right], names: ['ada'] });
});

test('a cluster that is off is not asked', async () => {
  expect(await askMounts(workspace({}), { ...running, state: 'TERMINATED' })).toMatchObject({ mounts: null, names: ['ada'] });
  expect(await askMounts(workspace({}), null)).toMatchObject({ mounts: null, names: ['ada'] });
});

test.each([
  ['the mounts', [right]],
  ['that there are none', [] as (typeof right)[]],
])('what DBFS refuses does not hide what the cluster says: %s', async (_, mounts) => {
  expect(await askMounts(workspace({ mounts, names: forbidden }), running)).toEqual({ isDisabled: false, mounts, names: [] });
});

test('what DBFS refuses does not hide that mounts are switched off', async () => {
  expect(await askMounts(workspace({ isDisabled: true, names: forbidden }), null)).toMatchObject({ isDisabled: true });
});

test.each([
  ['off', workspace({ names: forbidden }), null],
  ['silent', workspace({ mounts: null, names: forbidden }), running],
  ['off, and the setting is not for the attendee to know', workspace({ isDisabled: null, names: forbidden }), null],
])('nothing is claimed when DBFS refuses and the cluster is %s', async (_, databricks, cluster) => {
  await expect(askMounts(databricks, cluster)).rejects.toBe(forbidden);
});

test('a bug of ours is not taken for trouble of theirs', async () => {
  await expect(askMounts(workspace({ names: new TypeError('x') }), running)).rejects.toThrow(TypeError);
});
