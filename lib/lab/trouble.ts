import type { Trouble, UpstreamError } from '@/lib/clouds/trouble';
import type { Unreachable } from './outcome';

interface Words {
  message: (cloud: string) => string;
  /** In its place where something was to be changed. */
  change?: (cloud: string) => string;
  remedy: string;
  way?: Unreachable['way'];
}

/** Sentences for trouble, for a tired person who did nothing wrong. A vendor may have its own (`Service.words`). */
const words: Record<Trouble, Words> = {
  'signed-out': {
    message: () => 'Your sign-in has ended, so Guidepost can’t check this as you.',
    remedy: 'Sign in again. You come back to this page, and nothing is lost.',
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
      'Your facilitator has a link for the administrator, in the workshop’s settings. This page updates by itself once it has been used.',
  },
  interaction: {
    message: () => 'Microsoft needs to verify it’s you.',
    remedy: 'Sign in again and confirm, then verify again.',
    way: 'sign-in',
  },
  blocked: {
    message: () => 'Your organization’s sign-in rules block Guidepost from checking this as you.',
    remedy: 'Signing in again won’t help. Show this to your facilitator: a tenant administrator can change the rule.',
  },
  'set-up': {
    message: () => 'Guidepost isn’t set up correctly for this. It’s the portal’s setup, not you.',
    remedy: 'Show this to your facilitator. The reason is in Guidepost’s log.',
  },
  forbidden: {
    message: (c) => `${c} doesn’t let your account read this.`,
    change: (c) => `${c} doesn’t let your account change this.`,
    remedy: 'Show this to your facilitator: your account lacks a role.',
  },
  stranger: {
    message: (c) => `You haven’t signed in to ${c} yet.`,
    remedy: 'Open it once in your browser and sign in. This page updates by itself.',
  },
  throttled: { message: (c) => `${c} asked Guidepost to slow down. It’s them, not you.`, remedy: 'Guidepost tries again by itself.' },
  unavailable: {
    message: (c) => `${c} isn’t available right now. It’s them, not you.`,
    remedy: 'Go on with another step. Guidepost tries again by itself.',
  },
  slow: {
    message: (c) => `${c} didn’t answer in time. It’s them or the network, not you.`,
    remedy: 'Go on with another step. Guidepost tries again by itself.',
  },
  'no-connection': {
    message: (c) => `Guidepost couldn’t reach ${c}. It’s the network, not you.`,
    remedy: 'Go on with another step. Guidepost tries again by itself.',
  },
  garbled: {
    message: (c) => `A web page answered instead of ${c}. You may need to sign in to the Wi-Fi or a proxy.`,
    remedy: 'If this keeps happening, tell your facilitator. It’s not your fault.',
  },
  'no-key': {
    message: (c) => `This check needs a ${c} API key.`,
    remedy: 'Ask your facilitator to add the workshop’s key, or enter your personal key on this page.',
  },
  'own-key': {
    message: (c) => `This check needs your personal ${c} API key.`,
    remedy: 'Enter your personal key on this page, then verify again.',
  },
  'bad-key': {
    message: (c) => `${c} rejected the API key.`,
    remedy: 'If the key is yours, make a new one. If it is the workshop’s, show this to your facilitator.',
  },
  licence: {
    message: (c) => `The license of this ${c} doesn’t include the API that Guidepost needs.`,
    remedy: 'Show this to your facilitator.',
  },
  refused: {
    message: (c) => `${c} refused the request.`,
    remedy: 'Show this to your facilitator: a setting of the workshop may be wrong.',
  },
};

/** Whether that is a trouble's name. */
export const isTrouble = (name: string): boolean => Object.hasOwn(words, name);

/** A pause of at least this many seconds is worth mentioning. */
const longPause = 15;
const hour = 3600;

const inWords = (seconds: number): string => {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 2 * hour ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / hour)} hours`;
};

/** What a service has asked of Guidepost, if that is to wait longer than people would expect; else null. */
export const askedToWait = (cloud: string, seconds: number | undefined): string | null =>
  seconds === undefined || seconds < longPause ? null : `${cloud} asked Guidepost to wait ${inWords(seconds)}.`;

/** The same, and when we try again. The watch checks at least every hour. */
function whenAgain(cloud: string, seconds = 0): string | null {
  const asked = askedToWait(cloud, seconds);
  const again =
    seconds > hour ? 'Guidepost tries again every hour, and whenever you select Verify.' : 'Then Guidepost tries again by itself.';
  return asked && `${asked} ${again}`;
}

export function unreachable({ detail }: UpstreamError): Unreachable {
  const { message: reading, change, remedy: usual, way } = words[detail.trouble];
  const message = (detail.isChange ? change : undefined) ?? reading;
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
