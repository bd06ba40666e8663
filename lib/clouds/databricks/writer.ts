import { z } from 'zod';
import type { Carry } from '../carry';
import { begunIn, type CellsAnswer, cellsOf } from './cells';
import { bodiesOf, type Workspace } from './workspace';

/** A cluster as it is to be made: the fields of `CreateCluster` (databricks-sdk-py, compute.py). */
export interface ClusterWish {
  cluster_name: string;
  spark_version: string;
  use_ml_runtime?: boolean;
  node_type_id: string;
  kind?: string;
  is_single_node?: boolean;
  num_workers?: number;
  autotermination_minutes: number;
  data_security_mode: string;
  single_user_name?: string;
}

/** What a change answers that has nothing to say. */
const Empty = z.object({}).loose();

/** What changes something in a workspace, as the attendee. Shapes: databricks-sdk-py, compute.py, sql.py, ml.py. */
export function writesOf(workspace: Workspace) {
  const { host } = workspace;
  const ask = bodiesOf(workspace);
  const cells = cellsOf(workspace);
  const post = async (path: string, body: object): Promise<void> => {
    await ask(path, Empty, { write: { method: 'POST', body } });
  };
  const warehouseAt = (id: string) => `/api/2.0/sql/warehouses/${encodeURIComponent(id)}`;

  return {
    /** Begins to start it, which takes minutes. @returns its id */
    async createCluster(wish: ClusterWish): Promise<string> {
      const Made = z.object({ cluster_id: z.string().min(1).max(200) });
      return (await ask('/api/2.1/clusters/create', Made, { write: { method: 'POST', body: wish } }))?.cluster_id ?? '';
    },
    startCluster: (id: string) => post('/api/2.1/clusters/start', { cluster_id: id }),
    /** Called delete there: it stays in the list, terminated. */
    terminateCluster: (id: string) => post('/api/2.1/clusters/delete', { cluster_id: id }),
    startWarehouse: (id: string) => post(`${warehouseAt(id)}/start`, {}),
    stopWarehouse: (id: string) => post(`${warehouseAt(id)}/stop`, {}),
    /** @param artifactLocation empty for the workspace's own storage @returns its id */
    async createExperiment(name: string, artifactLocation: string): Promise<string> {
      const body = { name, ...(artifactLocation ? { artifact_location: artifactLocation } : {}) };
      const Made = z.object({ experiment_id: z.string().min(1) });
      return (await ask('/api/2.0/mlflow/experiments/create', Made, { write: { method: 'POST', body } }))?.experiment_id ?? '';
    },
    /**
     * Runs cells on a running cluster, as somebody would in a notebook. Taken up by the next call with the same `carry`, and begun anew
     * where the cluster has ended it.
     */
    async runCells(clusterId: string, code: readonly string[], carry: Carry): Promise<CellsAnswer> {
      const kept = begunIn(carry);
      if (kept && (kept.host !== host || kept.clusterId !== clusterId)) await cells.end(kept, carry);
      else if (kept) {
        const answer = await cells.follow(kept, code, carry);
        if (answer) return answer;
        carry.keep(null);
      }
      const begun = await cells.begin(clusterId, carry);
      if (!begun) return { kind: 'failed', said: 'The cluster takes no commands.' };
      return (await cells.follow(begun, code, carry)) ?? { kind: 'under-way', since: begun.since };
    },
  };
}
