import { clientSecretWorks } from '../../client-secret';
import { mlClusterNeeds, mlClusterUses } from '../../ml-workspace';
import { lab } from '../../vocabulary';
import { judgeMount } from './mount';
import parts from './solve';
import { askPlacedMounts } from './where';

export default lab.step({
  title: 'Mount the storage account',
  minutes: 6,
  buildsOn: ['create-cluster'],
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
      ask: askPlacedMounts,
      judge: judgeMount,
      learns: ['mlWorkspaceUrl'],
      learn: ({ host }) => ({ mlWorkspaceUrl: host }),
    }),
  ],
  parts,
});
