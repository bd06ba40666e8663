import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { askClusters, clusterNeeds, clusterUses, ofCluster } from './clusters';
import { bringsMlflow3, compare, imageOf, isGpu, isMachineLearning, newestMl, show, versionOf, whyTooNew } from './runtime';
import { nameInMenu, nameOfImage, runtimeName } from './runtime-names';
import type { AsksWorkspace } from './workspace';

/**
 * Its runtime has the machine-learning libraries, needs no GPU, and is not newer than `newestRuntime` where the workshop names one.
 * @param where see `askClusters`
 * @param mlflow3 what becomes of models of MLflow 3 in the lab, as a sentence: advice where the workshop allows such runtimes
 */
export const clusterRunsCpuMl = (where?: string, mlflow3 = '') =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: [...clusterUses, 'newestRuntime'],
    async ask(clouds, known) {
      const view = await askClusters(clouds, known, where);
      return { view, versions: await clouds.databricks(view.host).sparkVersions() };
    },
    judge: ({ view, versions }, { newestRuntime }) =>
      ofCluster((cluster) => {
        const image = imageOf(cluster);
        const found = nameOfImage(versions, image);
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
        const tooNew = whyTooNew(image, newestRuntime);
        if (tooNew)
          return wrong([tooNew, bringsMlflow3(versionOf(image) ?? [0, 0]) ? mlflow3 : ''].join(' ').trim(), {
            expected,
            found,
            remedy: edit(
              `choose Databricks runtime ${(newest && nameInMenu(versions, newest)) ?? runtimeName(newestRuntime ?? '')} with Machine learning ticked`,
            ),
          });
        const version = versionOf(image);
        if (version && bringsMlflow3(version) && mlflow3) return pass(found, `It brings MLflow 3. ${mlflow3}`);
        const isOlder = version && newest && compare(version, newest) < 0;
        return pass(found, isOlder ? `It will do. ${show(newest)} ML is the newest that this lab knows.` : undefined);
      })(view, undefined),
  });
