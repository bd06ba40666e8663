import type { Cluster } from '../world/databricks.ts';
import type { Strictness } from '../world/rules.ts';

/** The available runtimes. Source: release notes of supported Databricks runtimes, autumn 2026 (facts, section 6). */
export const sparkVersions = [
  { key: '19.x-scala2.13', name: '19 Beta (includes Apache Spark 4.2.0, Scala 2.13)' },
  { key: '19.x-cpu-ml-scala2.13', name: '19 Beta ML (includes Apache Spark 4.2.0, Scala 2.13)' },
  { key: '18.x-scala2.13', name: '18 LTS (includes Apache Spark 4.1.0, Scala 2.13)' },
  { key: '18.x-cpu-ml-scala2.13', name: '18 LTS ML (includes Apache Spark 4.1.0, Scala 2.13)' },
  { key: '18.x-gpu-ml-scala2.13', name: '18 LTS ML (includes Apache Spark 4.1.0, GPU, Scala 2.13)' },
  { key: '17.3.x-scala2.13', name: '17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)' },
  { key: '17.3.x-cpu-ml-scala2.13', name: '17.3 LTS ML (includes Apache Spark 4.0.0, Scala 2.13)' },
  { key: '17.3.x-gpu-ml-scala2.13', name: '17.3 LTS ML (includes Apache Spark 4.0.0, GPU, Scala 2.13)' },
  { key: '16.4.x-scala2.12', name: '16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)' },
  { key: '16.4.x-cpu-ml-scala2.12', name: '16.4 LTS ML (includes Apache Spark 3.5.2, Scala 2.12)' },
  { key: '16.4.x-gpu-ml-scala2.12', name: '16.4 LTS ML (includes Apache Spark 3.5.2, GPU, Scala 2.12)' },
  { key: '15.4.x-scala2.12', name: '15.4 LTS (includes Apache Spark 3.5.0, Scala 2.12)' },
  { key: '15.4.x-cpu-ml-scala2.12', name: '15.4 LTS ML (includes Apache Spark 3.5.0, Scala 2.12)' },
  { key: '14.3.x-cpu-ml-scala2.12', name: '14.3 LTS ML (includes Apache Spark 3.5.0, Scala 2.12)' },
];

/** The runtimes as they are called today: the newest leaves Beta one day. */
export const sparkVersionsOf = ({ newestRuntimeIsBeta }: Pick<Strictness, 'newestRuntimeIsBeta'>) =>
  sparkVersions.map((v) => (newestRuntimeIsBeta ? v : { ...v, name: v.name.replace(' Beta', '') }));

const node = (
  id: string,
  cores: number,
  gigabytes: number,
  more: { gpus?: number; category?: string; hidden?: boolean; order: number },
) => ({
  node_type_id: id,
  memory_mb: gigabytes * 1024,
  num_cores: cores,
  num_gpus: more.gpus ?? 0,
  description: id,
  instance_type_id: id,
  category: more.category ?? 'General Purpose',
  display_order: more.order,
  is_deprecated: false,
  is_hidden: more.hidden ?? false,
  is_graviton: false,
  node_info: { status: [] as string[], available_core_quota: 350, total_core_quota: 350 },
  node_instance_type: { instance_type_id: id, local_disks: 1, local_disk_size_gb: 80 },
});

export const nodeTypes = [
  node('Standard_F4', 4, 8, { category: 'Compute Optimized', order: 1 }),
  node('Standard_D4ds_v5', 4, 16, { order: 0 }),
  node('Standard_E4ds_v5', 4, 32, { category: 'Memory Optimized', order: 2 }),
  node('Standard_D8ds_v5', 8, 32, { order: 3 }),
  node('Standard_D2_old', 2, 7, { order: 9, hidden: true }),
  node('Standard_NC4as_T4_v3', 4, 28, { gpus: 1, category: 'GPU Accelerated', order: 4 }),
];

export const policies = [
  {
    policy_id: '0012AB34CD56EF78',
    name: 'Personal Compute',
    definition: '{}',
    description: 'Use with small-to-medium data or libraries like pandas and scikit-learn.',
  },
  {
    policy_id: '0012AB34CD56EF79',
    name: 'Shared Compute',
    definition: '{}',
    description: 'Allows users to create clusters that are shared by a group.',
  },
];

/** A table as Unity Catalog answers with it. */
export const tableBody = (catalog: string, schema: string, name: string, columns: [name: string, type: string][]) => ({
  name,
  catalog_name: catalog,
  schema_name: schema,
  full_name: `${catalog}.${schema}.${name}`,
  table_type: 'MANAGED',
  data_source_format: 'DELTA',
  columns: columns.map(([column, type], position) => ({ name: column, type_name: type, type_text: type.toLowerCase(), position })),
});

/** The one that has rows here. */
export const sampleTable = tableBody('samples', 'nyctaxi', 'trips', [
  ['tpep_pickup_datetime', 'TIMESTAMP'],
  ['tpep_dropoff_datetime', 'TIMESTAMP'],
  ['trip_distance', 'DOUBLE'],
  ['fare_amount', 'DOUBLE'],
  ['pickup_zip', 'INT'],
  ['dropoff_zip', 'INT'],
]);

/** The sample tables that can be imported: the lab names the first as an example. */
export const sampleTables = [
  sampleTable,
  tableBody('samples', 'tpch', 'nation', [
    ['n_nationkey', 'LONG'],
    ['n_name', 'STRING'],
    ['n_regionkey', 'LONG'],
    ['n_comment', 'STRING'],
  ]),
];

export const sampleRows = [
  ['2016-02-14T16:52:13.000Z', '2016-02-14T17:16:04.000Z', '4.94', '19.0', '10282', '10171'],
  ['2016-02-04T18:44:19.000Z', '2016-02-04T18:46:00.000Z', '0.28', '3.5', '10110', '10110'],
  ['2016-02-17T17:13:57.000Z', '2016-02-17T17:17:55.000Z', '0.7', '5.0', '10103', '10023'],
];

/** The runtime that a cluster really runs: with machine learning ticked, the ML variant of the requested version. */
export function effectiveSparkVersion(cluster: Pick<Cluster, 'sparkVersion' | 'useMlRuntime' | 'nodeTypeId'>): string {
  if (!cluster.useMlRuntime || /-ml-/.test(cluster.sparkVersion)) return cluster.sparkVersion;
  const gpus = nodeTypes.find((n) => n.node_type_id === cluster.nodeTypeId)?.num_gpus ?? 0;
  return cluster.sparkVersion.replace('-scala', gpus > 0 ? '-gpu-ml-scala' : '-cpu-ml-scala');
}
