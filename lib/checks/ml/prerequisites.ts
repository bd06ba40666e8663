import { defineCheck, isVerdict, missing, pass, waiting } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Cluster } from '@/lib/clouds/databricks';
import { mlCluster, mlHost } from './place';

export const commonWorkspaceOpens = defineCheck({
  id: 'databricks.common-workspace-opens',
  title: 'You can open the common workspace',
  needs: ['commonWorkspaceUrl'],
  async ask(clouds, known) {
    const host = await mlHost(clouds, { ...known, track: 'model' });
    return typeof host === 'string' ? { me: await clouds.databricks(host).currentUser() } : host;
  },
  judge(answer): Verdict {
    if (isVerdict(answer)) return answer;
    return answer.me
      ? pass(`Open to you as ${answer.me.userName}.`)
      : missing(
          'The common workspace does not know you yet.',
          'Open it once and sign in. If it turns you away, press “Ask the facilitator for help” below: somebody has to add you.',
        );
  },
});

export function judgeCommunalCluster(cluster: Cluster | null, { communalCluster = '' }: Known): Verdict {
  if (!cluster)
    return missing(
      `You see no cluster named ${communalCluster} there.`,
      'Ask your facilitator: it may have another name, or you may lack the right to attach to it.',
    );
  if (['RUNNING', 'RESIZING'].includes(cluster.state)) return pass(`${cluster.cluster_name} is running.`);
  if (['PENDING', 'RESTARTING'].includes(cluster.state)) return waiting(`${cluster.cluster_name} is starting`, { usually: 300 });
  return pass(`${cluster.cluster_name} is there.`, 'It is off just now: start it before step 4.2, it takes about five minutes.');
}

export const communalClusterIsThere = defineCheck({
  id: 'databricks.communal-cluster-is-there',
  title: 'You see its cluster',
  needs: ['commonWorkspaceUrl', 'communalCluster'],
  ask: (clouds, known) => mlCluster(clouds, { ...known, track: 'model' }),
  judge: (answer, known) => (isVerdict(answer) ? answer : judgeCommunalCluster(answer.cluster, known)),
});
