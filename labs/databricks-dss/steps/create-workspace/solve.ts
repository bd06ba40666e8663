import { isDead, isDone, isOthers } from '@/labs/kit/azure/workspace';
import { already, cannot, done, underWay } from '@/lib/lab/part';
import { lab } from '../../vocabulary';

/** As the portal names it: Databricks puts its own resources there, so it must be one that nobody has. */
const managedGroupOf = (workspaceName: string, objectId: string) => `databricks-rg-${workspaceName.slice(0, 60)}-${objectId.slice(0, 8)}`;

/** Any other region than the one. */
const elsewhere = (region: string) => (/^west ?europe$/i.test(region) ? 'northeurope' : 'westeurope');

const deploy = lab.part({
  id: 'workspace',
  what: ({ workspaceName, resourceGroup }) => `Create the workspace ${workspaceName ?? ''} in ${resourceGroup ?? 'the resource group'}`,
  turns: [
    'azure.workspace-exists',
    'azure.workspace-in-region',
    'azure.workspace-is-premium',
    'azure.workspace-is-hybrid',
    'azure.workspace-keeps-defaults',
    'azure.workspace-is-deployed',
    'databricks.workspace-opens',
  ],
  details: {
    region: { what: ({ region }) => `Region: ${region}`, turns: ['azure.workspace-in-region'] },
    tier: { what: ({ tier }) => `Pricing tier: ${tier}`, turns: ['azure.workspace-is-premium'] },
    hybrid: { what: 'Workspace type: Hybrid', turns: ['azure.workspace-is-hybrid'] },
    defaults: { what: 'Networking and encryption: their defaults', turns: ['azure.workspace-keeps-defaults'] },
  },
  needs: ['subscriptionId', 'resourceGroup', 'region', 'tier', 'workspaceName', 'objectId'],
  records: ['workspaceName'],
  async act({ azure }, known, { has, carry }) {
    const { region, tier, workspaceName, objectId } = known;
    const found = await azure.databricksWorkspace(known);
    const values = { workspaceName };
    if (found) {
      const { provisioningState: state } = found.body.properties;
      if (isOthers(found.body, objectId)) return cannot(`${workspaceName} is somebody else’s workspace. Enter another name in the panel.`);
      if (isDead(state)) return cannot(`${workspaceName} is there, and its state is ${state}. Delete it in the Azure portal first.`);
      return isDone(state) ? already(`${workspaceName} is deployed.`, values) : underWay('Azure is deploying it.', values);
    }
    await azure.createDatabricksWorkspace(known, {
      location: has('region') ? region : elsewhere(region),
      tier: has('tier') ? tier : 'trial',
      computeMode: has('hybrid') ? 'Hybrid' : 'Serverless',
      managedResourceGroup: managedGroupOf(workspaceName, objectId),
      ...(has('defaults') ? {} : { parameters: { requireInfrastructureEncryption: { value: true } } }),
    });
    carry.keep({ created: workspaceName });
    const made = await azure.databricksWorkspace(known);
    return made && isDone(made.body.properties.provisioningState)
      ? done(`Created ${workspaceName}.`, values)
      : underWay('Azure is deploying it, which takes about three minutes.', values);
  },
});

/** Whether Azure's rights let a person in over the API before they came once by the browser is not documented for people. */
const open = lab.personsPart({
  id: 'open',
  what: 'Open the workspace once',
  why: 'Only you can: Databricks adds you when you sign in there. Select Launch Workspace in the Azure portal.',
  turns: ['databricks.workspace-opens'],
});

export default [deploy, open];
