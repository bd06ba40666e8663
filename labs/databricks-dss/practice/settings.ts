import { z } from 'zod';
import { lab } from '../vocabulary';

/** What the practice cloud says about itself, as far as this lab reads it. */
export const About = z.object({
  tenantId: z.string(),
  subscription: z.object({ id: z.string(), name: z.string() }),
  dssUrl: z.string(),
  dssAdminKey: z.string(),
  dssClientId: z.string(),
  commonWorkspaceUrl: z.string(),
});

/** The lab's presets, and the ids of the practice cloud. */
export function settings(told: unknown) {
  const about = About.parse(told);
  const presets = Object.fromEntries(Object.entries(lab.declared.settings).map(([name, { preset }]) => [name, preset])) as Record<
    keyof typeof lab.declared.settings,
    string
  >; // the same names
  return {
    settings: {
      ...presets,
      tenantId: about.tenantId,
      subscriptionId: about.subscription.id,
      subscriptionName: about.subscription.name,
      dssUrl: about.dssUrl,
      appClientId: about.dssClientId,
      commonWorkspaceUrl: about.commonWorkspaceUrl,
    },
    secrets: { dssAdminKey: about.dssAdminKey },
  };
}
