import { lab } from '../../vocabulary';

export const fillWorkspaceName = lab.fill({
  label: 'Find my workspace in Azure',
  needs: ['subscriptionId', 'resourceGroup', 'objectId'],
  async read({ azure }, { subscriptionId, resourceGroup, objectId }) {
    // a role on the group is enough for its own list
    const all = await azure.databricksWorkspacesIn({ subscriptionId, resourceGroup });
    const mine = all.filter((w) => w.properties.createdBy?.oid === objectId);
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
