import { type AsksAzure, workspaceNeeds } from '@/labs/kit/azure/workspace';
import type { Databricks } from '@/lib/clouds/databricks';
import { conclude, missing, waiting } from '@/lib/lab/outcome';
import type { Knowing } from '@/lib/lab/vocabulary';

/** Clouds through which the attendee's own workspace can be found and asked. */
export interface AsksWorkspace extends AsksAzure {
  databricks: (host: string) => Databricks;
}

/** What finding the workspace's host uses: its URL once a check has learned it, its name in Azure until then. */
export const hostUses = ['workspaceUrl', ...workspaceNeeds] as const;
export type Host = Knowing<never, (typeof hostUses)[number]>;

/**
 * The host of the attendee's own workspace. Concludes while it has none.
 * @param where the part of the lab that creates it, such as `:step[create-workspace]`
 */
export async function askHost({ azure }: AsksAzure, known: Host, where?: string): Promise<string> {
  if (known.workspaceUrl) return known.workspaceUrl;
  const { subscriptionId, resourceGroup, workspaceName } = known;
  if (!subscriptionId || !resourceGroup || !workspaceName)
    return conclude(
      missing('Guidepost does not know your workspace yet.', `Record its name${where ? ` in ${where} and verify there` : ''}.`),
    );
  const found = await azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName });
  if (!found)
    return conclude(missing(`There is no workspace named ${workspaceName} yet.`, `Create it${where ? ` in ${where}` : ''} first.`));
  return found.body.properties.workspaceUrl || conclude(waiting('Your workspace is still being deployed', { usually: 180 }));
}
