import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { Member, PracticeCloud } from '@/lib/lab/practice';
import { settings } from '../settings';
import { dssHands } from './dss-hands';
import { About } from './settings';

const arm = 'https://management.azure.com';
const Workspace = z.object({ properties: z.object({ workspaceUrl: z.string().optional() }) });

/** What the JDBC/ODBC panel shows for a cluster. */
export const clusterPathOf = (host: string, clusterId: string): string => `sql/protocolv1/o/${/\d+/.exec(host)?.[0]}/${clusterId}`;

/** Does this lab's work in the practice cloud as its people, over the vendors' own APIs. For the stories and for tests. */
export function labHands({ about: told, practice, call }: PracticeCloud) {
  const about = About.parse(told);

  const workspaceUrl = (name: string, group = 'databricks-demo') =>
    `${arm}/subscriptions/${about.subscription.id}/resourceGroups/${group}/providers/Microsoft.Databricks/workspaces/${name}?api-version=2026-01-01`;

  const createWorkspace = (
    who: Member,
    name: string,
    { location = 'uksouth', sku = 'premium', group }: { location?: string; sku?: string; group?: string } = {},
  ) => call(who, arm, 'PUT', workspaceUrl(name, group), { location, sku: { name: sku }, properties: {} });

  const deleteWorkspace = (who: Member, name: string) => call(who, arm, 'DELETE', workspaceUrl(name));

  /** Runs `act` with waits of no length. */
  async function atOnce<T>(act: () => Promise<T>): Promise<T> {
    await practice('/rules', { workspaceSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, jobSeconds: 0 });
    const done = await act();
    await practice('/rules', { workspaceSeconds: 180, clusterSeconds: 300, warehouseSeconds: 120, jobSeconds: 30 });
    return done;
  }

  /** A deployed workspace that its maker has opened. @returns its host */
  async function openWorkspace(who: Member, name: string): Promise<string> {
    await atOnce(() => createWorkspace(who, name));
    const host = Workspace.parse(await call(who, arm, 'GET', workspaceUrl(name))).properties.workspaceUrl ?? '';
    await launch(who, host);
    return host;
  }
  const launch = ({ upn }: Member, host: string) => practice('/launch', { upn, host });

  /** The key of the runtime that the lab's presets name, as the workspace lists it; machine learning is ticked apart. */
  async function runtimeKey(who: Member, host: string): Promise<string> {
    const { versions } = z
      .object({ versions: z.array(z.object({ key: z.string() })) })
      .parse(await call(who, databricks, 'GET', `https://${host}/api/2.1/clusters/spark-versions`));
    const found = versions.find(({ key }) => key.startsWith(`${settings.newestRuntime.preset}.x-scala`));
    if (!found) throw new Error(`${host} has no runtime ${settings.newestRuntime.preset}.`);
    return found.key;
  }

  /** A cluster as the lab asks for it, except for `more`. @returns its id */
  const createCluster = async (who: Member, host: string, more: Record<string, unknown> = {}): Promise<string> =>
    z.object({ cluster_id: z.string() }).parse(
      await call(who, databricks, 'POST', `https://${host}/api/2.1/clusters/create`, {
        cluster_name: `${who.name}'s Cluster`,
        spark_version: more['spark_version'] ?? (await runtimeKey(who, host)),
        use_ml_runtime: true,
        node_type_id: 'Standard_D4ds_v5',
        kind: 'CLASSIC_PREVIEW',
        is_single_node: true,
        autotermination_minutes: 120,
        data_security_mode: 'DATA_SECURITY_MODE_DEDICATED',
        single_user_name: who.upn,
        ...more,
      }),
    ).cluster_id;

  /** Starts the starter warehouse. @returns its id */
  async function startWarehouse(who: Member, host: string): Promise<string> {
    const { warehouses } = z
      .object({ warehouses: z.array(z.object({ id: z.string() })) })
      .parse(await call(who, databricks, 'GET', `https://${host}/api/2.0/sql/warehouses`));
    const id = warehouses[0]?.id ?? '';
    await call(who, databricks, 'POST', `https://${host}/api/2.0/sql/warehouses/${id}/start`);
    return id;
  }

  return {
    createWorkspace,
    deleteWorkspace,
    openWorkspace,
    launch,
    createCluster,
    startWarehouse,
    atOnce,
    dss: dssHands({ ...about, practice }),
  };
}
