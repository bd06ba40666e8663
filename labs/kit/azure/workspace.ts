import type { Azure, DatabricksWorkspace } from '@/lib/clouds/azure';
import type { Answer } from '@/lib/clouds/http';
import { orTrouble, UpstreamError } from '@/lib/clouds/trouble';
import { missing, type Verdict } from '@/lib/lab/outcome';
import type { Knowing } from '@/lib/lab/vocabulary';

/** Clouds through which Azure can be asked. */
export interface AsksAzure {
  azure: Azure;
}

/** What every question about the attendee's workspace needs. */
export const workspaceNeeds = ['subscriptionId', 'resourceGroup', 'workspaceName'] as const;
export type NamedWorkspace = Knowing<(typeof workspaceNeeds)[number]>;

export const askWorkspace = ({ azure }: AsksAzure, known: NamedWorkspace): Promise<Answer<DatabricksWorkspace> | null> =>
  azure.databricksWorkspace(known);

/**
 * The workspaces that might be meant: those of the subscription, or only those of the resource group if the attendee has no role on
 * anything else and Azure refuses the longer list instead of shortening it.
 */
export async function askNearWorkspaces({ azure }: AsksAzure, known: NamedWorkspace): Promise<DatabricksWorkspace[]> {
  const all = await orTrouble(azure.databricksWorkspaces({ subscriptionId: known.subscriptionId }));
  if (!(all instanceof UpstreamError)) return all;
  if (all.detail.trouble !== 'forbidden') throw all;
  return azure.databricksWorkspacesIn(known);
}

/** Whether somebody else made it: Azure says by object id who did, of most workspaces. */
export const isOthers = ({ properties: { createdBy } }: DatabricksWorkspace, objectId: string): boolean =>
  !!createdBy?.oid && createdBy.oid.toLowerCase() !== objectId.toLowerCase();

/** What every check but the first says until there is a workspace. */
export const noWorkspace = (): Verdict => missing('There is no workspace to check yet.', 'Create it first.');

/** What every check but the first says while the workspace is going, whatever else is wrong with it: nothing else can be done then. */
export const goingWorkspace = (): Verdict => missing('Your workspace is being deleted.', 'Wait until it is gone, then create it again.');

/** A judge of the workspace alone, for checks that have nothing to say while there is none, or none for long. `at` is Azure's clock. */
export const ofWorkspace =
  <K>(judge: (workspace: DatabricksWorkspace, known: K, at: number) => Verdict) =>
  (answer: Answer<DatabricksWorkspace> | null, known: K): Verdict => {
    if (!answer) return noWorkspace();
    return isGoing(answer.body.properties.provisioningState) ? goingWorkspace() : judge(answer.body, known, answer.at);
  };

/** Azure spells regions `uksouth` and `UK South`; both mean the same. */
export const sameRegion = (a: string, b: string): boolean => a.toLowerCase().replace(/\s/g, '') === b.toLowerCase().replace(/\s/g, '');

/** The resource group in an ARM id; its case is whatever somebody typed. */
export const resourceGroupOf = (id: string): string => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '';

/** ARM's final states; in any other the resource is still changing (facts, section 4). */
export const isDone = (state: string): boolean => state === 'Succeeded';
export const isGoing = (state: string): boolean => ['Deleting', 'Deleted'].includes(state);
export const isDead = (state: string): boolean => ['Failed', 'Canceled'].includes(state) || isGoing(state);
