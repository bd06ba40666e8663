import type { Workspace } from '../world/azure.ts';
import type { Warehouse } from '../world/databricks.ts';
import type { Store } from '../world/store.ts';

export type WarehouseState = 'STARTING' | 'RUNNING' | 'STOPPED';

export function warehouseState(w: Warehouse, now: number): WarehouseState {
  if (w.startAskedAt === null || w.runningAt === null) return 'STOPPED';
  if (now < w.runningAt) return 'STARTING';
  const idleSince = Math.max(w.runningAt, w.lastUsedAt);
  return w.autoStopMinutes > 0 && now - idleSince > w.autoStopMinutes * 60_000 ? 'STOPPED' : 'RUNNING';
}

export function startWarehouse(store: Store, w: Warehouse): void {
  if (warehouseState(w, store.clock.now()) !== 'STOPPED') return;
  w.startAskedAt = store.clock.now();
  w.runningAt = store.clock.after(store.world.rules.warehouseSeconds);
  store.save();
}

export function stopWarehouse(store: Store, w: Warehouse): void {
  w.startAskedAt = null;
  w.runningAt = null;
  store.save();
}

export const warehousePath = (w: Warehouse) => `/sql/1.0/warehouses/${w.id}`;

export function warehouseBody(store: Store, workspace: Workspace, w: Warehouse) {
  const state = warehouseState(w, store.clock.now());
  return {
    id: w.id,
    name: w.name,
    state,
    size: w.clusterSize.toUpperCase(),
    cluster_size: w.clusterSize,
    num_clusters: state === 'RUNNING' ? 1 : 0,
    min_num_clusters: 1,
    max_num_clusters: 1,
    auto_stop_mins: w.autoStopMinutes,
    warehouse_type: 'PRO',
    enable_serverless_compute: w.serverless,
    enable_photon: true,
    creator_name: w.creator,
    channel: { name: 'CHANNEL_NAME_CURRENT' },
    jdbc_url: `jdbc:spark://${workspace.workspaceUrl}:443/default;transportMode=http;ssl=1;AuthMech=3;httpPath=${warehousePath(w)};`,
    odbc_params: { hostname: workspace.workspaceUrl, path: warehousePath(w), port: 443, protocol: 'https' },
    health: { status: 'HEALTHY' },
  };
}
