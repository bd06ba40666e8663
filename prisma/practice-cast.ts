import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/place';
import { db } from '@/lib/db';
import { msalClient, storeCache } from '@/lib/entra/msal';
import { env } from '@/lib/env';

const About = z.object({
  tenantId: z.string(),
  password: z.string(),
  subscription: z.object({ id: z.string(), name: z.string() }),
  people: z.array(z.object({ upn: z.string(), name: z.string(), oid: z.string(), appRoles: z.array(z.string()) })),
});

export interface Story {
  name: string;
  /** How many steps they have opened. */
  steps: number;
  /** Does in the practice cloud what they have done; tells what they recorded of it. */
  play: () => Promise<Record<string, string>>;
}

/** The made-up people of the practice tenant, and what a few of them have done so far. Speaks to it only as the vendors' clients would. */
export async function practiceCast() {
  const about = About.parse(await (await fetch(new URL('/_practice/about', env().CLOUD_ORIGIN))).json());
  const member = (name: string) => {
    const found = about.people.find((p) => p.name === name);
    if (!found) throw new Error(`${name} is not of the practice cast.`);
    return found;
  };

  /** An access token by name and password, which only a practice tenant grants so plainly. */
  async function token(name: string, resource: string): Promise<string> {
    const response = await fetch(cloudUrl(`https://login.microsoftonline.com/${about.tenantId}/oauth2/v2.0/token`), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: env().ENTRA_CLIENT_ID,
        username: member(name).upn,
        password: about.password,
        scope: `${resource}/.default`,
      }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  }

  async function call(name: string, resource: string, method: string, url: string, body?: unknown): Promise<unknown> {
    const response = await fetch(cloudUrl(url), {
      method,
      headers: { authorization: `Bearer ${await token(name, resource)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** The person in our database, signed in as far as the token cache goes. */
  async function person(name: string) {
    const { upn, oid, appRoles } = member(name);
    const client = msalClient();
    const signedIn = await client.acquireTokenByUsernamePassword({
      username: upn,
      password: about.password,
      scopes: ['https://management.azure.com/user_impersonation'],
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

  const practice = (path: string, body: unknown) =>
    fetch(new URL(`/_practice${path}`, env().CLOUD_ORIGIN), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const arm = 'https://management.azure.com';
  const databricks = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
  const Workspace = z.object({ properties: z.object({ workspaceUrl: z.string().optional() }) });
  const workspaceUrl = (name: string) =>
    `${arm}/subscriptions/${about.subscription.id}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces/${name}?api-version=2026-01-01`;

  const createWorkspace = (who: string, name: string, location = 'uksouth') =>
    call(who, arm, 'PUT', workspaceUrl(name), { location, sku: { name: 'premium' }, properties: {} });

  /** A deployed workspace that its maker has opened. */
  async function openWorkspace(who: string, name: string): Promise<string> {
    await practice('/rules', { workspaceSeconds: 0 });
    await createWorkspace(who, name);
    await practice('/rules', { workspaceSeconds: 180 });
    const host = Workspace.parse(await call(who, arm, 'GET', workspaceUrl(name))).properties.workspaceUrl ?? '';
    await practice('/launch', { upn: member(who).upn, host });
    return host;
  }

  const createCluster = async (who: string, host: string, more: Record<string, unknown> = {}) =>
    z.object({ cluster_id: z.string() }).parse(
      await call(who, databricks, 'POST', `https://${host}/api/2.1/clusters/create`, {
        cluster_name: `${who}'s Cluster`,
        spark_version: '18.x-scala2.13',
        use_ml_runtime: true,
        node_type_id: 'Standard_D4ds_v5',
        kind: 'CLASSIC_PREVIEW',
        is_single_node: true,
        autotermination_minutes: 120,
        data_security_mode: 'DATA_SECURITY_MODE_DEDICATED',
        single_user_name: member(who).upn,
        ...more,
      }),
    ).cluster_id;

  const pathOf = (host: string, clusterId: string) => `sql/protocolv1/o/${/\d+/.exec(host)?.[0]}/${clusterId}`;

  const stories: Story[] = [
    {
      name: 'Bo Lindqvist',
      steps: 3,
      async play() {
        const host = await openWorkspace('Bo Lindqvist', 'lindqvist-lab');
        await practice('/rules', { clusterSeconds: 0, warehouseSeconds: 0 });
        const id = await createCluster('Bo Lindqvist', host);
        const { warehouses } = z
          .object({ warehouses: z.array(z.object({ id: z.string() })) })
          .parse(await call('Bo Lindqvist', databricks, 'GET', `https://${host}/api/2.0/sql/warehouses`));
        await call('Bo Lindqvist', databricks, 'POST', `https://${host}/api/2.0/sql/warehouses/${warehouses[0]?.id}/start`);
        await practice('/rules', { clusterSeconds: 300, warehouseSeconds: 120 });
        return {
          workspaceName: 'lindqvist-lab',
          ...{ clusterHost: host, clusterPort: '443', clusterHttpPath: pathOf(host, id) },
          ...{ warehouseHost: host, warehousePort: '443', warehouseHttpPath: `/sql/1.0/warehouses/${warehouses[0]?.id}` },
        };
      },
    },
    {
      name: 'Chidi Okafor-Rasmussen',
      steps: 2,
      async play() {
        const host = await openWorkspace('Chidi Okafor-Rasmussen', 'rasmussen-lab');
        await createCluster('Chidi Okafor-Rasmussen', host, {
          spark_version: '16.4.x-gpu-ml-scala2.12',
          node_type_id: 'Standard_NC4as_T4_v3',
        });
        return { workspaceName: 'rasmussen-lab' };
      },
    },
    {
      name: 'Dana Whitfield',
      steps: 1,
      async play() {
        await practice('/rules', { workspaceSeconds: 0 });
        await createWorkspace('Dana Whitfield', 'whitfield-lab', 'westeurope');
        await practice('/rules', { workspaceSeconds: 180 });
        return { workspaceName: 'whitfield-lab' };
      },
    },
    {
      name: 'Emre Yıldız',
      steps: 1,
      async play() {
        await createWorkspace('Emre Yıldız', 'yildiz-lab');
        return { workspaceName: 'yildiz-lab' };
      },
    },
    { name: 'Farah Benali', steps: 0, play: async () => ({}) },
  ];

  return {
    person,
    stories,
    settings: { tenantId: about.tenantId, subscriptionId: about.subscription.id, subscriptionName: about.subscription.name },
  };
}
