import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { Member } from '@/lib/lab/practice';
import { clusterPathOf, type Hands } from '../hands';

/** What somebody recorded, by the names of the lab's values. */
export type Recorded = Record<string, string>;

const container = 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/';

/** Section 1: a workspace with a running cluster and warehouse. */
export async function workspaceDone(hands: Hands, who: Member, name: string): Promise<Recorded> {
  const host = await hands.openWorkspace(who, name);
  const [cluster, warehouse] = await hands.atOnce(
    async () => [await hands.createCluster(who, host), await hands.startWarehouse(who, host)] as const,
  );
  return {
    workspaceName: name,
    clusterHost: host,
    clusterPort: '443',
    clusterHttpPath: clusterPathOf(host, cluster),
    warehouseHost: host,
    warehousePort: '443',
    warehouseHttpPath: `/sql/1.0/warehouses/${warehouse}`,
  };
}

/** Sections 2 and 3.0: both connections, and a project with the sample table imported through each. */
export async function connectionsDone({ dss }: Hands, who: Member, name: string, known: Recorded): Promise<Recorded> {
  const [cluster, warehouse, project] = [`${name}_c`, `${name}_w`, name.toUpperCase()];
  await dss.connected(who, cluster, { host: known['clusterHost'] ?? '', httpPath: known['clusterHttpPath'] ?? '' });
  await dss.connected(who, warehouse, { host: known['warehouseHost'] ?? '', httpPath: known['warehouseHttpPath'] ?? '' });
  await dss.project(who, project);
  await dss.importTable(who, project, cluster, 'trips');
  await dss.importTable(who, project, warehouse, 'trips_sql');
  return { clusterConnection: cluster, warehouseConnection: warehouse, projectKey: project };
}

/** 3.1 and 3.2: what works on the cluster; what fails on the warehouse, and the workaround. */
export async function recipesDone(hands: Hands, who: Member, known: Recorded): Promise<void> {
  const { dss } = hands;
  const { projectKey: project = '', clusterConnection: cluster = '', warehouseConnection: warehouse = '' } = known;
  const [toAzure, fromAzure] = ['Databricks to Cloud', 'Cloud to Databricks'];
  await hands.atOnce(async () => {
    const on = { input: 'trips', connection: cluster };
    await dss.made(who, project, { ...on, type: 'sampling', output: 'sampled', engine: 'SQL' });
    await dss.made(who, project, { ...on, type: 'python', output: 'scripted' });
    await dss.made(who, project, { type: 'sync', input: 'trips', output: 'out', connection: 'common-adls', engine: toAzure });
    await dss.made(who, project, { type: 'sync', input: 'out', output: 'back', connection: cluster, engine: fromAzure });

    const sql = { input: 'trips_sql', connection: warehouse };
    await dss.made(who, project, { ...sql, type: 'sampling', output: 'sampled_sql', engine: 'SQL' });
    await dss.made(who, project, { ...sql, type: 'python', output: 'scripted_sql' });
    await dss.made(who, project, { type: 'sync', input: 'trips_sql', output: 'fails', connection: 'common-adls', engine: toAzure });
    await dss.editConnection(who, warehouse, { autoFastWriteConnection: 'common-adls-sas' });
    await dss.run(who, project, 'scripted_sql');
    await dss.made(who, project, { type: 'sync', input: 'trips_sql', output: 'out_sql', connection: 'common-adls-sas', engine: 'DSS' });
    await dss.made(who, project, { type: 'sync', input: 'out_sql', output: 'back_sql', connection: warehouse, engine: fromAzure });
  });
}

/** The cell that the step's text gives: the practice cloud runs what it understands, and nothing else. */
const [, trainingCode = ''] = /```python\n([^`]+)```/.exec(readFileSync('labs/databricks-dss/steps/train-model/text.md', 'utf8')) ?? [];

/** 4.2 to 4.4: the mount, the experiment on it, and a trained model. */
export async function trainingDone(hands: Hands, who: Member, name: string, known: Recorded): Promise<Recorded> {
  const { clusterHost: host = '', clusterHttpPath = '' } = known;
  const ask = (path: string, body: unknown) => hands.call(who, databricks, 'POST', `https://${host}${path}`, body);
  await hands.practice('/mount', { host, mountPoint: `/mnt/${name}`, source: container });
  const experimentPath = `/Users/${who.upn}/${name}`;
  await ask('/api/2.0/mlflow/experiments/create', { name: experimentPath, artifact_location: `dbfs:/mnt/${name}/${name}/mlflow` });
  const clusterId = clusterHttpPath.split('/').at(-1);
  const { id: contextId } = z.object({ id: z.string() }).parse(await ask('/api/1.2/contexts/create', { clusterId, language: 'python' }));
  for (const command of [trainingCode, `train_diabetes(data, 0.01, 0.01, "${experimentPath}")`])
    await ask('/api/1.2/commands/execute', { clusterId, contextId, language: 'python', command });
  return { mountName: name, artifactFolder: name, experimentPath };
}

/** 4.5 to 4.7: a managed folder on the run's artifacts, a code environment, and the model imported with it. */
export async function importDone(hands: Hands, who: Member, name: string, known: Recorded): Promise<Recorded> {
  const { dss } = hands;
  const { projectKey: project = '', artifactsPath = '', modelDirectory = 'model' } = known;
  const Id = z.object({ id: z.string() });
  const params = { connection: 'common-adls', path: `/${artifactsPath}` };
  const folder = Id.parse(await dss.dss(who, 'POST', `/projects/${project}/managedfolders/`, { name: 'artifacts', params })).id;
  const codeEnvName = `${name}_env`;
  const packages = [hands.settings.mlflowRule, 'cloudpickle==2.2.1', 'scikit-learn==1.3.2']; // what the kind world's model names
  await dss.codeEnv(who, codeEnvName, packages.join('\n'));
  const model = Id.parse(
    await dss.dss(who, 'POST', `/projects/${project}/savedmodels/`, {
      name: 'imported_from_db',
      savedModelType: 'MLFLOW_PYFUNC',
      predictionType: 'REGRESSION',
    }),
  ).id;
  await hands.practice('/rules', { importSeconds: 0 });
  await dss.importVersion(who, project, model, '0', { folderRef: folder, path: modelDirectory, codeEnvName });
  return { folderId: folder, codeEnvName };
}
