import { describe, expect, test } from 'vitest';
import { nothingCarried } from '@/lib/clouds/carry';
import type { MountsAnswer } from '@/lib/clouds/databricks';
import { consoles } from '../../consoles';
import { isInCommon } from '../../ml-workspace';
import { askPlacedMounts } from './where';

const [own, common] = ['adb-1111111111111111.1.azuredatabricks.net', 'adb-2222222222222222.2.azuredatabricks.net'];
const source = 'abfss://box@acc.dfs.core.windows.net/';
const mine = [{ mountPoint: '/mnt/ada', source }];

const gettingReady = { kind: 'under-way' as const, since: 0 };

interface There {
  isOff?: boolean | null;
  mounts?: typeof mine;
  answer?: MountsAnswer;
  names?: string[];
  isStranger?: boolean;
}
type Clouds = Parameters<typeof askPlacedMounts>[0];

/** Both workspaces, each with a running cluster; and what each was asked. */
function workspaces(there: { own?: There; common?: There }) {
  const asked: string[] = [];
  const databricks = (host: string) => {
    const {
      isOff = false,
      mounts = [],
      answer = { kind: 'mounts', mounts },
      names = [],
      isStranger = false,
    } = (host === own ? there.own : there.common) ?? {};
    const of = <T>(what: string, said: T) => {
      asked.push(`${host === own ? 'own' : 'common'} ${what}`);
      return Promise.resolve(said);
    };
    const cluster = { cluster_id: '1', cluster_name: 'everyone', state: 'RUNNING', spark_version: 'x', single_user_name: 'ada@x' };
    return {
      isLegacyDbfsDisabled: () => of('setting', isOff),
      me: () => of('me', { id: '1', userName: 'ada@x' }),
      clusters: () => of('clusters', { rows: [cluster], at: 0 }),
      mounts: () => of('mounts', answer),
      forgetMounts: () => of('forget', undefined),
      mountNames: () => of('names', names),
      currentUser: () => of('me', isStranger ? null : { userName: 'ada@x' }),
    };
  };
  return { asked, clouds: { databricks } as unknown as Clouds }; // of which nothing else is asked
}
const known = {
  userName: 'ada@x',
  track: 'whole',
  workspaceUrl: own,
  commonWorkspaceUrl: common,
  communalCluster: 'everyone',
  mountName: 'ada',
};

describe('where the mount is', () => {
  test('in the own workspace, as long as mounts are allowed there; the common one is not asked', async () => {
    for (const isOff of [false, null]) {
      const { clouds, asked } = workspaces({ own: { isOff, mounts: mine }, common: { mounts: mine } });
      expect(await askPlacedMounts(clouds, known, nothingCarried)).toMatchObject({ host: own, cluster: { mounts: mine } });
      expect(asked.filter((a) => a.startsWith('common'))).toEqual([]);
    }
  });
  test('in the common workspace, where mounts are off in the own one; no cluster of the own one is asked', async () => {
    const { clouds, asked } = workspaces({ own: { isOff: true }, common: { mounts: mine } });
    const found = await askPlacedMounts(clouds, known, nothingCarried);
    expect(found).toMatchObject({ host: common, cluster: { mounts: mine } });
    expect(found).not.toHaveProperty('instead');
    expect(asked).not.toContain('own mounts');
  });
  test.each([
    ['its cluster is still getting ready', { answer: gettingReady }],
    ['its cluster could not say, and DBFS hints', { answer: { kind: 'failed' as const, said: 'x' }, names: ['ada'] }],
  ])('in the common workspace, as far as can be told: %s', async (_, there) => {
    const { clouds } = workspaces({ own: { isOff: true }, common: there });
    expect(await askPlacedMounts(clouds, known, nothingCarried)).toMatchObject({ host: common, cluster: there.answer });
  });
  test.each([
    ['nothing is mounted there yet', { mounts: [] }],
    ['something else is mounted there', { mounts: [{ mountPoint: '/mnt/bo', source }] }],
    ['the common workspace does not know them yet', { isStranger: true, mounts: mine }],
  ])('off in the own one, with the way to the common one: %s', async (_, there) => {
    const { clouds } = workspaces({ own: { isOff: true }, common: there });
    expect(await askPlacedMounts(clouds, known, nothingCarried)).toMatchObject({ host: own, isDisabled: true, instead: common });
  });
  test.each([undefined, '', 'https://example.com'])(
    'off in the own one, and the workshop names no common one: %s',
    async (commonWorkspaceUrl) => {
      const { clouds, asked } = workspaces({ own: { isOff: true } });
      expect(await askPlacedMounts(clouds, { ...known, commonWorkspaceUrl }, nothingCarried)).toMatchObject({
        host: own,
        isDisabled: true,
        instead: '',
      });
      expect(asked.filter((a) => a.startsWith('common'))).toEqual([]);
    },
  );
  test.each([
    ['the workshop names no common one', { commonWorkspaceUrl: '' }, {}],
    ['the common one does not know them yet', {}, { isStranger: true }],
  ])('off in the own one, what was under way there is forgotten: %s', async (_, more, there) => {
    const { clouds, asked } = workspaces({ own: { isOff: true }, common: there });
    await askPlacedMounts(clouds, { ...known, ...more }, nothingCarried);
    expect(asked).toContain('own forget');
  });
  test.each([
    ['on the model track', { track: 'model' }],
    ['once it was found there', { mlWorkspaceUrl: common }],
    ['where the workshop does section 4 there', { sectionFourIn: 'common' }],
  ])('in the common workspace only, %s', async (_, more) => {
    const { clouds, asked } = workspaces({ own: { mounts: mine }, common: { mounts: [] } });
    expect(await askPlacedMounts(clouds, { ...known, ...more }, nothingCarried)).toMatchObject({ host: common, cluster: { mounts: [] } });
    expect(asked.filter((a) => a.startsWith('own'))).toEqual([]);
  });
});

test.each([
  [{ track: 'model' }, true],
  [{ track: 'whole' }, false],
  [{ track: 'whole', sectionFourIn: 'own' }, false],
  [{ track: 'whole', sectionFourIn: 'common' }, true],
  [{ track: 'whole', sectionFourIn: 'common', commonWorkspaceUrl: '' }, false],
  [{ track: 'whole', sectionFourIn: 'common', mlWorkspaceUrl: own }, false],
  [{ track: 'whole', mlWorkspaceUrl: own }, false],
  [{ track: 'whole', mlWorkspaceUrl: common }, true],
  [{ track: 'whole', mlWorkspaceUrl: common, commonWorkspaceUrl: '' }, false],
  [{ track: 'whole', mlWorkspaceUrl: '', commonWorkspaceUrl: '' }, false],
])('%o trains in the common workspace: %s, and the links lead there', (more, expected) => {
  const at = { commonWorkspaceUrl: common, workspaceUrl: own, ...more };
  expect(isInCommon(at)).toBe(expected);
  expect(consoles['ml-workspace'].url(at)).toBe(expected ? `https://${common}/` : `https://${own}/`);
});
