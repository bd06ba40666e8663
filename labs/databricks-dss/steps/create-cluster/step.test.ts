import { expect, test } from 'vitest';
import type { ClusterView } from '@/labs/kit/databricks/clusters';
import step from './step';

const host = 'adb-5504218931760442.2.azuredatabricks.net';
const cluster = { cluster_id: '1123-031502-k2v8q1x0', cluster_name: 'Quill', state: 'RUNNING', spark_version: '18.x-cpu-ml-scala2.13' };
const view: ClusterView = { host, at: 0, me: { id: '1', userName: 'ada@x' }, all: [cluster], mine: [cluster], chosen: cluster };

test('the cluster’s details are compared with what this step records', () => {
  const check = step.checks.find((c) => c.id === 'databricks.cluster-details-recorded');
  const recorded = {
    clusterHost: host,
    clusterPort: '443',
    clusterHttpPath: 'sql/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0',
  };
  expect(check?.judge(view, recorded)).toMatchObject({ status: 'pass' });
  expect(check?.judge(view, { ...recorded, clusterPort: '10000' })).toMatchObject({ status: 'wrong', found: '10000' });
});
