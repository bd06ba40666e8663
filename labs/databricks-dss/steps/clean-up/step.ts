import { lab } from '@/labs/databricks-dss/vocabulary';
import { codeEnvIsGone, connectionIsGone, projectIsGone } from '@/labs/kit/dss/gone';
import { judgeRemains } from '@/labs/kit/remains';
import { computeRemains, mountRemains, mountUses, workspaceRemains, workspaceUses } from './remains';
import parts from './solve';

const connection = { name: 'That connection', remedy: 'Delete it among your connections in DSS: it holds your client secret.' };

/** What the attendee still has, running or not, in the three systems. Only Entra ID's own page shows the client secret. */
export default lab.step({
  title: 'Clean up',
  minutes: 5,
  secrets: ['dssKey'],
  checks: [
    lab.check({
      id: 'cleanup.cluster-is-off',
      title: 'Your cluster is off',
      needs: [],
      uses: [...workspaceUses, 'clusterHttpPath'],
      ask: (clouds, known) =>
        computeRemains(clouds, known, known.clusterHttpPath, async (workspace) =>
          (await workspace.clusters()).rows.map((c) => ({ id: c.cluster_id, state: c.state })),
        ),
      judge: (remains) =>
        judgeRemains(remains, {
          name: 'Your cluster',
          remedy: 'It runs, and costs: terminate it on its page, or delete the whole workspace.',
        }),
    }),
    lab.check({
      id: 'cleanup.warehouse-is-off',
      title: 'Your SQL warehouse is off',
      needs: [],
      uses: [...workspaceUses, 'warehouseHttpPath'],
      ask: (clouds, known) =>
        computeRemains(clouds, known, known.warehouseHttpPath, async (workspace) => (await workspace.warehouses()).rows),
      judge: (remains) =>
        judgeRemains(remains, {
          name: 'Your SQL warehouse',
          remedy: 'It runs, and costs: stop it on its page, or delete the whole workspace.',
        }),
    }),
    lab.check({
      id: 'cleanup.mount-is-gone',
      title: 'Your mount is gone',
      needs: [],
      uses: mountUses,
      ask: mountRemains,
      judge: (remains) =>
        judgeRemains(remains, {
          name: 'Your mount',
          remedy: 'Run dbutils.fs.unmount("/mnt/<its name>") in a notebook: others could read the container through it.',
        }),
    }),
    lab.check({
      id: 'cleanup.workspace-is-gone',
      title: 'Your workspace is gone',
      needs: [],
      uses: workspaceUses,
      ask: workspaceRemains,
      judge: (remains) =>
        judgeRemains(remains, {
          name: 'Your workspace',
          remedy: 'Delete it on its page in the Azure portal. What is in it goes with it; the model in the storage account stays.',
        }),
    }),
    lab.use(connectionIsGone(connection), {
      id: 'cleanup.cluster-connection-is-gone',
      title: 'Your connection to the cluster is gone',
      names: { connection: 'clusterConnection' },
    }),
    lab.use(connectionIsGone(connection), {
      id: 'cleanup.warehouse-connection-is-gone',
      title: 'Your connection to the SQL warehouse is gone',
      names: { connection: 'warehouseConnection' },
    }),
    lab.use(projectIsGone({ name: 'Your project', remedy: 'Delete it in DSS, under its settings; its managed datasets, too.' }), {
      id: 'cleanup.project-is-gone',
      title: 'Your project is gone',
    }),
    lab.use(
      codeEnvIsGone({
        name: 'Your code environment',
        remedy: 'Delete it in DSS, among the code environments: it takes a gigabyte.',
      }),
      { id: 'cleanup.code-env-is-gone', title: 'Your code environment is gone' },
    ),
  ],
  parts,
});
