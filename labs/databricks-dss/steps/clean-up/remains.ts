import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { type AsksWorkspace, hostUses } from '@/labs/kit/databricks/workspace';
import type { Remains } from '@/labs/kit/remains';
import { type Databricks, isWorkspaceHost } from '@/lib/clouds/databricks';
import type { Knowing } from '@/lib/lab/vocabulary';
import { isInCommon, placeUses } from '../../ml-workspace';

export const workspaceUses = [...hostUses, 'track', 'commonWorkspaceUrl'] as const;
export const mountUses = [...workspaceUses, ...placeUses, 'mountName'] as const;
type Known = Knowing<never, (typeof workspaceUses)[number]>;

interface Left {
  remains: Remains;
  /** Where it can be asked; empty where it cannot. */
  host: string;
}

async function ownWorkspace({ azure }: AsksWorkspace, known: Known): Promise<Left> {
  const { subscriptionId, resourceGroup, workspaceName } = known;
  if (known.track === 'model' || !subscriptionId || !resourceGroup || !workspaceName) return { remains: 'never', host: '' };
  const found = await azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName });
  if (!found) return { remains: 'gone', host: '' };
  const { provisioningState, workspaceUrl } = found.body.properties;
  return { remains: provisioningState === 'Deleting' ? 'going' : 'there', host: known.workspaceUrl || workspaceUrl || '' };
}

function commonWorkspace({ commonWorkspaceUrl = '' }: Known): Left {
  const host = tidyHost(commonWorkspaceUrl);
  return isWorkspaceHost(host) ? { remains: 'there', host } : { remains: 'gone', host: '' };
}

/** The attendee's own workspace; on the model track they have none. All that is in it goes with it. */
export const workspaceRemains = async (clouds: AsksWorkspace, known: Known): Promise<Remains> =>
  (await ownWorkspace(clouds, known)).remains;

type IsThere = (workspace: Databricks) => Promise<boolean>;

/** What remains of a thing inside the workspace; without a workspace there is no such thing either. */
async function remainsInWorkspace(clouds: AsksWorkspace, { remains, host }: Left, isThere: IsThere): Promise<Remains> {
  if (remains !== 'there') return remains;
  if (!host) return 'gone';
  return (await isThere(clouds.databricks(host))) ? 'there' : 'gone';
}

type MountKnown = Knowing<never, (typeof mountUses)[number]>;

/**
 * Whether they have never been in the common workspace, so that nothing of theirs is in it: it doesn't know them, and no check has ever
 * found their mount there. The name of the mount says nothing: it may be one that the page suggested.
 */
export async function isNewToCommon({ databricks }: AsksWorkspace, known: MountKnown): Promise<boolean> {
  const { host } = commonWorkspace(known);
  return isInCommon(known) && !known.mlWorkspaceUrl && host !== '' && (await databricks(host).currentUser()) === null;
}

/** Of their mount: it is where they trained, which may be the common workspace on either track. */
export async function mountRemains(clouds: AsksWorkspace, known: MountKnown): Promise<Remains> {
  const name = known.mountName;
  if (!name || (await isNewToCommon(clouds, known))) return 'never';
  const left = isInCommon(known) ? commonWorkspace(known) : await ownWorkspace(clouds, known);
  return remainsInWorkspace(clouds, left, async (workspace) => (await workspace.mountNames()).includes(name));
}

const off = new Set(['TERMINATED', 'STOPPED', 'TERMINATING', 'STOPPING', 'DELETED']);

/**
 * Whether the attendee's own compute, known by its HTTP path, is on; on the model track nobody has any. Where no path was recorded,
 * any that is on counts: the workspace is theirs.
 */
export async function computeRemains(
  clouds: AsksWorkspace,
  known: Known,
  httpPath: string | undefined,
  list: (workspace: Databricks) => Promise<{ id: string; state: string }[]>,
): Promise<Remains> {
  if (known.track === 'model') return 'never';
  const id = httpPath?.split('/').at(-1);
  return remainsInWorkspace(clouds, await ownWorkspace(clouds, known), async (workspace) =>
    (await list(workspace)).some((c) => (!id || c.id === id) && !off.has(c.state)),
  );
}
