import type { Member, PracticeCloud, Story } from '@/lib/lab/practice';
import { clusterPathOf, labHands } from './hands';

/** What a few of the cast have done so far: enough for a board to show every kind of standing. */
export function stories(cloud: PracticeCloud): Story[] {
  const { member } = cloud;
  const { openWorkspace, createCluster, createWorkspace, startWarehouse, atOnce, dss } = labHands(cloud);
  const [bo, chidi, dana, emre] = ['Bo Lindqvist', 'Chidi Okafor-Rasmussen', 'Dana Whitfield', 'Emre Yıldız'].map(member) as [
    Member,
    Member,
    Member,
    Member,
  ]; // four names, four members
  return [
    {
      name: bo.name,
      steps: 6,
      async play() {
        const host = await openWorkspace(bo, 'lindqvist-lab');
        const [cluster, warehouse] = await atOnce(async () => [await createCluster(bo, host), await startWarehouse(bo, host)] as const);
        const warehousePath = `/sql/1.0/warehouses/${warehouse}`;
        await dss.connected(bo, 'lindqvist-cluster', { host, httpPath: clusterPathOf(host, cluster) });
        await dss.connected(bo, 'lindqvist-warehouse', { host, httpPath: warehousePath });
        await dss.project(bo, 'LINDQVIST_LAB');
        return {
          workspaceName: 'lindqvist-lab',
          ...{ clusterConnection: 'lindqvist-cluster', warehouseConnection: 'lindqvist-warehouse', projectKey: 'LINDQVIST_LAB' },
          ...{ clusterHost: host, clusterPort: '443', clusterHttpPath: clusterPathOf(host, cluster) },
          ...{ warehouseHost: host, warehousePort: '443', warehouseHttpPath: warehousePath },
        };
      },
    },
    {
      name: chidi.name,
      steps: 2,
      async play() {
        const host = await openWorkspace(chidi, 'rasmussen-lab');
        await createCluster(chidi, host, { spark_version: '16.4.x-gpu-ml-scala2.12', node_type_id: 'Standard_NC4as_T4_v3' });
        return { workspaceName: 'rasmussen-lab' };
      },
    },
    {
      name: dana.name,
      steps: 1,
      async play() {
        await atOnce(() => createWorkspace(dana, 'whitfield-lab', { location: 'westeurope' }));
        return { workspaceName: 'whitfield-lab' };
      },
    },
    {
      name: emre.name,
      steps: 1,
      async play() {
        await createWorkspace(emre, 'yildiz-lab');
        return { workspaceName: 'yildiz-lab' };
      },
    },
    { name: 'Farah Benali', steps: 0, play: async () => ({}) },
  ];
}
