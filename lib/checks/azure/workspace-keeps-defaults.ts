import { defineCheck, pass, wrong } from '@/lib/checks/check';
import type { DatabricksWorkspace } from '@/lib/clouds/azure';
import { askWorkspace, noWorkspace, workspaceNeeds } from './workspace';

/** What was changed on the Networking and Encryption tabs. Null and absent both mean untouched. */
function changes({ properties: p }: DatabricksWorkspace): string[] {
  return [
    ...(p.parameters?.customVirtualNetworkId?.value ? ['a virtual network of its own'] : []),
    ...(p.publicNetworkAccess && p.publicNetworkAccess.toLowerCase() !== 'enabled' ? ['no public network access'] : []),
    ...(p.parameters?.requireInfrastructureEncryption?.value ? ['infrastructure encryption'] : []),
    ...(p.encryption ? ['an encryption key of its own'] : []),
  ];
}

export const workspaceKeepsDefaults = defineCheck({
  id: 'azure.workspace-keeps-defaults',
  title: 'Networking and encryption are as they come',
  needs: workspaceNeeds,
  ask: askWorkspace,
  judge(workspace) {
    if (!workspace) return noWorkspace();
    const found = changes(workspace.body);
    if (found.length === 0) return pass('As they come.');
    return wrong('Something was changed that can keep DSS from reaching it.', {
      expected: 'the tabs Networking and Encryption untouched',
      found: found.join(', '),
      remedy: 'Delete this workspace and create one without touching those two tabs.',
    });
  },
});
