import { defineCheck, pass, wrong } from '@/lib/checks/check';
import { askWorkspace, noWorkspace, workspaceNeeds } from './workspace';

export const workspaceIsPremium = defineCheck({
  id: 'azure.workspace-is-premium',
  title: 'Its pricing tier is Premium',
  needs: [...workspaceNeeds, 'tier'],
  ask: askWorkspace,
  judge(workspace, { tier }) {
    if (!workspace) return noWorkspace();
    const found = workspace.body.sku?.name ?? 'none';
    if (found.toLowerCase() === tier.toLowerCase()) return pass('Premium.');
    const isTrial = found.toLowerCase() === 'trial';
    return wrong(isTrial ? 'It is a 14-day trial, not the tier this lab asks for.' : 'SQL warehouses need the Premium tier.', {
      expected: tier,
      found,
      remedy: 'Delete this workspace and create one with Pricing tier set to Premium.',
    });
  },
});
