import { missing, pass } from '@/lib/lab/outcome';
import { clientSecretWorks } from '../../client-secret';
import { commonHost } from '../../ml-workspace';
import { lab } from '../../vocabulary';
import { askCommunalCluster, judgeCommunalCluster } from './communal-cluster';
import parts from './solve';

export default lab.step({
  title: 'Before you start here',
  minutes: 5,
  tracks: ['model'],
  secrets: ['clientSecret'],
  probes: [clientSecretWorks],
  checks: [
    lab.check({
      id: 'databricks.common-workspace-opens',
      title: 'You can open the common workspace',
      needs: ['commonWorkspaceUrl'],
      ask: async ({ databricks }, known) => databricks(commonHost(known)).currentUser(),
      judge: (me) =>
        me
          ? pass(`As ${me.userName}.`)
          : missing(
              'The common workspace doesn’t know you yet.',
              'Open it once and sign in. If it turns you away, select “Ask the facilitator for help”: somebody has to add you.',
            ),
      learns: ['databricksUser'],
      learn: (me) => ({ databricksUser: me?.userName ?? '' }),
    }),
    lab.check({
      id: 'databricks.communal-cluster-is-there',
      title: 'You see its cluster',
      needs: ['communalCluster'],
      uses: ['commonWorkspaceUrl', 'newestRuntime'],
      ask: askCommunalCluster,
      judge: ({ cluster }, { communalCluster, newestRuntime }) => judgeCommunalCluster(cluster, communalCluster, newestRuntime),
    }),
  ],
  parts,
});
