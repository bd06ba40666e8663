import { defineCheck, missing, pass, since, waiting, wrong } from '@/lib/checks/check';
import { askWorkspace, isDead, isDone, noWorkspace, workspaceNeeds } from './workspace';

const usualSeconds = 180;

export const workspaceIsDeployed = defineCheck({
  id: 'azure.workspace-is-deployed',
  title: 'It is deployed',
  needs: workspaceNeeds,
  ask: askWorkspace,
  judge(workspace) {
    if (!workspace) return noWorkspace();
    const { provisioningState: state, workspaceUrl, createdDateTime } = workspace.body.properties;
    if (isDone(state) && workspaceUrl) return pass(workspaceUrl);
    if (state === 'Deleting' || state === 'Deleted') return missing('It is being deleted.', 'Wait until it is gone, then create it again.');
    if (isDead(state)) {
      return wrong('Azure could not deploy it.', {
        expected: 'Succeeded',
        found: state,
        remedy: 'Open it in the Azure portal, read the reason under Deployments, delete it and create it again.',
      });
    }
    return waiting('Azure is deploying it', { ...since(createdDateTime, workspace.at), usually: usualSeconds });
  },
  learn: (workspace): Record<string, string> =>
    workspace
      ? {
          workspaceUrl: workspace.body.properties.workspaceUrl ?? '',
          workspaceId: workspace.body.properties.workspaceId ?? '',
          workspaceResourceId: workspace.body.id,
        }
      : {},
});
