import { z } from 'zod';
import { dssHosts } from '@/lib/env';
import type { Service } from '../cloud';

/** Names that only a private network has (RFC 6761, 6762, 8375; `internal` is ICANN's for this). */
const privateNames = ['localhost', 'local', 'internal', 'home.arpa', 'lan'];

/**
 * Why a host may not be a workshop's DSS; null if it may. The address behind a public name is checked on connecting, see `publicLookup`: it
 * may have changed by then.
 */
export function whyNotDss(host: string): string | null {
  const listed = dssHosts();
  if (listed) return listed.includes(host) ? null : `This portal’s operator allows these DSS hosts only: ${listed.join(', ')}.`;
  const isPrivate = !host.includes('.') || host.endsWith('.') || privateNames.some((name) => host.endsWith(`.${name}`));
  return isPrivate
    ? `${host} is a name of a private network. If your DSS is there, the portal’s operator has to list it in DSS_HOSTS.`
    : null;
}

/** The error class for what somebody may not do or see; its status may be 401 or 403. An unknown key has another class. */
export const unauthorized = 'UnauthorizedException';

export const isOfLicence = ({ said = '' }: { said?: string | undefined }): boolean => /licen[cs]e/i.test(said);

/** A Dataiku DSS instance's public API. Its errors: `{errorType, message, detailedMessage}`, the type being a Java class. */
export const service: Service = {
  id: 'dss',
  name: 'DSS',
  identity: {
    kind: 'credential',
    onlyHosts: dssHosts,
    headers: ({ key, whose }, onBehalfOf) => ({
      // the key as Basic's user: what the official client sends, and every version takes (facts, DSS section 1)
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      ...(whose === 'workshop' && onBehalfOf ? { 'x-dku-proxyuser': onBehalfOf } : {}),
    }),
  },
  refusal: z
    // the name of a class; what a gateway calls the type of its error is none
    .object({
      errorType: z
        .string()
        .max(300)
        .refine((type) => /^[\w$.]+$/.test(type) && (type.includes('.') || type.endsWith('Exception'))),
      message: z.string().nullish(),
      detailedMessage: z.string().nullish(),
    })
    .transform((r) => ({ code: r.errorType.split('.').at(-1), said: r.detailedMessage ?? r.message ?? undefined })),
  troubleOf({ status, code, said = '' }) {
    if (isOfLicence({ said })) return 'licence';
    if (code === unauthorized) return 'forbidden';
    return status === 401 && code === 'NotAuthenticatedException' ? 'bad-key' : undefined;
  },
  words: {
    'no-key': {
      message: 'This check needs a DSS API key.',
      remedy: 'Ask your facilitator to add the workshop’s DSS admin key, or enter your personal key on this page.',
    },
    'bad-key': {
      message: 'DSS rejected the API key.',
      remedy: 'If the key is yours, make a new one in your DSS profile. If it is the workshop’s, show this to your facilitator.',
    },
    licence: {
      message: 'This DSS’s license doesn’t include the API that Guidepost needs.',
      remedy: 'Show this to your facilitator. The free edition, for example, has no API.',
    },
  },
};
