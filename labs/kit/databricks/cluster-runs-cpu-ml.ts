import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { askClusters, clusterNeeds, clusterUses, ofCluster } from './clusters';
import { compare, imageOf, isGpu, isMachineLearning, newestMl, show, versionOf } from './runtime';
import type { AsksWorkspace } from './workspace';

/**
 * Its runtime has the machine-learning libraries and needs no GPU.
 * @param where see `askClusters`
 */
export const clusterRunsCpuMl = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: [...clusterUses, 'newestRuntime'],
    async ask(clouds, known) {
      const view = await askClusters(clouds, known, where);
      return { view, versions: await clouds.databricks(view.host).sparkVersions() };
    },
    judge: ({ view, versions }, { newestRuntime }) =>
      ofCluster((cluster) => {
        const found = imageOf(cluster);
        const newest = newestMl(versions, newestRuntime);
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
      })(view, undefined),
  });
