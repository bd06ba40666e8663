import { defineCheck, pass, wrong } from '@/lib/checks/check';
import { askClusters, clusterNeeds, ofCluster } from './cluster';

export const clusterHasNoPolicy = defineCheck({
  id: 'databricks.cluster-has-no-policy',
  title: 'Its policy is Unrestricted',
  needs: clusterNeeds,
  ask: askClusters,
  judge: ofCluster((cluster) =>
    cluster.policy_id
      ? wrong('A policy limits this cluster.', {
          expected: 'Unrestricted',
          found: `policy ${cluster.policy_id}`,
          remedy: 'Edit the cluster and set Policy to Unrestricted, then confirm and restart.',
        })
      : pass('Unrestricted.'),
  ),
});
