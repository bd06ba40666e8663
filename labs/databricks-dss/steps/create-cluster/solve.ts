import { smallest } from '@/labs/kit/databricks/cluster-has-smallest-node';
import { askClusters, clusterUses } from '@/labs/kit/databricks/clusters';
import { newestMl, runtimeKey, show } from '@/labs/kit/databricks/runtime';
import { whyEnded } from '@/labs/kit/databricks/why-ended';
import { already, cannot, done, underWay } from '@/lib/lab/part';
import { ownWorkspaceStep } from '../../own-workspace';
import { lab } from '../../vocabulary';
import { fillClusterDetails } from './fill';

const minutes = 120;

const create = lab.part({
  id: 'cluster',
  what: 'Create your cluster and start it',
  turns: [
    'databricks.cluster-is-mine',
    'databricks.cluster-has-no-policy',
    'databricks.cluster-is-single-node',
    'databricks.cluster-is-dedicated',
    'databricks.cluster-runs-cpu-ml',
    'databricks.cluster-has-smallest-node',
    'databricks.cluster-stays-up',
    'databricks.cluster-is-running',
    'databricks.cluster-details-recorded',
  ],
  details: {
    singleNode: { what: 'A single node', turns: ['databricks.cluster-is-single-node'] },
    dedicated: { what: 'Access mode: Dedicated, to you', turns: ['databricks.cluster-is-dedicated'] },
    machineLearning: { what: 'Machine learning ticked', turns: ['databricks.cluster-runs-cpu-ml'] },
    staysUp: { what: `Terminate after ${minutes} minutes of inactivity`, turns: ['databricks.cluster-stays-up'] },
  },
  uses: [...clusterUses, 'personName', 'newestRuntime'],
  records: ['clusterId'],
  async act(clouds, known, { has, carry }) {
    const { host, me, chosen } = await askClusters(clouds, known, ownWorkspaceStep);
    const workspace = clouds.databricks(host);
    if (chosen) {
      const { cluster_id: id, cluster_name: name, state } = chosen;
      const values = { clusterId: id };
      if (['RUNNING', 'RESIZING'].includes(state)) return already(`${name} is running.`, values);
      if (['PENDING', 'RESTARTING'].includes(state)) return underWay(`${name} is starting, which takes about five minutes.`, values);
      if (state !== 'TERMINATED') return underWay(`${name} is ${state.toLowerCase()}.`, values);
      if (carry.begun) return cannot(`${name} ended again: ${whyEnded(chosen)}. Show this to your facilitator.`);
      carry.keep({ clusterId: id });
      await workspace.startCluster(id);
      return underWay(`${name} was off, and is starting.`, values);
    }
    const [versions, types] = await Promise.all([workspace.sparkVersions(), workspace.nodeTypes()]);
    const newest = newestMl(versions, known.newestRuntime);
    const [key, node] = [newest && runtimeKey(versions, newest), smallest(types)];
    if (!newest || !key || !node)
      return cannot('This workspace offers no runtime or machine that the lab could use. Tell your facilitator.');
    const id = await workspace.createCluster({
      cluster_name: `${known.personName || me.userName}'s Cluster`,
      kind: 'CLASSIC_PREVIEW',
      spark_version: key,
      use_ml_runtime: has('machineLearning'),
      node_type_id: node.node_type_id,
      ...(has('singleNode') ? { is_single_node: true } : { num_workers: 1 }),
      ...(has('dedicated')
        ? { data_security_mode: 'DATA_SECURITY_MODE_DEDICATED', single_user_name: me.userName }
        : { data_security_mode: 'DATA_SECURITY_MODE_STANDARD' }),
      autotermination_minutes: has('staysUp') ? minutes : 10,
    });
    carry.keep({ clusterId: id });
    const { rows } = await workspace.clusters();
    const isRunning = rows.some((c) => c.cluster_id === id && c.state === 'RUNNING');
    const what = `Created a cluster with runtime ${show(newest)} on ${node.node_type_id}`;
    return isRunning ? done(`${what}.`, { clusterId: id }) : underWay(`${what}. It starts in about five minutes.`, { clusterId: id });
  },
});

const details = lab.fillPart({
  id: 'details',
  what: 'Record its connection details',
  turns: ['databricks.cluster-details-recorded'],
  records: ['clusterId', 'clusterHost', 'clusterPort', 'clusterHttpPath'],
  fill: fillClusterDetails,
});

export default [create, details];
