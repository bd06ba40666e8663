import type { WritingCloud } from '../cloud';
import { commandsOf } from './commands';
import { computeOf } from './compute';
import { dbfsOf } from './dbfs';
import { mlflowOf } from './mlflow';
import { service } from './service';
import { workspaceOf } from './workspace';
import { writesOf } from './writer';

export type { CellsAnswer } from './cells';
export type { MountsAnswer } from './commands';
export type { Cluster, NodeType, SparkVersion, Warehouse } from './compute';
export { isMe, type Me } from './me';
export type { Experiment, LoggedModel, MlRun } from './mlflow';
export type { Mount } from './mount-list';
export { applicationId, isWorkspaceHost } from './service';
export type { ClusterWish } from './writer';

/** One workspace, by its host: the workspace URL without a scheme. */
export type Databricks = ReturnType<typeof clientOf>;
const clientOf = (workspace: ReturnType<typeof workspaceOf>) => ({
  host: workspace.host,
  currentUser: workspace.currentUser,
  me: workspace.me,
  ...computeOf(workspace),
  ...mlflowOf(workspace),
  ...dbfsOf(workspace),
  ...commandsOf(workspace),
});

const writerOf = (workspace: ReturnType<typeof workspaceOf>) => ({ ...clientOf(workspace), ...writesOf(workspace) });
export type DatabricksWriter = ReturnType<typeof writerOf>;

export const databricks: WritingCloud<(host: string) => Databricks, (host: string) => DatabricksWriter> = {
  ...service,
  client: (run, record) => (host) => clientOf(workspaceOf(run, record, host)),
  writer: (run, record) => (host) => writerOf(workspaceOf(run, record, host)),
};
