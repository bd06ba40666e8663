import { type Check, defineCheck, isVerdict, missing, pass, waiting } from '@/lib/checks/check';
import { askConnection, type Endpoint, endpointNames } from '@/lib/checks/dss/connection';
import { askLogin } from '@/lib/checks/dss/login';
import { askProjects, mine } from '@/lib/checks/dss/project';
import type { Known, KnownName } from '@/lib/checks/known';
import { mlHost } from '@/lib/checks/ml/place';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';

/** What there still is of something that should go. */
export type Remains = 'gone' | 'going' | 'there' | 'never';

export interface Thing {
  /** As in "Your workspace". */
  name: string;
  /** Why it should go, and how. */
  remedy: string;
}

export function judgeRemains(remains: Remains, { name, remedy }: Thing): Verdict {
  switch (remains) {
    case 'never':
      return pass('There was none.');
    case 'gone':
      return pass('Gone.');
    case 'going':
      return waiting(`${name} is being deleted`, { usually: 60 });
    case 'there':
      return missing(`${name} is still there.`, remedy);
  }
}

const cleanup = (
  id: string,
  title: string,
  thing: Thing,
  ask: (clouds: Clouds, known: Known) => Promise<Remains | Verdict>,
  needs: readonly KnownName[] = [],
): Check =>
  defineCheck({
    id: `cleanup.${id}`,
    title,
    needs,
    ask: async (clouds, known) => ({ found: await ask(clouds, known) }),
    judge: ({ found }) => (typeof found === 'string' ? judgeRemains(found, thing) : found),
  });

/** The attendee's own workspace; on the model track they have none. With it goes all that is in it. */
async function workspace({ azure }: Clouds, known: Known): Promise<Remains> {
  const { subscriptionId, resourceGroup, workspaceName } = known;
  if (known.track === 'model' || !subscriptionId || !resourceGroup || !workspaceName) return 'never';
  const found = await azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName });
  if (!found) return 'gone';
  return found.body.properties.provisioningState === 'Deleting' ? 'going' : 'there';
}

/** Asks something inside the workspace, as long as there is one. */
async function inWorkspace(clouds: Clouds, known: Known, ask: (host: string) => Promise<boolean>): Promise<Remains> {
  if (known.track !== 'model') {
    const state = await workspace(clouds, known);
    if (state !== 'there') return state;
  }
  const host = await mlHost(clouds, known);
  if (typeof host !== 'string') return 'gone'; // nothing that could be asked
  return (await ask(host)) ? 'there' : 'gone';
}

async function connection(endpoint: Endpoint, clouds: Clouds, known: Known): Promise<Remains | Verdict> {
  if (!(endpoint === 'cluster' ? known.clusterConnection : known.warehouseConnection)) return 'never';
  const view = await askConnection(endpoint, clouds, known);
  if (isVerdict(view)) return view;
  return view.connection && view.isUsable ? 'there' : 'gone';
}

const off = new Set(['TERMINATED', 'STOPPED', 'TERMINATING', 'STOPPING', 'DELETED']);

/** Whether compute of one's own, known by its HTTP path, is on; on the model track nobody has any. */
async function compute(
  clouds: Clouds,
  known: Known,
  httpPath: string | undefined,
  list: (host: string) => Promise<{ id: string; state: string }[]>,
): Promise<Remains> {
  if (known.track === 'model') return 'never';
  const id = httpPath?.split('/').at(-1);
  return inWorkspace(clouds, known, async (host) => (await list(host)).some((c) => c.id === id && !off.has(c.state)));
}

/** What still runs or remains of the attendee's, in the three systems. The client secret only Entra ID's own page shows. */
export const cleanupChecks: readonly Check[] = [
  cleanup(
    'cluster-is-off',
    'Your cluster is off',
    { name: 'Your cluster', remedy: 'It runs, and costs: terminate it on its page, or delete the whole workspace.' },
    (clouds, known) =>
      compute(clouds, known, known.clusterHttpPath, async (host) =>
        (await clouds.databricks(host).clusters()).rows.map((c) => ({ id: c.cluster_id, state: c.state })),
      ),
  ),
  cleanup(
    'warehouse-is-off',
    'Your SQL warehouse is off',
    { name: 'Your SQL warehouse', remedy: 'It runs, and costs: stop it on its page, or delete the whole workspace.' },
    (clouds, known) => compute(clouds, known, known.warehouseHttpPath, async (host) => (await clouds.databricks(host).warehouses()).rows),
  ),
  cleanup(
    'mount-is-gone',
    'Your mount is gone',
    { name: 'Your mount', remedy: 'Run dbutils.fs.unmount("/mnt/<its name>") in a notebook: others could read the container through it.' },
    (clouds, known) => inWorkspace(clouds, known, async (host) => (await clouds.mlflow(host).mountNames()).includes(known.mountName ?? '')),
  ),
  cleanup(
    'workspace-is-gone',
    'Your workspace is gone',
    {
      name: 'Your workspace',
      remedy: 'Delete it on its page in the Azure portal. What is in it goes with it; the model in the storage account stays.',
    },
    workspace,
  ),
  ...(['cluster', 'warehouse'] as const).map((endpoint) =>
    cleanup(
      `${endpoint}-connection-is-gone`,
      `Your connection to the ${endpointNames[endpoint]} is gone`,
      { name: 'That connection', remedy: 'Delete it among your connections in DSS: it holds your client secret.' },
      (clouds, known) => connection(endpoint, clouds, known),
      ['dssUrl', 'userName'],
    ),
  ),
  cleanup(
    'project-is-gone',
    'Your project is gone',
    { name: 'Your project', remedy: 'Delete it in DSS, under its settings; its managed datasets, too.' },
    async (clouds, known) => {
      if (!known.projectKey) return 'never';
      const answer = await askProjects(clouds, known);
      if (isVerdict(answer)) return answer;
      return mine(answer).some((p) => p.projectKey === known.projectKey) ? 'there' : 'gone';
    },
    ['dssUrl', 'userName'],
  ),
  cleanup(
    'code-env-is-gone',
    'Your code environment is gone',
    { name: 'Your code environment', remedy: 'Delete it in DSS, among the code environments: it takes a gigabyte.' },
    async (clouds, known) => {
      if (!known.codeEnvName) return 'never';
      const login = await askLogin(clouds, known);
      if (typeof login !== 'string') return login;
      return (await clouds.dss(login).codeEnv(known.codeEnvName)) ? 'there' : 'gone';
    },
    ['dssUrl', 'userName'],
  ),
];
