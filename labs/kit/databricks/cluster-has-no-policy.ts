import { pass, wrong } from '@/lib/lab/outcome';
import { clusterCheck } from './clusters';

export const clusterHasNoPolicy = clusterCheck((cluster) =>
  cluster.policy_id
    ? wrong('A policy limits this cluster.', {
        expected: 'Unrestricted',
        found: `policy ${cluster.policy_id}`,
        remedy: 'Edit the cluster and set Policy to Unrestricted, then confirm and restart.',
      })
    : pass('No policy limits it.'),
);
