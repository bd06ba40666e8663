import { defineCheck, pass, wrong } from '@/lib/checks/check';
import { askWorkspace, noWorkspace, sameRegion, workspaceNeeds } from './workspace';

export const workspaceInRegion = defineCheck({
  id: 'azure.workspace-in-region',
  title: 'It is in the right region',
  needs: [...workspaceNeeds, 'region'],
  ask: askWorkspace,
  judge(workspace, { region }) {
    if (!workspace) return noWorkspace();
    const { location } = workspace.body;
    if (sameRegion(location, region)) return pass(location);
    return wrong('It is in another region than the storage that you will use.', {
      expected: region,
      found: location,
      remedy: `A workspace cannot move: delete it and create one in ${region}.`,
    });
  },
});
