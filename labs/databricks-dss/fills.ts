import type { Fill, Filled } from '@/labs/lab';
import { groupOf } from '@/lib/checks/azure/workspace';
import { isVerdict } from '@/lib/checks/check';
import { askClusters } from '@/lib/checks/databricks/cluster';
import { clusterDetails } from '@/lib/checks/databricks/cluster-details-recorded';
import { kindOfPath } from '@/lib/checks/databricks/connection-details';
import { askWarehouses } from '@/lib/checks/databricks/warehouse';
import { readParams } from '@/lib/checks/dss/assumed';
import { connectionName, type Endpoint, endpointNames } from '@/lib/checks/dss/connection';
import { type Exercise, exercises, pickOf, recipesFor, tablesOn } from '@/lib/checks/dss/exercises';
import { askFlow } from '@/lib/checks/dss/flow';
import { askFolders } from '@/lib/checks/dss/folder';
import { askLogin } from '@/lib/checks/dss/login';
import { askProjects, mine } from '@/lib/checks/dss/project';

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

/** My own connections to that kind of endpoint, read out of their HTTP paths. */
export const fillConnection = (endpoint: Endpoint): Fill => ({
  label: 'Find my connection in DSS',
  async read(clouds, known) {
    const login = await askLogin(clouds, known);
    if (typeof login !== 'string') return whyNot(login);
    const usable = await clouds.dss(login).connectionNames('Databricks');
    const read = await Promise.all(usable.map(async (name) => ({ name, connection: await clouds.dss(login).connection(name) })));
    const mine = read.filter(({ connection }) => {
      const creator = connection?.creationTag?.lastModifiedBy?.login;
      return connection && (!creator || creator === login) && kindOfPath(readParams(connection.params).httpPath) === endpoint;
    });
    const name = endpoint === 'cluster' ? 'clusterConnection' : 'warehouseConnection';
    const [only] = mine;
    if (!only) return { nothing: `You have no Databricks connection to a ${endpointNames[endpoint]} in DSS yet.` };
    if (mine.length === 1) return { values: { [name]: only.name }, note: `Found ${only.name}.` };
    return {
      name,
      choices: mine.map((m) => ({ value: m.name, label: m.name })),
      note: 'You have made several. Which one is for this lab?',
    };
  },
});

export const fillProject: Fill = {
  label: 'Find my project in DSS',
  async read(clouds, known) {
    const answer = await askProjects(clouds, known);
    if (isVerdict(answer)) return whyNot(answer);
    const own = mine(answer);
    const [only] = own;
    if (!only) return { nothing: 'You own no project in DSS yet.' };
    if (own.length === 1) return { values: { projectKey: only.projectKey }, note: `Found ${only.projectKey}.` };
    return {
      name: 'projectKey',
      choices: own.map((p) => ({ value: p.projectKey, label: `${p.name} (${p.projectKey})` })),
      note: 'You own several. Which one is for this lab?',
    };
  },
};

export const fillFolder: Fill = {
  label: 'Find my folder in DSS',
  async read(clouds, known) {
    const found = await askFolders(clouds, known);
    if (isVerdict(found)) return whyNot(found);
    const [only] = found.all;
    if (!only) return { nothing: 'There is no managed folder in your project yet.' };
    if (found.all.length === 1) return { values: { folderId: only.id }, note: `Found ${only.name}.` };
    return {
      name: 'folderId',
      choices: found.all.map((f) => ({ value: f.id, label: `${f.name} (${f.id})` })),
      note: 'There are several. Which one is for this lab?',
    };
  },
};

const exerciseWords = {
  table: 'imported table',
  visual: 'visual recipe',
  python: 'Python recipe',
  syncOut: 'sync out',
  syncBack: 'sync back',
} as const satisfies Record<Exercise, string>;

/** What there is for each exercise; where there are several and none was picked, which one is meant. */
export const fillRecipes = (endpoint: Endpoint): Fill => ({
  label: 'Find my recipes in DSS',
  async read(clouds, known) {
    const flow = await askFlow(clouds, known);
    if (isVerdict(flow)) return whyNot(flow);
    const connection = connectionName(endpoint, known);
    if (!connection) return { nothing: `Record your connection to the ${endpointNames[endpoint]} in section 2 first.` };
    const found = exercises.map((exercise) => ({
      exercise,
      names:
        exercise === 'table'
          ? tablesOn(flow, connection).map((d) => d.name)
          : recipesFor(exercise, flow, connection).map(({ recipe }) => recipe.name),
    }));
    const unclear = found.find(({ exercise, names }) => names.length > 1 && !names.includes(known[pickOf(endpoint, exercise)] ?? ''));
    if (unclear) {
      return {
        name: pickOf(endpoint, unclear.exercise),
        choices: unclear.names.map((name) => ({ value: name, label: name })),
        note: `There are several that may be your ${exerciseWords[unclear.exercise]}. Guidepost takes the one that went best; or pick one.`,
      };
    }
    const said = found.map(
      ({ exercise, names }) => `${exerciseWords[exercise]}: ${known[pickOf(endpoint, exercise)] ?? names[0] ?? 'none yet'}`,
    );
    return { values: {}, note: `Looked at: ${said.join('; ')}.` };
  },
});
