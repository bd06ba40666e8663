import { defineCheck, isVerdict, missing, pass } from '@/lib/checks/check';
import { askClusters, clusterNeeds } from './cluster';

export const clusterIsMine = defineCheck({
  id: 'databricks.cluster-is-mine',
  title: 'You have a cluster here',
  needs: clusterNeeds,
  ask: askClusters,
  judge(answer) {
    if (isVerdict(answer)) return answer;
    const { chosen, mine, all } = answer;
    if (!chosen) {
      const others = all.length > 0 ? ` There ${all.length === 1 ? 'is one' : `are ${all.length}`} of other people.` : '';
      return missing(`No cluster of yours in this workspace yet.${others}`, 'Open Compute and choose Create compute.');
    }
    return pass(
      chosen.cluster_name,
      mine.length > 1 ? `You have ${mine.length}; this looks at ${chosen.cluster_name}. Pick another below if you mean it.` : undefined,
    );
  },
});
