import type { UpstreamError } from '@/lib/clouds/trouble';
import { type Meaning, meaningOf, numberIn } from './refusals';

/** Why a sign-in did not finish, as app/sign-in/problem tells it. */
export type Problem =
  | 'Declined'
  | 'AdminConsent'
  | 'ApprovalDeclined'
  | 'WrongTenant'
  | 'NotAssigned'
  | 'Blocked'
  | 'Device'
  | 'SetUp'
  | 'Away'
  | 'StillAsked';

const problems: Partial<Record<Meaning, Problem>> = {
  consent: 'AdminConsent',
  approval: 'AdminConsent',
  declined: 'Declined',
  interaction: 'StillAsked',
  blocked: 'Blocked',
  device: 'Device',
  'set-up': 'SetUp',
  'wrong-account': 'WrongTenant',
  'not-assigned': 'NotAssigned',
  unavailable: 'Away',
};

/**
 * What Entra ID sends a browser back with instead of a code: a Problem, `Approved` for an administrator's consent, or null where it is
 * none of these. Anybody can send somebody to the callback with such parameters, so they choose a page and nothing else.
 */
export function problemIn(back: URLSearchParams): { problem: Problem | 'Approved' | null; meaning?: Meaning; code?: string } {
  const error = (back.get('error') ?? '').slice(0, 100);
  const number = numberIn(back.get('error_description') ?? '');
  const isApproval = back.get('admin_consent')?.slice(0, 10).toLowerCase() === 'true';
  if (error === '' && number === undefined) return { problem: isApproval ? 'Approved' : null };
  const meaning = meaningOf({ error, number });
  const code = number === undefined ? (/^[a-z_]{1,60}$/.exec(error)?.[0] ?? 'unknown') : `AADSTS${number}`;
  const isDeclined = isApproval && (meaning === 'declined' || meaning === 'consent');
  return { problem: isDeclined ? 'ApprovalDeclined' : (problems[meaning] ?? null), meaning, code };
}

/** What happened to the code that somebody came back with. The tokens that they had stay as they are. */
export function problemOf({ detail: { trouble, code = '' } }: UpstreamError): Problem | null {
  switch (trouble) {
    case 'unavailable':
    case 'throttled':
    case 'slow':
    case 'no-connection':
    case 'garbled':
      return 'Away';
    default:
      return problems[meaningOfTrouble(trouble, code)] ?? null;
  }
}

const meaningOfTrouble = (trouble: string, code: string): Meaning => {
  const meaning = meaningOf({ error: code, number: numberIn(code) });
  if (meaning !== 'unknown') return meaning;
  return trouble === 'interaction' || trouble === 'consent' || trouble === 'set-up' ? trouble : 'unknown';
};
