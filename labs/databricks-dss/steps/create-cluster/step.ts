import { clusterDetailsRecorded } from '@/labs/kit/databricks/cluster-details-recorded';
import { clusterHasNoPolicy } from '@/labs/kit/databricks/cluster-has-no-policy';
import { clusterHasSmallestNode } from '@/labs/kit/databricks/cluster-has-smallest-node';
import { clusterIsDedicated } from '@/labs/kit/databricks/cluster-is-dedicated';
import { clusterIsMine } from '@/labs/kit/databricks/cluster-is-mine';
import { clusterIsRunning } from '@/labs/kit/databricks/cluster-is-running';
import { clusterIsSingleNode } from '@/labs/kit/databricks/cluster-is-single-node';
import { clusterRunsCpuMl } from '@/labs/kit/databricks/cluster-runs-cpu-ml';
import { clusterStaysUp } from '@/labs/kit/databricks/cluster-stays-up';
import { noMlflow3 } from '../../mlflow';
import { ownWorkspaceStep as where } from '../../own-workspace';
import { lab } from '../../vocabulary';
import { fillClusterDetails } from './fill';
import parts from './solve';

export default lab.step({
  title: 'Create a cluster',
  minutes: 10,
  buildsOn: ['create-workspace'],
  meanwhile: 'about 5 minutes to start, go on meanwhile',
  tracks: ['whole'],
  collects: ['clusterId', 'clusterHost', 'clusterPort', 'clusterHttpPath'],
  fill: fillClusterDetails,
  checks: [
    lab.use(clusterIsMine(where), { id: 'databricks.cluster-is-mine', title: 'You have a cluster here' }),
    lab.use(clusterHasNoPolicy(where), { id: 'databricks.cluster-has-no-policy', title: 'Its policy is Unrestricted' }),
    lab.use(clusterIsSingleNode(where), { id: 'databricks.cluster-is-single-node', title: 'It is a single node' }),
    lab.use(clusterIsDedicated(where), { id: 'databricks.cluster-is-dedicated', title: 'It is dedicated to you' }),
    lab.use(clusterRunsCpuMl(where, noMlflow3), {
      id: 'databricks.cluster-runs-cpu-ml',
      title: 'Its runtime is the right one, ML without GPU',
    }),
    lab.use(clusterHasSmallestNode(where), { id: 'databricks.cluster-has-smallest-node', title: 'Its machine is a small one' }),
    lab.use(clusterStaysUp({ minutes: 60, advise: 120 }, where), {
      id: 'databricks.cluster-stays-up',
      title: 'It stays up for the session',
    }),
    lab.use(clusterIsRunning(where), { id: 'databricks.cluster-is-running', title: 'It is running' }),
    lab.use(clusterDetailsRecorded(where), {
      id: 'databricks.cluster-details-recorded',
      title: 'Its connection details are recorded',
      names: { host: 'clusterHost', port: 'clusterPort', httpPath: 'clusterHttpPath' },
    }),
  ],
  parts,
});
