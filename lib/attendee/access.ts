import type { Access, Credential } from '@/lib/clouds/access';
import { UpstreamError } from '@/lib/clouds/trouble';
import { tokensOf } from '@/lib/entra/tokens';
import type { Lab, Step } from '@/lib/lab/lab';
import { originFor } from '@/lib/lab/settings';
import { workshopNow } from '@/lib/workshop-secrets';
import type { InLab } from './in-lab';

/** A secret that an attendee's tab sent along. */
export interface TabSecret {
  text: string;
  /** The origin that the page named when it was typed; null if it isn't for a URL in the settings. */
  origin: string | null;
}
/** By credential name. */
export type TabSecrets = Readonly<Record<string, TabSecret>>;

/** The tokens and keys to ask services with for this attendee. */
export function accessOf(
  { lab, person, workshop }: InLab,
  { secrets = {}, isClick = true }: { secrets?: TabSecrets; isClick?: boolean } = {},
): Access {
  const found = new Map<string, Promise<Credential | null>>();
  return {
    tokenFor: tokensOf(person.homeAccountId),
    isClick,
    who: person.homeAccountId,
    credentialFor(cloud) {
      const known = found.get(cloud) ?? credentialFor(lab, cloud, workshop.id, secrets);
      found.set(cloud, known);
      return known;
    },
  };
}

/** The names of the credentials that a lab declares for a cloud. */
const credentialsFor = (lab: Lab, cloud: string, kind: 'sealed' | 'tab') =>
  Object.entries(lab.credentials).flatMap(([name, c]) => (c.kind === kind && c.cloud === cloud ? [name] : []));

/**
 * The attendee's own key if their tab sent one, else the workshop's. It goes by the settings as they are now, whatever the caller has in
 * memory. Either key goes to the origin it was entered for, or nowhere.
 * @throws UpstreamError if the tab's key is for an origin that the settings no longer have
 */
async function credentialFor(lab: Lab, cloud: string, workshopId: string, secrets: TabSecrets): Promise<Credential | null> {
  const now = await workshopNow(lab, workshopId);
  for (const name of credentialsFor(lab, cloud, 'tab')) {
    const given = secrets[name];
    if (!given?.text) continue;
    const origin = originFor(lab, name, now.settings);
    if (origin && given.origin === origin) return { origin, key: given.text, whose: 'attendee' };
    const service = Object.values(lab.clouds).find((c) => c.id === cloud)?.name ?? cloud;
    throw new UpstreamError({ cloud: service, trouble: 'no-key', code: 'OtherAddress', words: movedWords(lab, name, given, origin) });
  }
  for (const name of credentialsFor(lab, cloud, 'sealed')) {
    const open = now.open(name);
    if (open) return { ...open, whose: 'workshop' };
  }
  return null;
}

/** Why a secret from the tab was not used: it was entered for another address. */
export function movedWords(lab: Lab, name: string, given: TabSecret, origin: string | null) {
  const label = lab.credentials[name]?.label ?? name;
  return {
    message: `${label} was not used: you entered it for ${given.origin ?? 'no address'}, and this workshop now uses ${origin ?? 'none'}.`,
    remedy: 'If you know the new address, enter it again for that one. If you don’t, ask your facilitator.',
  };
}

/** Whether the workshop's key makes an attendee's secret unnecessary. */
export function isStoodInFor(lab: Lab, secret: string, kept: readonly string[]): boolean {
  const cloud = lab.credentials[secret]?.cloud;
  return cloud !== undefined && credentialsFor(lab, cloud, 'sealed').some((name) => kept.includes(name));
}

/**
 * Whether a step can be checked without a press. An attendee's secret comes only with a press, and a check without it would report trouble
 * that doesn't exist.
 */
export const canWatch = (lab: Lab, step: Step, kept: readonly string[]): boolean =>
  step.secrets.every((name) => lab.credentials[name]?.cloud === undefined || isStoodInFor(lab, name, kept));
