import { z } from 'zod';
import type { Answer } from '../http';
import { listOf, type Workspace } from './workspace';

/** Only these of a record that may hold anything: people put keys of storage accounts into a cluster's configuration. */
const only = (...names: string[]) =>
  z.record(z.string(), z.string()).transform((all) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))));

const Cluster = z.object({
  cluster_id: z.string().min(1),
  cluster_name: z.string().default(''),
  creator_user_name: z.string().nullish(),
  single_user_name: z.string().nullish(),
  state: z.string().min(1),
  state_message: z.string().nullish(),
  start_time: z.number().nullish(),
  terminated_time: z.number().nullish(),
  termination_reason: z
    .object({
      code: z.string().nullish(),
      type: z.string().nullish(),
      parameters: only('azure_error_code', 'azure_error_message').nullish(),
    })
    .nullish(),
  spark_version: z.string(),
  effective_spark_version: z.string().nullish(),
  use_ml_runtime: z.boolean().nullish(),
  kind: z.string().nullish(),
  is_single_node: z.boolean().nullish(),
  num_workers: z.number().nullish(),
  autoscale: z.object({ min_workers: z.number().nullish() }).nullish(),
  node_type_id: z.string().nullish(),
  policy_id: z.string().nullish(),
  data_security_mode: z.string().nullish(),
  autotermination_minutes: z.number().nullish(),
  spark_conf: only('spark.databricks.cluster.profile', 'spark.master').nullish(),
});
/** A cluster, as far as we read it. `start_time` and `terminated_time` are in milliseconds; `autotermination_minutes` 0 or absent means never. */
export type Cluster = z.infer<typeof Cluster>;

const NodeType = z.object({
  node_type_id: z.string(),
  num_cores: z.number(),
  memory_mb: z.number(),
  num_gpus: z.number().nullish(),
  is_deprecated: z.boolean().nullish(),
  is_hidden: z.boolean().nullish(),
  is_graviton: z.boolean().nullish(),
  node_info: z.object({ status: z.array(z.string()).nullish() }).nullish(),
});
export type NodeType = z.infer<typeof NodeType>;

const SparkVersion = z.object({ key: z.string(), name: z.string() });
export type SparkVersion = z.infer<typeof SparkVersion>;

const Warehouse = z.object({
  id: z.string().min(1),
  name: z.string(),
  state: z.string().min(1),
  enable_serverless_compute: z.boolean().nullish(),
  health: z.object({ status: z.string().nullish(), summary: z.string().nullish() }).nullish(),
  odbc_params: z.object({ hostname: z.string(), path: z.string(), port: z.number() }).nullish(),
});
export type Warehouse = z.infer<typeof Warehouse>;

const Clusters = listOf('clusters', Cluster);
const Warehouses = listOf('warehouses', Warehouse);
const mostPages = 20;

/** Clusters and SQL warehouses of a workspace, asked as the attendee. */
export function computeOf({ ask, rowsOf }: Workspace) {
  /** Follows page tokens; "" and absent both end a list (databricks-sdk-py). */
  async function pages<P extends { next_page_token?: string | null | undefined }, T>(
    path: string,
    schema: z.ZodType<P>,
    inPage: (page: P) => T[] | null | undefined,
  ): Promise<{ rows: T[]; at: number }> {
    const rows: T[] = [];
    let token = '';
    let at = Date.now();
    for (let page = 0; page < mostPages; page++) {
      const answer: Answer<P> | null = await ask(`${path}${token ? `&page_token=${encodeURIComponent(token)}` : ''}`, schema);
      if (!answer) break;
      at = answer.at;
      rows.push(...(await rowsOf(inPage(answer.body))));
      token = answer.body.next_page_token ?? '';
      if (!token) break;
    }
    return { rows, at };
  }

  return {
    /** All-purpose clusters: pinned, active, and those terminated in the last 30 days. */
    clusters: () =>
      pages('/api/2.1/clusters/list?page_size=100&filter_by.cluster_sources=UI&filter_by.cluster_sources=API', Clusters, (p) => p.clusters),
    async sparkVersions(): Promise<SparkVersion[]> {
      return (await ask('/api/2.1/clusters/spark-versions', z.object({ versions: z.array(SparkVersion).min(1) })))?.body.versions ?? [];
    },
    async nodeTypes(): Promise<NodeType[]> {
      return (await ask('/api/2.1/clusters/list-node-types', z.object({ node_types: z.array(NodeType).min(1) })))?.body.node_types ?? [];
    },
    warehouses: () => pages('/api/2.0/sql/warehouses?page_size=100', Warehouses, (p) => p.warehouses),
  };
}
