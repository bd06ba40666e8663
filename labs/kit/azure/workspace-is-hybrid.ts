import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, ofWorkspace, workspaceNeeds } from './workspace';

/** A serverless workspace has no classic compute, so no cluster can be created in one. */
export const workspaceIsHybrid = checkFor<AsksAzure>()({
  needs: workspaceNeeds,
  ask: askWorkspace,
  judge: ofWorkspace(({ properties }) => {
    const mode = properties.computeMode ?? 'Hybrid'; // absent before api-version 2026-01-01
    if (mode.toLowerCase() !== 'serverless') return pass('Hybrid.');
    return wrong('A serverless workspace has no clusters.', {
      expected: 'Hybrid',
      found: mode,
      remedy: 'Delete this workspace and create one with Workspace type set to Hybrid.',
    });
  }),
});
