import { checkFor } from '@/lib/lab/check';
import { missing, pass } from '@/lib/lab/outcome';
import { askClusters, clusterNeeds, clusterUses } from './clusters';
import { byOthers } from './made-by';
import type { AsksWorkspace } from './workspace';

/** @param where see `askClusters` */
export const clusterIsMine = (where?: string) =>
  checkFor<AsksWorkspace>()({
    needs: clusterNeeds,
    uses: clusterUses,
    ask: (clouds, known) => askClusters(clouds, known, where),
    judge({ chosen, mine, all }) {
      if (!chosen) {
        const makers = all.map((c) => c.creator_user_name ?? '');
        const others = all.length > 0 ? ` ${byOthers(all.length === 1 ? 'The one here' : `The ${all.length} here`, makers)}` : '';
        return missing(`You have no cluster in this workspace yet.${others}`, 'Open Compute and choose Create compute.');
      }
      return pass(
        chosen.cluster_name,
        mine.length > 1
          ? `You have ${mine.length}; Guidepost checks ${chosen.cluster_name}. To use another one, choose it in the panel.`
          : undefined,
      );
    },
  });
