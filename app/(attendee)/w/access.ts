import { findLab } from '@/labs';
import { settingsOf } from '@/labs/settings';
import type { Access, DssKey } from '@/lib/clouds/access';
import { tokensOf } from '@/lib/entra/tokens';
import type { Attendee } from '@/lib/session';
import { openSecret } from '@/lib/workshop-secrets';

/** With what the services are asked for this attendee. @param personalKey their own DSS key, if their tab sent one along */
export function accessOf(
  { person, workshop }: Attendee,
  { personalKey = '', isClick = true }: { personalKey?: string | undefined; isClick?: boolean } = {},
): Access {
  const { dssUrl } = settingsOf(findLab(workshop.lab), workshop.settings);
  let found: Promise<DssKey | null> | undefined;
  return {
    tokenFor: tokensOf(person.homeAccountId),
    isClick,
    dssKey() {
      found ??= keyFor(workshop.id, dssUrl, personalKey);
      return found;
    },
  };
}

async function keyFor(workshopId: string, dssUrl: string | undefined, personalKey: string): Promise<DssKey | null> {
  const origin = dssUrl && URL.parse(dssUrl)?.origin;
  if (!origin) return null;
  if (personalKey) return { origin, key: personalKey, kind: 'personal' };
  const key = await openSecret(workshopId, 'dssAdminKey');
  return key ? { origin, key, kind: 'admin' } : null;
}
