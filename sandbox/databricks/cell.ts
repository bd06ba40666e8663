import type { Person } from '../world/cast.ts';
import type { Cluster, DatabricksWorkspace } from '../world/databricks.ts';
import type { Cell } from '../world/ml.ts';

export type CellOutput = Pick<Cell, 'output' | 'isError'>;

/** Where a cell runs, and the cells that ran before it. */
export interface Session {
  databricks: DatabricksWorkspace;
  cluster: Cluster;
  person: Person;
  earlier: Cell[];
}

export const said = (output: string): CellOutput => ({ output, isError: false });
export const raised = (output: string): CellOutput => ({ output, isError: true });
