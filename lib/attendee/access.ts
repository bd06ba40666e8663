import type { Access, Credential } from '@/lib/clouds/access';
import { tokensOf } from '@/lib/entra/tokens';
import type { Lab, Step } from '@/lib/lab/lab';
import { settingsOf } from '@/lib/lab/settings';
import { openSecret } from '@/lib/workshop-secrets';
import type { InLab } from './in-lab';

/** The attendee's secrets that their tab sent along, by name. */
export type TabSecrets = Readonly<Record<string, string>>;

/** What the services are asked with for this attendee. */
export function accessOf(
  { lab, person, workshop }: InLab,
  { secrets = {}, isClick = true }: { secrets?: TabSecrets; isClick?: boolean } = {},
): Access {
  const settings = settingsOf(lab, workshop.settings);
  const found = new Map<string, Promise<Credential | null>>();
  return {
    tokenFor: tokensOf(person.homeAccountId),
    isClick,
    who: person.homeAccountId,
    credentialFor(cloud) {
      const known = found.get(cloud) ?? credentialFor(lab, cloud, workshop.id, settings, secrets);
      found.set(cloud, known);
      return known;
    },
  };
}

/** The names of the credentials that a lab declares for a cloud. */
const credentialsFor = (lab: Lab, cloud: string, kind: 'sealed' | 'tab') =>
  Object.entries(lab.credentials).filter(([, c]) => c.kind === kind && c.cloud === cloud);

/** The attendee's own key if their tab sent one, else the workshop's. */
async function credentialFor(
  lab: Lab,
  cloud: string,
  workshopId: string,
  settings: Record<string, string>,
  secrets: TabSecrets,
): Promise<Credential | null> {
  const originOf = (setting: string | undefined) => URL.parse(settings[setting ?? ''] ?? '')?.origin;
  for (const [name, { for: setting }] of credentialsFor(lab, cloud, 'tab')) {
    const [origin, key] = [originOf(setting), secrets[name]];
    if (origin && key) return { origin, key, whose: 'attendee' };
  }
  for (const [name, { for: setting }] of credentialsFor(lab, cloud, 'sealed')) {
    const origin = originOf(setting);
    const key = origin ? await openSecret(workshopId, name) : null;
    if (origin && key) return { origin, key, whose: 'workshop' };
  }
  return null;
}

/** Whether the workshop's own key stands in for an attendee's secret, so that nobody has to enter theirs. */
export function isStoodInFor(lab: Lab, secret: string, kept: readonly string[]): boolean {
  const cloud = lab.credentials[secret]?.cloud;
  return cloud !== undefined && credentialsFor(lab, cloud, 'sealed').some(([name]) => kept.includes(name));
}

/**
 * Whether a step can be checked while the attendee is not pressing anything. A secret of theirs comes with a press only:
 * checking without it would put trouble where there is none.
 */
export const canWatch = (lab: Lab, step: Step, kept: readonly string[]): boolean =>
  step.secrets.every((name) => lab.credentials[name]?.cloud === undefined || isStoodInFor(lab, name, kept));
