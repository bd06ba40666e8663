import type { DatabricksWorkspace } from '@/lib/clouds/azure';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askNearWorkspaces, askWorkspace, isOthers, resourceGroupOf, workspaceNeeds } from './workspace';

interface Answer {
  workspace: DatabricksWorkspace | null;
  /** Asked for only when there is none: the workspaces that might be meant. */
  others: DatabricksWorkspace[];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** It is in the resource group, under the recorded name. Near misses are named: the right name elsewhere, the attendee's own under another name. */
export const workspaceExists = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'objectId'],
  async ask(clouds, known): Promise<Answer> {
    const found = await askWorkspace(clouds, known);
    return { workspace: found?.body ?? null, others: found ? [] : await askNearWorkspaces(clouds, known) };
  },
  judge({ workspace, others }, { workspaceName, resourceGroup, objectId }) {
    if (workspace && isOthers(workspace, objectId))
      return wrong('This workspace was made by someone else.', {
        expected: 'made by you',
        found: `made by the account with the object id ${workspace.properties.createdBy?.oid}`,
        remedy: 'Create one of your own under another name, and record that name.',
      });
    if (workspace) return pass(workspace.name);
    const elsewhere = others.find((w) => same(w.name, workspaceName));
    if (elsewhere) {
      return wrong('Your workspace is in another resource group.', {
        expected: resourceGroup,
        found: resourceGroupOf(elsewhere.id),
        remedy: `Delete it and create it again in ${resourceGroup}: a workspace cannot be moved.`,
      });
    }
    const mine = others.find((w) => w.properties.createdBy?.oid === objectId && same(resourceGroupOf(w.id), resourceGroup));
    if (mine) {
      return wrong('The workspace that you made here has another name.', {
        expected: workspaceName,
        found: mine.name,
        remedy: `If ${mine.name} is the one you mean, record that name.`,
      });
    }
    return missing(
      `No workspace named ${workspaceName} in ${resourceGroup} yet.`,
      'Create it, or record the name that you gave it. If Azure refuses to create it for you, tell your facilitator: a role or a registration is missing in the subscription.',
    );
  },
});
