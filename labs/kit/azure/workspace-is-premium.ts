import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, ofWorkspace, workspaceNeeds } from './workspace';

/** The tier has all that Premium has. A trial does for 14 days: good enough only where `tier` is `trial`. */
export const workspaceIsPremium = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'tier'],
  ask: askWorkspace,
  judge: ofWorkspace(({ sku }, { tier }) => {
    const found = sku?.name ?? 'none';
    const isTrial = found.toLowerCase() === 'trial';
    const isTrialEnough = tier.toLowerCase() === 'trial';
    if (found.toLowerCase() === 'premium') return pass('Premium.');
    if (isTrial && isTrialEnough) return pass('Trial: Premium for 14 days.');
    return wrong(isTrial ? 'It is a 14-day trial, not the tier this lab asks for.' : 'SQL warehouses need the Premium tier.', {
      expected: isTrialEnough ? 'premium or trial' : 'premium',
      found,
      remedy: 'Delete this workspace and create one with Pricing tier set to Premium.',
    });
  }),
});
