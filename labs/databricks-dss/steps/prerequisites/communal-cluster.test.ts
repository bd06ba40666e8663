import { expect, test } from 'vitest';
import type { Cluster } from '@/lib/clouds/databricks';
import type { Verdict } from '@/lib/lab/outcome';
import { judgeCommunalCluster } from './communal-cluster';

const said = (v: Verdict) => `${v.status}: ${'message' in v ? v.message : v.on}`;

test.each([
  ['RUNNING', /^pass: communal is running/],
  ['PENDING', /^waiting/],
  ['TERMINATED', /^pass: communal is there/],
  [null, /^missing: You see no cluster named communal/],
])('the communal cluster: %s', (state, expected) => {
  const cluster = state ? ({ cluster_id: '1', cluster_name: 'communal', state, spark_version: 'x' } as Cluster) : null; // of which only the state counts
  expect(said(judgeCommunalCluster(cluster, 'communal'))).toMatch(expected);
});
