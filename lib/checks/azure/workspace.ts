import { missing, waiting } from '@/lib/checks/check';
import type { Knowing, Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { DatabricksWorkspace } from '@/lib/clouds/azure';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Answer } from '@/lib/clouds/http';

export const workspaceNeeds = ['subscriptionId', 'resourceGroup', 'workspaceName'] as const;

export const askWorkspace = (
  { azure }: Clouds,
  known: Knowing<(typeof workspaceNeeds)[number]>,
): Promise<Answer<DatabricksWorkspace> | null> => azure.databricksWorkspace(known);

/** What every check but the first says as long as there is nothing to look at. */
export const noWorkspace = (): Verdict => missing('There is no workspace to look at yet.', 'Create it first.');

/** Azure spells regions `uksouth` and `UK South`; both mean the same. */
export const sameRegion = (a: string, b: string): boolean => a.toLowerCase().replace(/\s/g, '') === b.toLowerCase().replace(/\s/g, '');

/** The resource group in an ARM id; its case is whatever somebody typed. */
export const groupOf = (id: string): string => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '';

/** ARM's states of which nothing more will come. Anything else is on its way (facts, section 4). */
export const isDone = (state: string): boolean => state === 'Succeeded';
export const isDead = (state: string): boolean => ['Failed', 'Canceled', 'Deleted', 'Deleting'].includes(state);

/** Where the attendee's workspace can be asked; a verdict when it cannot be yet. */
export async function workspaceHost({ azure }: Clouds, known: Known): Promise<string | Verdict> {
  if (known.workspaceUrl) return known.workspaceUrl;
  const { subscriptionId, resourceGroup, workspaceName } = known;
  if (!subscriptionId || !resourceGroup || !workspaceName)
    return missing('Guidepost does not know your workspace yet.', 'Record its name in step 1.1 and verify there.');
  const found = await azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName });
  if (!found) return missing(`There is no workspace named ${workspaceName} yet.`, 'Create it in step 1.1 first.');
  return found.body.properties.workspaceUrl || waiting('Your workspace is still being deployed', { usually: 180 });
}
