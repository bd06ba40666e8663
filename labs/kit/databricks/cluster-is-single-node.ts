import type { Cluster } from '@/lib/clouds/databricks';
import { pass, wrong } from '@/lib/lab/outcome';
import { clusterCheck } from './clusters';

/** Today's form says `is_single_node`; the classic one is a Spark profile with no workers (databricks-sdk-py; terraform provider). */
export function isSingleNode(c: Cluster): boolean {
  if (c.is_single_node) return true;
  return (
    !c.autoscale &&
    (c.num_workers ?? 0) === 0 &&
    c.spark_conf?.['spark.databricks.cluster.profile'] === 'singleNode' &&
    (c.spark_conf?.['spark.master'] ?? '').startsWith('local[*')
  );
}

const shape = (c: Cluster) =>
  c.autoscale ? `autoscaling from ${c.autoscale.min_workers ?? '?'} workers` : `${c.num_workers ?? 0} workers`;

export const clusterIsSingleNode = clusterCheck((cluster) =>
  isSingleNode(cluster)
    ? pass('A driver without workers.')
    : wrong('It has workers, and this lab needs none.', {
        expected: 'Single node ticked',
        found: shape(cluster),
        remedy: 'Edit the cluster, tick Single node, then confirm and restart.',
      }),
);
