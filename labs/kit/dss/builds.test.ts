import { expect, test } from 'vitest';
import type { Begun, Carry } from '@/lib/clouds/carry';
import type { Became, DssWriter } from '@/lib/clouds/dss';
import { UpstreamError } from '@/lib/clouds/trouble';
import { Concluded } from '@/lib/lab/outcome';
import { built } from './builds';
import { withCredential } from './credential';
import { follow, followed, underWayIn } from './follow';

function carrying(begun: Begun | null = null): Carry & { kept: Begun | null } {
  const carry = {
    begun,
    kept: begun,
    keep(next: Begun | null) {
      carry.kept = next;
    },
  };
  return carry;
}

const withoutAccount = 'ada must connect their account first. Connect your Databricks account to Dataiku DSS to use ada_sql.';

/** A DSS whose one job stands as given. */
const dssWith = (state: string, message: string) =>
  ({
    job: async () => ({ at: 0, body: { baseStatus: { state, activities: { a: { activityId: 'a', firstFailure: { message } } } } } }),
  }) as unknown as DssWriter; // nothing else of it is called

test.each([
  ['FAILED', withoutAccount, /^The job that builds d needs your account\. In DSS, open Profile & Settings, Credentials/],
  ['FAILED', 'Out of disk', /^The job that builds d failed\. DSS said: Out of disk$/],
  ['ABORTED', '', /was aborted/],
])('a job that is %s with “%s” is told by what to do about it', async (state, message, said) => {
  const carry = carrying({ dataset: 'd', job: 'j' });
  const done = await built(dssWith(state, message), { project: 'P', dataset: 'd', carry }, async () => undefined);
  expect(done).toMatchObject({ how: 'failed', said: expect.stringMatching(said) });
  expect(carry.kept).toBeNull();
});

const refused = (said: string) => Promise.reject(new UpstreamError({ cloud: 'DSS', trouble: 'unavailable', status: 500, said }));

test('what DSS cannot do without the person’s account is theirs to do, and no trouble of DSS', async () => {
  const ended = await withCredential('ada_sql', refused(withoutAccount)).catch((error: unknown) => error);
  expect(ended).toBeInstanceOf(Concluded);
  expect(ended).toMatchObject({
    verdict: {
      status: 'missing',
      message: 'You haven’t connected your account to ada_sql yet.',
      remedy: expect.stringContaining('Edit next to ada_sql'),
    },
  });
  await expect(withCredential('ada_sql', refused('java.lang.NullPointerException'))).rejects.toThrow(UpstreamError);
  expect(await withCredential('ada_sql', Promise.resolve(1))).toBe(1);
});

const telling = (...all: Became[]) => ({ followed: async () => all.shift() ?? expect.unreachable() });

test('what is begun is kept until it is over, whatever came of it', async () => {
  const carry = carrying();
  const dss = telling({ state: 'running' }, { state: 'running' }, { state: 'failed', said: 'No.' });
  expect(await follow(dss, carry, 'install', { future: 'f' })).toEqual({ state: 'running' });
  expect(carry.kept).toEqual({ doing: 'install', future: 'f' });
  expect(await followed(dss, carry, 'f')).toEqual({ state: 'running' });
  expect(carry.kept).not.toBeNull();
  expect(await followed(dss, carry, 'f')).toEqual({ state: 'failed', said: 'No.' });
  expect(carry.kept).toBeNull();
});

test('what was over at once is not kept', async () => {
  const carry = carrying();
  expect(await follow(telling(), carry, 'install', { state: 'done' })).toEqual({ state: 'done' });
  expect(carry.kept).toBeNull();
});

test.each([
  [
    { doing: 'create', future: 'f' },
    { doing: 'create', future: 'f' },
  ],
  [{ since: 1 }, null],
  [{ doing: 'create', future: 1 }, null],
  [null, null],
])('of what was kept, %j, it reads %j', (begun, expected) => {
  expect(underWayIn(carrying(begun))).toEqual(expected);
});
