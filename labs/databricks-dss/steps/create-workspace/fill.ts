import { resourceGroupOf } from '@/labs/kit/azure/workspace';
import { lab } from '../../vocabulary';

export const fillWorkspaceName = lab.fill({
  label: 'Find my workspace in Azure',
  needs: ['subscriptionId', 'resourceGroup', 'objectId'],
  async read({ azure }, { subscriptionId, resourceGroup, objectId }) {
    const all = await azure.databricksWorkspaces({ subscriptionId });
    const mine = all.filter(
      (w) => w.properties.createdBy?.oid === objectId && resourceGroupOf(w.id).toLowerCase() === resourceGroup.toLowerCase(),
    );
    const [only] = mine;
    if (!only) return { nothing: `You have created no workspace in ${resourceGroup} yet.` };
    if (mine.length === 1) return { values: { workspaceName: only.name }, note: `Found ${only.name}.` };
    return {
      name: 'workspaceName',
      choices: mine.map((w) => ({ value: w.name, label: w.name })),
      note: 'You have created several. Which one is for this lab?',
    };
  },
});
