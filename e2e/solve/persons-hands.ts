import { z } from 'zod';
import type { Member } from '@/lib/lab/practice';
import type { Known } from '@/lib/lab/vocabulary';
import type { Hands } from '../hands';

const arm = 'https://management.azure.com';
const Workspaces = z.object({
  value: z.array(z.object({ name: z.string(), properties: z.object({ workspaceUrl: z.string() }) })),
  nextLink: z.string().nullish(),
});

const Connected = z.object({ ok: z.boolean().optional(), failure: z.string().optional() });

type Values = Record<string, string>;
/** Does a part that only a person can do, by `step.part`. @returns what they recorded; null where it cannot be done as things stand */
export type PersonsHands = (part: string, known: Known) => Promise<Values | null>;

/** What only a person can do, done in the practice cloud with the clicks that it takes there. */
export function personsHands(hands: Hands, member: Member, clientSecret: string): PersonsHands {
  let hasSignedInToDss = false;

  async function launch({ subscriptionId, resourceGroup, workspaceName }: Known): Promise<Values | null> {
    const all = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Databricks/workspaces`;
    let page: string | null | undefined = `${arm}${all}?api-version=2026-01-01`;
    while (page) {
      const { value, nextLink }: z.infer<typeof Workspaces> = Workspaces.parse(await hands.call(member, arm, 'GET', page));
      const mine = value.find(({ name }) => name === workspaceName);
      if (mine) {
        await hands.launch(member, mine.properties.workspaceUrl);
        return {};
      }
      page = nextLink;
    }
    return null;
  }
  async function openCommon(): Promise<Values> {
    await hands.launch(member, hands.settings.commonWorkspaceUrl);
    return {};
  }
  async function signIn(): Promise<Values> {
    await hands.dss.loginOf(member);
    hasSignedInToDss = true;
    return {};
  }
  /** With the secret alone, and every other setting as nobody should leave it. */
  const create = (value: string) => async (): Promise<Values | null> => {
    if (!hasSignedInToDss) return null;
    const name = `${member.oid.slice(0, 8)}_${value}`;
    const nothing = { host: '', httpPath: '', authType: 'PERSONAL_ACCESS_TOKEN', appId: '', authorizationEndpoint: '', tokenEndpoint: '' };
    const noFastWrite = { useAutoFastWrite: false, autoFastWriteConnection: '', autoFastWritePath: '' };
    await hands.dss.connection(member, name, { ...nothing, ...noFastWrite, scope: '', appSecret: clientSecret }, 'GLOBAL');
    return { [value]: name };
  };
  const connect =
    (value: string) =>
    async (known: Known): Promise<Values | null> => {
      const connection = known[value];
      if (!connection) return null;
      const answer = Connected.parse(await hands.practice('/dss/connect', { upn: member.upn, connection }));
      return answer.ok === false || answer.failure !== undefined ? null : {};
    };

  const acts: Record<string, (known: Known) => Promise<Values | null>> = {
    'create-workspace.open': launch,
    'connect-cluster.sign-in': signIn,
    'connect-cluster.connection': create('clusterConnection'),
    'connect-cluster.account': connect('clusterConnection'),
    'connect-warehouse.connection': create('warehouseConnection'),
    'connect-warehouse.account': connect('warehouseConnection'),
    'prerequisites.open': openCommon,
    'mount-storage.open': openCommon,
    'clean-up.secret': async () => ({}),
  };
  return async (part, known) => {
    const act = acts[part];
    if (!act) throw new Error(`Nobody has said how ${part} is done by hand.`);
    return act(known);
  };
}

const Models = z.array(z.object({ id: z.string() }));

/** What somebody must have done differently for a step's parts to have anything to do. */
export async function spoiling(hands: Hands, member: Member, slug: string, known: Known): Promise<void> {
  if (slug !== 'see-the-model') return;
  const { projectKey, folderId = '', modelDirectory = '', codeEnvName = '' } = known;
  const models = `/projects/${projectKey}/savedmodels/`;
  const [model] = Models.parse(await hands.dss.dss(member, 'GET', models));
  const from = { folderRef: folderId, path: modelDirectory, codeEnvName };
  await hands.dss.importVersion(member, projectKey ?? '', model?.id ?? '', 'another', from); // becomes the active one
}
