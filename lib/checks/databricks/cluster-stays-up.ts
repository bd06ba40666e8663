import { defineCheck, pass, wrong } from '@/lib/checks/check';
import { askClusters, clusterNeeds, ofCluster } from './cluster';

/** 0 or absent means never (Databricks clusters API). */
export const clusterStaysUp = defineCheck({
  id: 'databricks.cluster-stays-up',
  title: 'It stays up for the session',
  needs: clusterNeeds,
  ask: askClusters,
  judge: ofCluster((cluster) => {
    const minutes = cluster.autotermination_minutes ?? 0;
    if (minutes === 0) return pass('It never terminates by itself.', 'Remember to terminate it after the lab: nobody else will.');
    if (minutes > 60) return pass(`After ${minutes} idle minutes.`);
    return wrong('It may stop while you are still working.', {
      expected: 'more than 60 minutes',
      found: `${minutes} minutes`,
      remedy: 'Edit the cluster: set Terminate after to 120 minutes, then confirm and restart.',
    });
  }),
});
