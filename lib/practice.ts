import { z } from 'zod';
import { env } from './env';

const About = z.object({
  tenantId: z.string(),
  subscription: z.object({ id: z.string(), name: z.string() }),
  dssUrl: z.string(),
  dssAdminKey: z.string(),
  dssClientId: z.string(),
  commonWorkspaceUrl: z.string(),
});

/** The settings that fit the practice cloud, as it tells them itself; none in real mode, or while it is down. */
export async function practiceSettings(): Promise<Record<string, string>> {
  const origin = env().CLOUD_ORIGIN;
  if (!origin) return {};
  try {
    const response = await fetch(new URL('/_practice/about', origin), { signal: AbortSignal.timeout(2000) });
    const { tenantId, subscription, dssUrl, dssAdminKey, dssClientId, commonWorkspaceUrl } = About.parse(await response.json());
    return {
      tenantId,
      subscriptionId: subscription.id,
      subscriptionName: subscription.name,
      dssUrl,
      dssAdminKey,
      appClientId: dssClientId,
      commonWorkspaceUrl,
    };
  } catch {
    return {}; // the form then stands with its usual presets, to be filled in by hand
  }
}
