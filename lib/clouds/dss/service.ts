import { z } from 'zod';
import type { Service } from '../cloud';

/** A Dataiku DSS instance's public API. Its errors: `{errorType, message, detailedMessage}`, the type being a Java class. */
export const service: Service = {
  id: 'dss',
  name: 'DSS',
  identity: {
    kind: 'credential',
    headers: ({ key, whose }, onBehalfOf) => ({
      // the key as Basic's user: what the official client sends, and every version takes (facts, DSS section 1)
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      ...(whose === 'workshop' && onBehalfOf ? { 'x-dku-proxyuser': onBehalfOf } : {}),
    }),
  },
  refusal: z
    .object({ errorType: z.string(), message: z.string().nullish(), detailedMessage: z.string().nullish() })
    .transform((r) => ({ code: r.errorType.split('.').at(-1), said: r.detailedMessage ?? r.message ?? undefined })),
  troubleOf({ status, code, said = '' }) {
    if (/licen[cs]e/i.test(said)) return 'licence';
    return status === 401 && code === 'NotAuthenticatedException' ? 'bad-key' : undefined;
  },
  words: {
    'no-key': {
      message: 'Guidepost has no key with which it may ask DSS this.',
      remedy: 'Ask your facilitator to add the workshop’s DSS admin key, or give a personal key of yours on this page.',
    },
    'bad-key': {
      message: 'DSS does not take the key that it was asked with.',
      remedy: 'If the key is yours, make a new one in your DSS profile. If it is the workshop’s, show this to your facilitator.',
    },
    licence: {
      message: 'The licence of this DSS leaves out what Guidepost asks with.',
      remedy: 'Show this to your facilitator: the free edition, for one, has no API.',
    },
  },
};
