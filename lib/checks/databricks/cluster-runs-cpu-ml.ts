import { defineCheck, isVerdict, pass, wrong } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { SparkVersion } from '@/lib/clouds/databricks';
import { askClusters, clusterNeeds, ofCluster } from './cluster';
import { compare, imageOf, isGpu, isMachineLearning, newestMl, show, versionOf } from './runtime';

export const clusterRunsCpuMl = defineCheck({
  id: 'databricks.cluster-runs-cpu-ml',
  title: 'Its runtime is ML without GPU',
  needs: clusterNeeds,
  async ask(clouds, known) {
    const view = await askClusters(clouds, known);
    const versions: SparkVersion[] = isVerdict(view) ? [] : await clouds.databricks(view.host).sparkVersions();
    return { view, versions };
  },
  judge: ({ view, versions }, known) =>
    ofCluster<Known>((cluster) => {
      const found = imageOf(cluster);
      const newest = newestMl(versions, known.newestRuntime);
      const expected = newest ? `${show(newest)} ML, without GPU` : 'an ML runtime without GPU';
      const edit = (what: string) => `Edit the cluster: ${what}, then confirm and restart.`;
      if (isGpu(cluster))
        return wrong('This is a GPU runtime.', {
          expected,
          found,
          remedy: edit('choose a node type without GPU and keep Machine learning ticked'),
        });
      if (!isMachineLearning(cluster))
        return wrong('This runtime comes without the machine-learning libraries.', {
          expected,
          found,
          remedy: edit('tick Machine learning'),
        });
      const version = versionOf(found);
      const isOlder = version && newest && compare(version, newest) < 0;
      return pass(found, isOlder ? `It will do. ${show(newest)} ML is the newest that this lab knows.` : undefined);
    })(view, known),
});
