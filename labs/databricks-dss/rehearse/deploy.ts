import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { Done, Hand } from '@/lib/lab/rehearsal';
import { clusterPathOf } from '../practice/hands';
import { type Hands, has, noted, noting, ownName, slip, type Tasks, unless } from './hands';

const arm = 'https://management.azure.com';
const Workspace = z.object({ properties: z.object({ provisioningState: z.string(), workspaceUrl: z.string().optional() }) });
const Warehouses = z.object({ warehouses: z.array(z.object({ id: z.string() })) });

/** Section 1: a workspace, a cluster, the warehouse. */
export function deploy(hands: Hands): Tasks {
  const { about, call, createCluster, createWorkspace, launch, startWarehouse } = hands;
  const urlOf = (name: string) =>
    `${arm}/subscriptions/${about.subscription.id}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/${name}?api-version=2026-01-01`;

  const nameOf = (hand: Hand) => noted(hand, 'workspaceName') || `${ownName(hand)}-lab`;
  const create =
    (more: Parameters<typeof createWorkspace>[2] = {}) =>
    (hand: Hand) =>
      noting(createWorkspace(hand.who, nameOf(hand), more), { workspaceName: nameOf(hand) });
  /** Deletes the first, and makes another under a new name, because the old one is not free at once. */
  async function createAnother(hand: Hand): Promise<Done> {
    const workspaceName = `${ownName(hand)}-lab-2`;
    await call(hand.who, arm, 'DELETE', urlOf(nameOf(hand)));
    return noting(createWorkspace(hand.who, workspaceName), { workspaceName, host: '' });
  }

  async function open(hand: Hand): Promise<Done> {
    const { provisioningState, workspaceUrl } = Workspace.parse(await call(hand.who, arm, 'GET', urlOf(nameOf(hand)))).properties;
    if (provisioningState !== 'Succeeded' || !workspaceUrl) return 'not yet';
    return noting(launch(hand.who, workspaceUrl), { host: workspaceUrl });
  }
  /** Does something in the workspace, and opens it first if nobody has. */
  const inside =
    (act: (hand: Hand, host: string) => Promise<Done>) =>
    async (hand: Hand): Promise<Done> => {
      const opened = has(hand, 'host') ? {} : await open(hand);
      if (opened === 'not yet') return opened;
      const there = { ...hand, notes: { ...hand.notes, ...opened } };
      const done = await act(there, noted(there, 'host'));
      return done === 'not yet' ? done : { ...opened, ...done };
    };

  const cluster = (more: Record<string, unknown> = {}) =>
    inside(async ({ who }, host) => ({ clusterId: await createCluster(who, host, more) }));
  const clusterAgain = inside(async (hand, host) => {
    const first = { cluster_id: noted(hand, 'clusterId') };
    await call(hand.who, databricks, 'POST', `https://${host}/api/2.1/clusters/permanent-delete`, first).catch(unless(/does not exist/));
    const clusterId = await createCluster(hand.who, host);
    return { clusterId, clusterHttpPath: clusterPathOf(host, clusterId) };
  });
  const wrongCluster = (id: string, does: string, more: Record<string, unknown>) => slip(id, does, cluster(more), clusterAgain);
  const clusterDetails = inside(async (hand, host): Promise<Done> => {
    if (!has(hand, 'clusterId')) return 'not yet'; // it was refused, and is tried again
    return { clusterHost: host, clusterPort: '443', clusterHttpPath: clusterPathOf(host, noted(hand, 'clusterId')) };
  });
  const warehouseId = async ({ who }: Hand, host: string) =>
    Warehouses.parse(await call(who, databricks, 'GET', `https://${host}/api/2.0/sql/warehouses`)).warehouses[0]?.id ?? '';
  const warehouseDetails = inside(async (hand, host) => ({
    warehouseHost: host,
    warehousePort: '443',
    warehouseHttpPath: `/sql/1.0/warehouses/${await warehouseId(hand, host)}`,
  }));

  return {
    'create-workspace': [
      {
        does: 'creates the workspace',
        run: create(),
        slips: [
          slip('trial-tier', 'leaves the pricing tier at Trial', create({ sku: 'trial' }), create()),
          slip('other-region', 'chooses another region', create({ location: 'westeurope' }), createAnother),
        ],
      },
      { does: 'opens the workspace', run: open, isForgettable: true },
    ],
    'create-cluster': [
      {
        does: 'creates a cluster',
        run: cluster(),
        slips: [
          wrongCluster('gpu-runtime', 'chooses a GPU runtime', {
            spark_version: '16.4.x-gpu-ml-scala2.12',
            node_type_id: 'Standard_NC4as_T4_v3',
          }),
          wrongCluster('no-ml', 'leaves Machine learning unticked', { use_ml_runtime: false }),
          wrongCluster('two-workers', 'leaves Single node unticked', { is_single_node: false, num_workers: 2 }),
          wrongCluster('short-life', 'has it terminate after 20 minutes', { autotermination_minutes: 20 }),
        ],
      },
      {
        does: 'copies the connection details of the cluster',
        run: clusterDetails,
        slips: [
          slip(
            'other-path',
            'copies the HTTP path of the warehouse for the cluster',
            inside(async (hand, host) => ({
              clusterHost: host,
              clusterPort: '443',
              clusterHttpPath: `/sql/1.0/warehouses/${await warehouseId(hand, host)}`,
            })),
            clusterDetails,
          ),
        ],
      },
    ],
    'start-warehouse': [
      { does: 'starts the warehouse', run: inside((hand, host) => noting(startWarehouse(hand.who, host))), isForgettable: true },
      { does: 'copies the connection details of the warehouse', run: warehouseDetails },
    ],
  };
}
