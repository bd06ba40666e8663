import { defineCheck, pass, wrong } from '@/lib/checks/check';
import { askWorkspace, noWorkspace, workspaceNeeds } from './workspace';

/** A serverless workspace has no classic compute, so step 1.2 cannot be done in one. */
export const workspaceIsHybrid = defineCheck({
  id: 'azure.workspace-is-hybrid',
  title: 'It can hold clusters',
  needs: workspaceNeeds,
  ask: askWorkspace,
  judge(workspace) {
    if (!workspace) return noWorkspace();
    const mode = workspace.body.properties.computeMode ?? 'Hybrid'; // absent before api-version 2026-01-01
    if (mode.toLowerCase() !== 'serverless') return pass('Hybrid.');
    return wrong('A serverless workspace has no clusters.', {
      expected: 'Hybrid',
      found: mode,
      remedy: 'Delete this workspace and create one with Workspace type set to Hybrid.',
    });
  },
});
