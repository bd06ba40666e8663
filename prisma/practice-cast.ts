import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/place';
import { db } from '@/lib/db';
import { msalClient, storeCache } from '@/lib/entra/msal';
import { env } from '@/lib/env';
import { dssHands } from './practice-dss';

const Member = z.object({ upn: z.string(), name: z.string(), oid: z.string(), appRoles: z.array(z.string()).default([]) });
export type Member = z.infer<typeof Member>;
const About = z.object({
  tenantId: z.string(),
  password: z.string(),
  subscription: z.object({ id: z.string(), name: z.string() }),
  dssUrl: z.string(),
  dssAdminKey: z.string(),
  dssClientId: z.string(),
  commonWorkspaceUrl: z.string(),
  people: z.array(Member),
});

export interface Story {
  name: string;
  /** How many steps they have opened. */
  steps: number;
  /** Does in the practice cloud what they have done; tells what they recorded of it. */
  play: () => Promise<Record<string, string>>;
}

const arm = 'https://management.azure.com';
const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
const Workspace = z.object({ properties: z.object({ workspaceUrl: z.string().optional() }) });

/** What the JDBC/ODBC panel shows for a cluster. */
export const clusterPathOf = (host: string, clusterId: string): string => `sql/protocolv1/o/${/\d+/.exec(host)?.[0]}/${clusterId}`;

/**
 * The made-up people of the practice tenant, and hands to do things there as them: over the vendors' own APIs, and over
 * /_practice/ only for what a person does with a click. For the seed and for tests.
 */
export async function practiceHands() {
  const about = About.parse(await (await fetch(new URL('/_practice/about', env().CLOUD_ORIGIN))).json());
  const member = (name: string): Member => {
    const found = about.people.find((p) => p.name === name);
    if (!found) throw new Error(`${name} is not of the practice cast.`);
    return found;
  };

  async function practice(path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(new URL(`/_practice${path}`, env().CLOUD_ORIGIN), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Somebody new in the tenant. */
  const newcomer = async (name: string, more: { appRoles?: string[]; azureRole?: string; storageRole?: string } = {}): Promise<Member> =>
    Member.parse(await practice('/people', { name, ...more }));

  /** An access token by name and password, which only a practice tenant grants so plainly. */
  async function token({ upn }: Member, resource: string): Promise<string> {
    const response = await fetch(cloudUrl(`https://login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: env().ENTRA_CLIENT_ID,
        username: upn,
        password: about.password,
        scope: `${resource}/.default`,
      }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  }

  async function call(who: Member, resource: string, method: string, url: string, body?: unknown): Promise<unknown> {
    const response = await fetch(cloudUrl(url), {
      method,
      headers: { authorization: `Bearer ${await token(who, resource)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** The person in our database, signed in as far as the token cache goes. */
  async function person({ upn, oid, name, appRoles }: Member) {
    const client = msalClient();
    const signedIn = await client.acquireTokenByUsernamePassword({
      username: upn,
      password: about.password,
      scopes: [`${arm}/user_impersonation`],
    });
    const homeAccountId = signedIn?.account?.homeAccountId ?? '';
    await storeCache(homeAccountId, client.getTokenCache().serialize());
    await practice('/consent', { upn });
    const data = {
      tenantId: about.tenantId,
      objectId: oid,
      name,
      userName: upn,
      homeAccountId,
      isFacilitator: appRoles.includes('Facilitator'),
    };
    return db().person.upsert({ where: { tenantId_objectId: { tenantId: data.tenantId, objectId: oid } }, create: data, update: data });
  }

  const workspaceUrl = (name: string, group = 'databricks-demo') =>
    `${arm}/subscriptions/${about.subscription.id}/resourceGroups/${group}/providers/Microsoft.Databricks/workspaces/${name}?api-version=2026-01-01`;

  const createWorkspace = (
    who: Member,
    name: string,
    { location = 'uksouth', sku = 'premium', group }: { location?: string; sku?: string; group?: string } = {},
  ) => call(who, arm, 'PUT', workspaceUrl(name, group), { location, sku: { name: sku }, properties: {} });

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

  /** A cluster as step 1.2 asks for it, but for `more`. @returns its id */
  const createCluster = async (who: Member, host: string, more: Record<string, unknown> = {}): Promise<string> =>
    z.object({ cluster_id: z.string() }).parse(
      await call(who, databricks, 'POST', `https://${host}/api/2.1/clusters/create`, {
        cluster_name: `${who.name}'s Cluster`,
        spark_version: '18.x-scala2.13',
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

  const settings = {
    resourceGroup: 'databricks-demo',
    region: 'uksouth',
    tier: 'premium',
    newestRuntime: '',
    tenantId: about.tenantId,
    subscriptionId: about.subscription.id,
    subscriptionName: about.subscription.name,
    dssUrl: about.dssUrl,
    appClientId: about.dssClientId,
    storageAccount: 'databricksdemodss',
    storageContainer: 'databricks-demo',
    adlsConnection: 'common-adls',
    adlsSasConnection: 'common-adls-sas',
    fastWritePath: 'databricks_tmp',
    sampleTable: 'samples.nyctaxi.trips',
    credentialsFailure: 'setting up credentials … stored credentials',
    commonWorkspaceUrl: about.commonWorkspaceUrl,
    communalCluster: 'communal_cluster',
    savedModelName: 'imported_from_db',
    savedModelVersion: '0',
    codeEnvPython: '3.9',
    mlflowRule: 'mlflow<3',
  };
  return {
    member,
    newcomer,
    practice,
    token,
    call,
    person,
    createWorkspace,
    openWorkspace,
    launch,
    createCluster,
    startWarehouse,
    atOnce,
    settings,
    dssAdminKey: about.dssAdminKey,
    dss: dssHands({ ...about, practice }),
  };
}
export type Hands = Awaited<ReturnType<typeof practiceHands>>;

/** What a few of the cast have done so far: enough for a board to show every kind of standing. */
export function storiesOf(hands: Hands): Story[] {
  const { member, openWorkspace, createCluster, createWorkspace, startWarehouse, atOnce, dss } = hands;
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
