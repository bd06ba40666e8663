import { type HelpDone, mostReplies } from '@/lib/help/write';
import type { Together } from '@/lib/together/rule';
import { isForThemToFix } from '@/lib/together/side';

const seconds = (at: Date, now: number) => Math.max(1, Math.round((now - at.getTime()) / 1000));
const ago = (at: Date, now: number) => {
  const s = seconds(at, now);
  return s < 60 ? `${s} s ago` : `${Math.round(s / 60)} min ago`;
};

/** Why an act on a request for help did nothing, as a sentence. */
export function doneWords(done: Exclude<HelpDone, { kind: 'done' }>, now = Date.now()): string {
  switch (done.kind) {
    case 'taken':
      return `${done.by ?? 'Another facilitator'} was first and took it ${ago(done.at, now)}.`;
    case 'closed':
      return `${done.by === 'attendee' ? 'They closed it themselves' : 'Another facilitator closed it'} ${ago(done.at, now)}, so nothing was sent.`;
    case 'gone':
      return 'The person who asked is no longer in this workshop.';
    case 'full':
      return `There are ${mostReplies} messages in it already, so yours wasn’t sent. Go and talk to them.`;
    case 'asked-again':
      return 'They’ve asked for help again since. Answer the open request.';
    case 'stranger':
      return 'That person is no longer a facilitator of this workshop. Choose somebody else.';
  }
}

/** @param people to how many by name; null: everybody, or whoever is on the step */
export const saidWords = (people: number | null): string =>
  people === null ? 'Announced.' : `Announced to ${people} ${people === 1 ? 'person' : 'people'}.`;

/** With the service's code or sentence, if the sentence doesn't have it already. */
const withCode = ({ message, code, said }: Pick<Together, 'message' | 'code' | 'said'>) => {
  const more = code && !message.includes(code) ? code : said;
  return more ? `${message.replace(/\.$/, '')} (${more}).` : message;
};

type Told = Pick<Together, 'kind' | 'cloud' | 'side' | 'message' | 'code' | 'said' | 'remedy'>;

/** What people are told who have the same failure: what to do, or that it's us. @param step as in `2.1 Connect the cluster` */
export function togetherWords(line: Told, step: string | null): { kind: 'news' | 'ours'; text: string } {
  const { kind, cloud, side, remedy } = line;
  if (isForThemToFix(side))
    return { kind: 'news', text: `Several of you have this${step ? ` at ${step}` : ''}: ${withCode(line)} ${remedy}`.trim() };
  return {
    kind: 'ours',
    text:
      kind === 'outage'
        ? `${cloud} can’t be checked right now. You don’t need to change anything; we’ll tell you here when it works again.`
        : `${step ?? 'This step'} fails for several of you in the same way. You don’t need to change anything; we’ll tell you here when it’s fixed.`,
  };
}
