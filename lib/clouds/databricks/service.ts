import { z } from 'zod';
import type { Refusal } from '../answer';
import type { Service } from '../cloud';
import type { Trouble, TroubleWords } from '../trouble';

const hosts = /^adb-\d{5,20}\.\d{1,3}\.azuredatabricks\.net$/;
export const isWorkspaceHost = (host: string): boolean => hosts.test(host);

/** Databricks' application id, the same in every Azure cloud (databricks-sdk-py, environments.py). */
export const applicationId = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';

/**
 * The shapes of its errors (databricks-sdk-py, errors/; databricks-sdk-go, issue 853): most APIs say `{error_code, message}`, the code
 * sometimes as the status in digits; SCIM has its own (RFC 7644, section 3.12); command execution, version 1.2, says `{error: "Code: …"}`.
 */
const own = z
  .object({
    error_code: z.union([z.string().regex(/^[A-Z][A-Z0-9_]{2,99}$/), z.coerce.number().int().min(400).max(599)]),
    message: z.string().optional(),
  })
  .transform((r) => ({ code: String(r.error_code), said: r.message }));
const scim = z
  .object({
    schemas: z.array(z.string()).refine((names) => names.some((name) => name.startsWith('urn:ietf:params:scim:'))),
    status: z.coerce.number().int().min(400).max(599),
    detail: z.string().optional(),
    scimType: z.string().nullish(),
  })
  .transform((r) => ({ code: r.scimType ?? String(r.status), said: r.detail }));
const commands = z
  .object({ error: z.string().regex(/^[A-Za-z]{3,60}: /) })
  .transform(({ error }) => ({ code: error.slice(0, error.indexOf(':')), said: error }));
/** Some say the same two in plain text (databricks-sdk-py, errors/deserializer.py). */
const plain = z
  .string()
  .regex(/^[A-Z][A-Z_]{2,60}: /)
  .transform((text) => ({ code: text.slice(0, text.indexOf(':')), said: text.slice(text.indexOf(':') + 2) }));
/** Its front door refuses a network in plain text as well (seen in several public reports). */
const front = z
  .string()
  .regex(/^\s{0,10}Unauthorized network access to workspace/)
  .transform((text) => ({ code: undefined, said: text.trim() }));

/** Where a workspace behind Private Link sends whoever comes from outside (databricks-sdk-py, errors/private_link.py). */
const privateLink = 'PRIVATE_LINK_VALIDATION_ERROR';
function isPrivateLink(location: string): boolean {
  const to = URL.parse(location, 'https://relative.invalid');
  return to?.pathname === '/login.html' && (to.searchParams.get('error') ?? '').startsWith('private-link-validation-error');
}

type Said = { status?: number | undefined; said?: string | undefined };

/** The portal's address is not on the workspace's IP access list. Databricks' own words, as several public reports have them. */
const isBlocked = ({ said = '' }: Said) => /blocked by Databricks IP ACL/i.test(said);
/** The workspace is open to some networks only: Private Link, or a network policy. */
const isOutside = ({ code, said = '' }: Said & { code?: string | undefined }) =>
  code === privateLink || /Unauthorized network access to workspace/i.test(said);
/** The account is in the workspace, and not entitled to this API. Words from the same kind of source. */
const isUnentitled = ({ said = '' }: Said) => /API is disabled for users without/i.test(said);

/** Whether Databricks' own refusal may mean that the workspace has never seen the person: it gives no other reason. */
export const mayBeStranger = (said: Said & { trouble?: Trouble }): boolean =>
  [401, 403].includes(said.status ?? 0) && said.trouble !== 'garbled' && !isBlocked(said) && !isOutside(said) && !isUnentitled(said);

function wordsFor(refusal: Refusal): TroubleWords | undefined {
  if (isBlocked(refusal)) {
    const address = /Source IP address: ([0-9A-Fa-f.:]{3,45})/.exec(refusal.said ?? '')?.[1];
    return {
      message: 'The workspace’s IP access list blocks Guidepost. It’s not your account.',
      remedy: `Tell your facilitator: an administrator of the workspace has to allow ${address ? `the address ${address}` : 'the portal’s address'}.`,
    };
  }
  if (isOutside(refusal))
    return {
      message: 'The workspace is closed to Guidepost’s network. It’s not your account.',
      remedy: 'Tell your facilitator: the workspace allows public network access only from some networks, or none (Private Link).',
    };
  if (isUnentitled(refusal))
    return {
      message: 'You’re in the workspace, but your account lacks an entitlement.',
      remedy:
        'An administrator of the workspace has to give you Workspace access and Databricks SQL access. Then sign out of Guidepost and in again.',
    };
  return refusal.status === 401
    ? {
        message: 'The workspace rejected your sign-in.',
        remedy: 'If you never opened the workspace, open it once in your browser. If you did, sign out of Guidepost and in again.',
      }
    : undefined;
}

/**
 * What somebody is told whom a workspace does not know yet. Only who made a workspace is let in by the Azure portal's button; one that
 * others made is opened by its address.
 */
export const strangerWords = (host: string): TroubleWords => ({
  message: 'You haven’t opened the workspace yet.',
  remedy: `Open it once in your browser and sign in. For your own workspace, select Launch Workspace in the Azure portal; for one that you share, go to ${host}. This page updates by itself.`,
});

/** A workspace's REST API. */
export const service: Service = {
  id: 'databricks',
  name: 'Databricks',
  identity: { kind: 'entra', scope: `${applicationId}/user_impersonation`, hosts },
  refusal: z.union([own, scim, commands, plain, front]),
  redirected: (location) => (isPrivateLink(location) ? privateLink : undefined),
  troubleOf(refusal) {
    if (isOutside(refusal)) return 'forbidden';
    return refusal.status === 401 ? 'stranger' : undefined;
  },
  wordsFor,
  words: {
    stranger: {
      message: 'You haven’t opened the workspace yet.',
      remedy: 'Open it once in your browser and sign in. This page updates by itself.',
    },
    forbidden: {
      message: 'You’re in the workspace, but your account lacks a permission there.',
      remedy: 'Show this to your facilitator: an administrator of the workspace can grant it.',
    },
  },
};
