import { clusterDetails } from '@/labs/kit/databricks/cluster-details-recorded';
import { askClusters, clusterNeeds, clusterUses } from '@/labs/kit/databricks/clusters';
import { ownWorkspaceStep } from '../../own-workspace';
import { lab } from '../../vocabulary';

export const fillClusterDetails = lab.fill({
  label: 'Fill in from Databricks',
  needs: clusterNeeds,
  uses: clusterUses,
  async read(clouds, known) {
    const { chosen, mine, host } = await askClusters(clouds, known, ownWorkspaceStep);
    if (!chosen) return { nothing: 'You have no cluster in this workspace yet.' };
    if (mine.length > 1 && !mine.some((c) => c.cluster_id === known.clusterId)) {
      return {
        name: 'clusterId',
        choices: mine.map((c) => ({ value: c.cluster_id, label: `${c.cluster_name} (${c.state.toLowerCase()})` })),
        note: 'You have several clusters. Which one is for this lab?',
      };
    }
    const details = clusterDetails(host, chosen.cluster_id);
    return {
      values: { clusterId: chosen.cluster_id, clusterHost: details.host, clusterPort: details.port, clusterHttpPath: details.httpPath },
      note: `Read from ${chosen.cluster_name}.`,
    };
  },
});
