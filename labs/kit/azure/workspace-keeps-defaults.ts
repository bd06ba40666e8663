import type { DatabricksWorkspace } from '@/lib/clouds/azure';
import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, ofWorkspace, workspaceNeeds } from './workspace';

/** What was changed on the Networking and Encryption tabs. Null and absent both mean untouched. */
function changes({ properties: p }: DatabricksWorkspace): string[] {
  return [
    ...(p.parameters?.customVirtualNetworkId?.value ? ['a virtual network of its own'] : []),
    ...(p.publicNetworkAccess && p.publicNetworkAccess.toLowerCase() !== 'enabled' ? ['no public network access'] : []),
    ...(p.parameters?.requireInfrastructureEncryption?.value ? ['infrastructure encryption'] : []),
    ...(p.encryption ? ['an encryption key of its own'] : []),
  ];
}

export const workspaceKeepsDefaults = checkFor<AsksAzure>()({
  needs: workspaceNeeds,
  ask: askWorkspace,
  judge: ofWorkspace((workspace) => {
    const found = changes(workspace);
    if (found.length === 0) return pass('Nothing was changed on these tabs.');
    return wrong('Something was changed that can keep DSS from reaching it.', {
      expected: 'the tabs Networking and Encryption untouched',
      found: found.join(', '),
      remedy: 'Delete this workspace and create one without touching those two tabs.',
    });
  }),
});
