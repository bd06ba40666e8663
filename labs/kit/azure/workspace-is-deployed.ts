import { checkFor } from '@/lib/lab/check';
import { pass, since, waiting, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, isDead, isDone, isOthers, ofWorkspace, workspaceNeeds } from './workspace';

const usualSeconds = 180;

export const workspaceIsDeployed = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'objectId'],
  async ask(clouds, known) {
    const workspace = await askWorkspace(clouds, known);
    return workspace && { ...workspace, isMine: !isOthers(workspace.body, known.objectId) };
  },
  judge: ofWorkspace(({ properties: { provisioningState: state, workspaceUrl, createdDateTime } }, _, at) => {
    if (isDone(state) && workspaceUrl) return pass(workspaceUrl);
    if (isDead(state)) {
      return wrong('Azure could not deploy it.', {
        expected: 'Succeeded',
        found: state,
        remedy:
          'Open it in the Azure portal, and read the reason under Deployments. If it names a role, a registration or a quota, tell your facilitator. Otherwise delete it and create it again.',
      });
    }
    return waiting('Azure is deploying it', { ...since(createdDateTime, at), usually: usualSeconds });
  }),
  learns: ['workspaceUrl', 'workspaceId', 'workspaceResourceId'],
  // what belongs to somebody else is never learned: links and everything after it would lead there
  learn: (workspace) => ({
    workspaceUrl: (workspace?.isMine && workspace.body.properties.workspaceUrl) || '',
    workspaceId: (workspace?.isMine && workspace.body.properties.workspaceId) || '',
    workspaceResourceId: workspace?.isMine ? workspace.body.id : '',
  }),
});
