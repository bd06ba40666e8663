import type { NodeType } from '@/lib/clouds/databricks';
import { checkFor } from '@/lib/lab/check';
import { pass } from '@/lib/lab/outcome';
import { askClusters, clusterNeeds, clusterUses, ofCluster } from './clusters';
import type { AsksWorkspace } from './workspace';

/** Cores, then memory. Names differ by region and year, so sizes are compared (order of databricks-sdk-py, select_node_type). */
export function smallest(types: NodeType[]): NodeType | null {
  const offered = types.filter((t) => !t.is_deprecated && !t.is_hidden && !t.is_graviton && !t.num_gpus && !t.node_info?.status?.length);
  return offered.sort((a, b) => a.num_cores - b.num_cores || a.memory_mb - b.memory_mb)[0] ?? null;
}

const size = (t: NodeType) => `${t.num_cores} cores, ${Math.round(t.memory_mb / 1024)} GB`;

/**
 * Its machine is a small one. This is never wrong: a bigger machine costs more and works just as well. Eight gigabytes and sixteen are
 * both small enough.
 * @param where see `askClusters`
 */
export const clusterHasSmallestNode = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: clusterUses,
    async ask(clouds, known) {
      const view = await askClusters(clouds, known, where);
      // hundreds; two of them are compared
      const all = await clouds.databricks(view.host).nodeTypes();
      const least = smallest(all);
      return { view, types: all.filter((t) => t === least || t.node_type_id === view.chosen?.node_type_id) };
    },
    judge: ({ view, types }) =>
      ofCluster((cluster) => {
        const least = smallest(types);
        const mine = types.find((t) => t.node_type_id === cluster.node_type_id);
        const name = cluster.node_type_id ?? 'of a pool';
        if (!least || !mine) return pass(name);
        const isBigger = mine.num_cores > least.num_cores || mine.memory_mb > Math.max(least.memory_mb * 2, 16 * 1024);
        return pass(
          `${name}, ${size(mine)}`,
          isBigger ? `It works, but costs more than needed. ${least.node_type_id} (${size(least)}) is enough.` : undefined,
        );
      })(view, undefined),
  });
