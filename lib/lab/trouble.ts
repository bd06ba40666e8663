import type { Trouble, UpstreamError } from '@/lib/clouds/trouble';
import type { Unreachable } from './outcome';

interface Words {
  message: (cloud: string) => string;
  remedy: string;
  way?: Unreachable['way'];
}

/** Sentences for trouble, for a tired person who did nothing wrong. A vendor may have its own (`Service.words`). */
const words: Record<Trouble, Words> = {
  'signed-out': {
    message: () => 'Your sign-in has ended, so we cannot ask as you.',
    remedy: 'Sign in again; you come back to this page and nothing is lost.',
    way: 'sign-in',
  },
  consent: {
    message: (c) => `You have not yet allowed Guidepost to ask ${c === 'Entra ID' ? 'this service' : c} as you.`,
    remedy: 'Ask for consent and accept. If Microsoft says that you need approval, your facilitator has a link for the administrator.',
    way: 'consent',
  },
  approval: {
    message: () => 'Your organization lets only administrators allow Guidepost to check this as you.',
    remedy:
      'Your facilitator has a link for the administrator, in the workshop’s settings. This page notices by itself once it has been used.',
  },
  interaction: {
    message: () => 'Microsoft wants to see that it is you before it lets us ask.',
    remedy: 'Sign in again and confirm, then verify once more.',
    way: 'sign-in',
  },
  blocked: {
    message: () => 'Your organization’s sign-in rules block Guidepost from checking this as you.',
    remedy: 'Signing in again won’t help. Show this to your facilitator: a tenant administrator can change the rule.',
  },
  'set-up': {
    message: () => 'Guidepost isn’t set up correctly for this. It’s the portal’s set-up, not you.',
    remedy: 'Show this to your facilitator: whoever runs Guidepost finds the reason in its log.',
  },
  forbidden: {
    message: (c) => `${c} does not let you look at this.`,
    remedy: 'Show this to your facilitator: a role is missing for your account.',
  },
  stranger: {
    message: (c) => `${c} does not know you yet.`,
    remedy: 'Open it once in your browser and sign in. This page notices by itself.',
  },
  throttled: { message: (c) => `${c} asked us to slow down. It’s them, not you.`, remedy: 'Nothing to do: we try again by ourselves.' },
  unavailable: {
    message: (c) => `${c} has trouble of its own right now. It’s them, not you.`,
    remedy: 'Go on with what you can; we try again by ourselves.',
  },
  slow: {
    message: (c) => `${c} did not answer in time. It’s them or the network, not you.`,
    remedy: 'Go on with what you can; we try again by ourselves.',
  },
  'no-connection': {
    message: (c) => `We could not reach ${c}. It’s the network, not you.`,
    remedy: 'Go on with what you can; we try again by ourselves.',
  },
  garbled: {
    message: (c) => `Something else answered in place of ${c}, perhaps a proxy.`,
    remedy: 'If it stays so, tell your facilitator; it is not your doing.',
  },
  'no-key': {
    message: (c) => `Guidepost has no key with which it may ask ${c} this.`,
    remedy: 'Ask your facilitator to add the workshop’s key, or give a personal key of yours on this page.',
  },
  'bad-key': {
    message: (c) => `${c} does not take the key that it was asked with.`,
    remedy: 'If the key is yours, make a new one. If it is the workshop’s, show this to your facilitator.',
  },
  licence: {
    message: (c) => `The licence of this ${c} leaves out what Guidepost asks with.`,
    remedy: 'Show this to your facilitator.',
  },
  refused: {
    message: (c) => `${c} refused the question.`,
    remedy: 'Show this to your facilitator: the workshop’s settings may need a look.',
  },
};

/** Whether that is a trouble's name. */
export const isTrouble = (name: string): boolean => Object.hasOwn(words, name);

/** A pause of this or more, in seconds, is worth telling. */
const longPause = 15;
const hour = 3600;

const inWords = (seconds: number): string => {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 2 * hour ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / hour)} hours`;
};

/** When we try again, where the service has asked us to wait longer than anybody would expect. The watch looks every hour at least. */
function whenAgain(cloud: string, seconds: number | undefined): string | null {
  if (seconds === undefined || seconds < longPause) return null;
  const again = seconds > hour ? 'We try again every hour, and whenever you press Verify.' : 'Then we try again by ourselves.';
  return `${cloud} asked us to wait ${inWords(seconds)}. ${again}`;
}

export function unreachable({ detail }: UpstreamError): Unreachable {
  const { message, remedy: usual, way } = words[detail.trouble];
  const remedy = whenAgain(detail.cloud, detail.retryAfterSeconds) ?? usual;
  const own = detail.words;
  return {
    status: 'unreachable',
    cloud: detail.cloud,
    trouble: detail.trouble,
    message: own?.message ?? message(detail.cloud),
    remedy: own?.remedy ?? remedy,
    ...(way ? { way } : {}),
    ...(detail.code ? { code: detail.code } : {}),
    ...(detail.said ? { said: detail.said } : {}),
    ...(detail.requestId ? { requestId: detail.requestId } : {}),
    ...(detail.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: detail.retryAfterSeconds }),
  };
}
