import { askMounts } from '@/labs/kit/databricks/mounts';
import { clientSecretWorks } from '../../client-secret';
import { mlCluster, mlClusterNeeds, mlClusterUses } from '../../ml-workspace';
import { lab } from '../../vocabulary';
import { judgeMount } from './mount';

export default lab.step({
  title: 'Mount the storage account',
  minutes: 6,
  collects: ['mountName'],
  secrets: ['clientSecret'],
  probes: [clientSecretWorks],
  checks: [
    lab.check({
      id: 'databricks.storage-is-mounted',
      title: 'The container is mounted',
      needs: [...mlClusterNeeds, 'mountName', 'storageAccount', 'storageContainer'],
      uses: mlClusterUses,
      carriesOn: true,
      async ask(clouds, known, carry) {
        const { host, cluster } = await mlCluster(clouds, known);
        return askMounts(clouds.databricks(host), cluster, carry);
      },
      judge: judgeMount,
    }),
  ],
});
