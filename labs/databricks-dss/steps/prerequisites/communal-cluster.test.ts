import { describe, expect, test } from 'vitest';
import type { Cluster } from '@/lib/clouds/databricks';
import { Concluded, type Verdict } from '@/lib/lab/outcome';
import { askCommunalCluster, judgeCommunalCluster, notOpenYet } from './communal-cluster';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['RUNNING', /^pass: communal is running/],
  ['PENDING', /^waiting/],
  ['TERMINATED', /^pass: communal is there/],
  [null, /^missing: You see no cluster named communal/],
])('the communal cluster: %s', (state, expected) => {
  const cluster = state
    ? ({ cluster_id: '1', cluster_name: 'communal', state, spark_version: '16.4.x-cpu-ml-scala2.12' } as Cluster)
    : null; // of which only the state counts
  expect(said(judgeCommunalCluster(cluster, 'communal'))).toMatch(expected);
});

test.each([
  ['16.4.x-cpu-ml-scala2.12', '16.4', /^pass/],
  ['15.4.x-cpu-ml-scala2.12', '16.4', /^pass/],
  ['16.4.x-scala2.12', '16.4', /^wrong: communal has no machine-learning libraries/],
  ['17.3.x-cpu-ml-scala2.13', '16.4', /^wrong: Runtime 17.3 brings MLflow 3. DSS does not support models of MLflow 3/],
  ['18.x-cpu-ml-scala2.13', '16.4', /^wrong: Runtime 18 brings MLflow 3/],
  ['18.x-cpu-ml-scala2.13', '', /^pass/],
  ['18.x-cpu-ml-scala2.13', undefined, /^pass/],
])('its runtime %s where the newest allowed is “%s”', (spark_version, newestRuntime, expected) => {
  const judged = judgeCommunalCluster(
    { cluster_id: '1', cluster_name: 'communal', state: 'RUNNING', spark_version },
    'communal',
    newestRuntime,
  );
  expect(said(judged)).toMatch(expected);
  if (judged.status === 'wrong') expect(judged.remedy).toContain('It’s not your fault. Tell your facilitator');
});

describe('as long as the common workspace does not open', () => {
  const known = { commonWorkspaceUrl: 'adb-2222222222222222.2.azuredatabricks.net', communalCluster: 'communal_cluster' };
  const ask = (me: object | null, more: object = {}) => {
    const databricks = () => ({ currentUser: async () => me, clusters: async () => ({ rows: [], at: 0 }) });
    return askCommunalCluster({ databricks } as unknown as Parameters<typeof askCommunalCluster>[0], { ...known, ...more }); // of which nothing else is asked
  };
  test.each([
    ['as it does not know the attendee', null, {}],
    ['as the workshop names none', { userName: 'ada' }, { commonWorkspaceUrl: '' }],
    ['as what the workshop names is none', { userName: 'ada' }, { commonWorkspaceUrl: 'example.com' }],
  ])('%s, this waits for that row and does not repeat it', async (_, me, more) => {
    const error = await ask(me, more).catch((thrown: unknown) => thrown);
    expect(error instanceof Concluded && error.verdict).toEqual(notOpenYet());
  });
  test('and then it finds the cluster, or not', async () => {
    expect(await ask({ userName: 'ada' })).toEqual({ host: known.commonWorkspaceUrl, cluster: null });
  });
});
