import type { TogetherLine } from '@/lib/room/room';
import type { Side, Together } from '@/lib/together/rule';

/** For facilitators: what a service does, or why it isn't asked. What an attendee reads about it is said to them. */
export const troubleWords: Record<NonNullable<Together['trouble']>, string> = {
  'signed-out': 'Their sign-in has ended.',
  interaction: 'Microsoft needs to verify that it’s them.',
  stranger: 'The service doesn’t know them yet.',
  consent: 'They haven’t allowed Guidepost to ask it.',
  approval: 'Only an administrator may allow Guidepost to ask it.',
  blocked: 'A Conditional Access policy blocks them.',
  'set-up': 'Guidepost’s own registration is refused.',
  forbidden: 'Their accounts lack the rights.',
  'no-key': 'Nobody has provided a key for it.',
  'own-key': 'It has to be asked with their own key: they enter it in their panel, and press Verify.',
  'bad-key': 'It rejects the key.',
  licence: 'Its license leaves out its API.',
  throttled: 'It gets too many requests and asks Guidepost to slow down.',
  unavailable: 'It answers with errors.',
  slow: 'It doesn’t answer in time.',
  'no-connection': 'Guidepost can’t reach it.',
  garbled: 'Something else answers in its place.',
  refused: 'It refuses what Guidepost asks.',
};

/** What failed, for a facilitator: a check's own sentence, or what is the matter with a service. */
export const whatFailed = ({ kind, trouble, message }: Pick<Together, 'kind' | 'trouble' | 'message'>): string =>
  kind === 'outage' && trouble ? troubleWords[trouble] : message;

/** For how many. @param where as in `2.1 Connect the cluster` */
export function howMany({ kind, isMissing, count, of, cloud }: Omit<TogetherLine, 'people' | 'told' | 'toldAt'>, where: string): string {
  const some = `${count} of ${of}`;
  if (kind === 'outage') return `${cloud} can’t be checked for ${some} who asked`;
  return isMissing ? `${some} are stuck on ${where}` : `${some} fail ${where}`;
}

/** Whose side something is likely on, in a few words. */
export const sideInShort: Record<Side, string> = {
  service: 'a service problem',
  workshop: 'the workshop’s setup',
  us: 'Guidepost or the network',
  text: 'our instructions',
  theirs: 'theirs to fix',
};

export const sideWords: Record<Side, string> = {
  service: 'Likely a service problem.',
  workshop: 'Likely a workshop problem: check its settings, keys, and permissions.',
  us: 'Likely Guidepost or the network in the room.',
  text: 'Likely our problem: half of those who tried have it. Check the step’s instructions and the settings.',
  theirs: 'Likely an easy mistake to make: they can fix it themselves.',
};

const whom: Record<number, string> = { 1: 'them', 2: 'both' };
/** To whom a click tells it: those who were told before aren't told again. */
export const toWhom = ({ count, told }: Pick<TogetherLine, 'count' | 'told'>): string =>
  told > 0 ? `${count - told} more` : (whom[count] ?? `these ${count}`);
