import type { Trouble, TroubleWords } from '@/lib/clouds/trouble';

/**
 * What Entra ID's refusal asks for. `approval`: an administrator's consent. `device`: a block that another device would not meet. `set-up`:
 * the portal's own registration, secret or permissions.
 */
export type Meaning =
  | 'consent'
  | 'approval'
  | 'declined'
  | 'interaction'
  | 'blocked'
  | 'device'
  | 'set-up'
  | 'wrong-account'
  | 'not-assigned'
  | 'unavailable'
  | 'signed-out'
  | 'unknown';

/** A refusal in OAuth's terms, with the first number in `error_codes` or after `AADSTS`. */
export interface EntraRefusal {
  error: string;
  suberror?: string | undefined;
  number?: number | undefined;
  /** It came with a claims challenge. */
  hasClaims?: boolean;
}

/**
 * Numbers that tell apart what `error` does not; Microsoft may change them, so what is not listed goes by `error` and `suberror`.
 * Source: learn.microsoft.com, entra/identity-platform/reference-error-codes.
 */
const numbers: Partial<Record<Meaning, readonly number[]>> = {
  consent: [65001],
  approval: [90093, 90094, 90095],
  declined: [65004],
  interaction: [50072, 50074, 50076, 50078, 50079, 50097, 50158],
  device: [50005, 50129, 53000, 53001, 53002],
  blocked: [50131, 53003, 53004, 53010, 53011, 530032, 530034, 530035],
  'set-up': [
    ...[7000215, 7000222, 7000218, 70002, 700025, 700027], // the client secret: wrong, expired, missing
    ...[700016, 700011, 70001, 7000112, 7000229, 50194, 90002], // the app: unknown, switched off, without service principal; the tenant
    ...[50011, 900971, 70005, 700054], // the redirect URI, the response type
    ...[50001, 500011, 500014, 650052, 650054], // an API that the tenant does not have, or has switched off
    ...[65005, 650056, 650057, 70011, 28002, 28003, 700022, 700023], // permissions that the registration lacks, a scope that is not one
  ],
  'wrong-account': [16000, 16003, 50020, 50034, 51004, 90072],
  'not-assigned': [50105],
  unavailable: [50033, 50196, 90006, 90012, 90024, 90033, 90055],
};

const byNumber = new Map(
  Object.entries(numbers).flatMap(([meaning, all]) => all.map((number) => [number, meaning as Meaning] as const)), // a key of `numbers`
);

/** By `error`, of OAuth 2.0 (RFC 6749, sections 4.1.2.1 and 5.2), OpenID Connect and Entra ID. */
const byError = new Map<string, Meaning>(
  Object.entries({
    consent_required: 'consent',
    interaction_required: 'interaction',
    login_required: 'signed-out',
    access_denied: 'declined',
    invalid_client: 'set-up',
    unauthorized_client: 'set-up',
    invalid_resource: 'set-up',
    invalid_scope: 'set-up',
    unsupported_response_type: 'set-up',
    temporarily_unavailable: 'unavailable',
    server_error: 'unavailable',
    invalid_grant: 'signed-out',
  } as const),
);

/** By `suberror`, as MSAL knows them: what a new sign-in can do about a refusal. */
const bySuberror = new Map<string, Meaning>(
  Object.entries({
    consent_required: 'consent',
    basic_action: 'interaction',
    additional_action: 'interaction',
  } as const),
);

export function meaningOf({ error, suberror = '', number, hasClaims = false }: EntraRefusal): Meaning {
  const general = byError.get(error) ?? 'unknown';
  if (general === 'unavailable') return general; // it passes by itself, whatever number it has
  return byNumber.get(number ?? Number.NaN) ?? bySuberror.get(suberror) ?? (hasClaims ? 'interaction' : general);
}

/** The number in a description such as `AADSTS65001: …`. It comes with a redirect, so anybody may have written it. */
export function numberIn(description: string): number | undefined {
  const [, digits] = /AADSTS(\d{4,8})(?!\d)/.exec(description.slice(0, 2000)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The trouble that a check reports when its token was refused like this. */
export const troubles: Readonly<Record<Meaning, Trouble>> = {
  consent: 'consent',
  approval: 'approval',
  declined: 'consent',
  interaction: 'interaction',
  blocked: 'blocked',
  device: 'blocked',
  'set-up': 'set-up',
  'wrong-account': 'signed-out',
  'not-assigned': 'blocked',
  unavailable: 'unavailable',
  'signed-out': 'signed-out',
  unknown: 'refused',
};

/** Sentences for what the attendee can't resolve: who can, and the code that they need for it. */
export function wordsOf(meaning: Meaning, code: string): TroubleWords | undefined {
  switch (meaning) {
    case 'blocked':
      return {
        message: 'Your organization’s sign-in rules block Guidepost from checking this as you.',
        remedy: `Signing in again won’t help. Show this to your facilitator: a tenant administrator can see in the sign-in log which rule it is (${code}).`,
      };
    case 'device':
      return {
        message: 'Your organization allows this only from a device or an app that it manages.',
        remedy: `Open Guidepost on such a device and sign in there. Without one, show this to your facilitator: a tenant administrator can make an exception (${code}).`,
      };
    case 'not-assigned':
      return {
        message: 'Your account isn’t assigned to Guidepost.',
        remedy: `Ask your facilitator to have it assigned (${code}).`,
      };
    case 'set-up':
      return {
        message: 'Guidepost isn’t set up correctly for this. It’s the portal’s setup, not you.',
        remedy: `Show this to your facilitator: whoever runs Guidepost finds ${code} in its log.`,
      };
    default:
      return undefined;
  }
}
