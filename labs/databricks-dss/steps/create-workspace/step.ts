import { workspaceExists } from '@/labs/kit/azure/workspace-exists';
import { workspaceInRegion } from '@/labs/kit/azure/workspace-in-region';
import { workspaceIsDeployed } from '@/labs/kit/azure/workspace-is-deployed';
import { workspaceIsHybrid } from '@/labs/kit/azure/workspace-is-hybrid';
import { workspaceIsPremium } from '@/labs/kit/azure/workspace-is-premium';
import { workspaceKeepsDefaults } from '@/labs/kit/azure/workspace-keeps-defaults';
import { workspaceOpens } from '@/labs/kit/databricks/workspace-opens';
import { lab } from '../../vocabulary';
import { fillWorkspaceName } from './fill';
import parts from './solve';

export default lab.step({
  title: 'Create a workspace',
  minutes: 6,
  meanwhile: 'about 3 minutes to deploy',
  tracks: ['whole'],
  collects: ['workspaceName'],
  fill: fillWorkspaceName,
  checks: [
    lab.use(workspaceExists, { id: 'azure.workspace-exists', title: 'It’s in the resource group, under the name you recorded' }),
    lab.use(workspaceInRegion, { id: 'azure.workspace-in-region', title: 'It is in the right region' }),
    lab.use(workspaceIsPremium, { id: 'azure.workspace-is-premium', title: 'Its pricing tier is the right one' }),
    lab.use(workspaceIsHybrid, { id: 'azure.workspace-is-hybrid', title: 'It can hold clusters' }),
    lab.use(workspaceKeepsDefaults, { id: 'azure.workspace-keeps-defaults', title: 'Networking and encryption have their defaults' }),
    lab.use(workspaceIsDeployed, { id: 'azure.workspace-is-deployed', title: 'It is deployed' }),
    lab.use(workspaceOpens, { id: 'databricks.workspace-opens', title: 'You can open it' }),
  ],
  parts,
});
