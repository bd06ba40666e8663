import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, ofWorkspace, workspaceNeeds } from './workspace';

/** The tier is the workshop's. Premium has all that a trial has, so it is good enough where `tier` is `trial`; not the other way round. */
export const workspaceIsPremium = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'tier'],
  ask: askWorkspace,
  judge: ofWorkspace(({ sku }, { tier }) => {
    const found = sku?.name.toLowerCase() ?? '';
    const wantsTrial = tier.toLowerCase() === 'trial';
    if (found === 'premium')
      return pass('Premium.', wantsTrial ? 'This workshop asks for a trial. Premium does as well, but its DBUs are billed.' : undefined);
    if (found === 'trial' && wantsTrial) return pass('Trial, which is Premium for 14 days.');
    return wrong(`The pricing tier is ${sku?.name || 'not stated'}, and this workshop asks for ${wantsTrial ? 'Trial' : 'Premium'}.`, {
      expected: wantsTrial ? 'trial or premium' : 'premium',
      found: sku?.name || 'none',
      remedy: `Delete this workspace and create one with Pricing tier set to ${wantsTrial ? 'Trial' : 'Premium'}.`,
    });
  }),
});
