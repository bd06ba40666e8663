import { expect, test } from 'vitest';
import { nothingCarried as carry } from '@/lib/clouds/carry';
import type { MountsAnswer } from '@/lib/clouds/databricks';
import { UpstreamError } from '@/lib/clouds/trouble';
import { askMounts } from './mounts';

const forbidden = new UpstreamError({ cloud: 'Databricks', trouble: 'forbidden', status: 403 });
const running = { cluster_id: '1', state: 'RUNNING' };
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };
const there: MountsAnswer = { kind: 'mounts', mounts: [right] };

function workspace({
  isDisabled = false as boolean | null,
  answer = there as MountsAnswer,
  names = ['ada'] as string[] | Error,
  done = [] as string[],
}) {
  return {
    isLegacyDbfsDisabled: async () => isDisabled,
    mounts: async () => {
      done.push('asked');
      return answer;
    },
    forgetMounts: async () => void done.push('forgotten'),
    mountNames: async () => {
      if (names instanceof Error) throw names;
      return names;
    },
  };
}

test('a running cluster is asked, and DBFS for a hint', async () => {
  expect(await askMounts(workspace({}), running, carry)).toEqual({ isDisabled: false, cluster: there, names: ['ada'] });
});

test.each([
  ['is off', { isDisabled: false }, { ...running, state: 'TERMINATED' }],
  ['does not exist', { isDisabled: false }, null],
  ['could have no mounts', { isDisabled: true }, running],
])('a cluster that %s is not asked, and what was under way is forgotten', async (_, more, cluster) => {
  const done: string[] = [];
  expect(await askMounts(workspace({ ...more, done }), cluster, carry)).toMatchObject({ cluster: { kind: 'off' }, names: ['ada'] });
  expect(done).toEqual(['forgotten']);
});

test.each<[string, MountsAnswer]>([
  ['the mounts', there],
  ['that there are none', { kind: 'mounts', mounts: [] }],
  ['that it is not ready yet', { kind: 'under-way', since: 1 }],
  ['why it cannot tell', { kind: 'failed', said: 'NameError: dbutils' }],
])('a refusal of DBFS does not hide what the cluster says: %s', async (_, answer) => {
  expect(await askMounts(workspace({ answer, names: forbidden }), running, carry)).toEqual({
    isDisabled: false,
    cluster: answer,
    names: [],
  });
});

test('a refusal of DBFS does not hide that mounts are switched off', async () => {
  expect(await askMounts(workspace({ isDisabled: true, names: forbidden }), null, carry)).toMatchObject({ isDisabled: true });
});

test.each([
  'java.lang.SecurityException: DBFS root and mounts are disabled in this workspace.',
  'UnsupportedOperationException: Public DBFS root is disabled. Access is denied on path: /mnt',
])('a cluster may know that mounts are off where the attendee may not read the setting: %s', async (said) => {
  const view = await askMounts(workspace({ isDisabled: null, answer: { kind: 'failed', said } }), running, carry);
  expect(view).toMatchObject({ isDisabled: true });
});

test.each([
  ['off', workspace({ names: forbidden }), null],
  ['unasked', workspace({ answer: { kind: 'unasked' }, names: forbidden }), running],
  ['off, and the setting is not for the attendee to know', workspace({ isDisabled: null, names: forbidden }), null],
])('nothing is claimed when DBFS refuses and the cluster is %s', async (_, databricks, cluster) => {
  await expect(askMounts(databricks, cluster, carry)).rejects.toBe(forbidden);
});

test('a bug of ours is not taken for trouble of theirs', async () => {
  await expect(askMounts(workspace({ names: new TypeError('x') }), running, carry)).rejects.toThrow(TypeError);
});
