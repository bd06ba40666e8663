import type { Fill, Filled } from '@/labs/lab';
import { groupOf } from '@/lib/checks/azure/workspace';
import { askClusters, isVerdict } from '@/lib/checks/databricks/cluster';
import { clusterDetails } from '@/lib/checks/databricks/cluster-details-recorded';
import { askWarehouses } from '@/lib/checks/databricks/warehouse';

const whyNot = (verdict: { message?: string; on?: string; remedy?: string }): Filled => ({
  nothing: [verdict.message ?? verdict.on, verdict.remedy].filter(Boolean).join(' '),
});

export const fillWorkspaceName: Fill = {
  label: 'Find my workspace in Azure',
  async read({ azure }, { subscriptionId = '', resourceGroup = '', objectId }) {
    const all = await azure.databricksWorkspaces({ subscriptionId });
    const mine = all.filter((w) => w.properties.createdBy?.oid === objectId && groupOf(w.id).toLowerCase() === resourceGroup.toLowerCase());
    const [only] = mine;
    if (!only) return { nothing: `You have made no workspace in ${resourceGroup} yet.` };
    if (mine.length === 1) return { values: { workspaceName: only.name }, note: `Found ${only.name}.` };
    return {
      name: 'workspaceName',
      choices: mine.map((w) => ({ value: w.name, label: w.name })),
      note: 'You have made several. Which one is for this lab?',
    };
  },
};

export const fillClusterDetails: Fill = {
  label: 'Fill in from Databricks',
  async read(clouds, known) {
    const view = await askClusters(clouds, known);
    if (isVerdict(view)) return whyNot(view);
    const { chosen, mine, host } = view;
    if (!chosen) return { nothing: 'You have no cluster in this workspace yet.' };
    if (mine.length > 1 && !mine.some((c) => c.cluster_id === known.clusterId)) {
      return {
        name: 'clusterId',
        choices: mine.map((c) => ({ value: c.cluster_id, label: `${c.cluster_name} (${c.state.toLowerCase()})` })),
        note: 'You have several clusters. Which one is for this lab?',
      };
    }
    const details = clusterDetails(host, chosen.cluster_id);
    return {
      values: { clusterId: chosen.cluster_id, clusterHost: details.host, clusterPort: details.port, clusterHttpPath: details.httpPath },
      note: `Read from ${chosen.cluster_name}.`,
    };
  },
};

export const fillWarehouseDetails: Fill = {
  label: 'Fill in from Databricks',
  async read(clouds, known) {
    const view = await askWarehouses(clouds, known);
    if (isVerdict(view)) return whyNot(view);
    const { chosen, all } = view;
    if (!chosen) {
      if (all.length === 0) return { nothing: 'You see no SQL warehouse in this workspace.' };
      return {
        name: 'warehouseId',
        choices: all.map((w) => ({ value: w.id, label: w.name })),
        note: 'None is called Starter Warehouse. Which one do you use?',
      };
    }
    const odbc = chosen.odbc_params;
    if (!odbc) return { nothing: `Databricks does not show the details of ${chosen.name} yet. Start it, then try again.` };
    return {
      values: { warehouseId: chosen.id, warehouseHost: odbc.hostname, warehousePort: String(odbc.port), warehouseHttpPath: odbc.path },
      note: `Read from ${chosen.name}.`,
    };
  },
};
