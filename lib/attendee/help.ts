import { db } from '@/lib/db';
import { readText } from '@/lib/help/looks-secret';
import type { Outcome } from '@/lib/help/view';
import { addToHelp, askForHelp, endHelp, type Refused } from '@/lib/help/write';
import type { Step } from '@/lib/lab/lab';
import { sentenceOf } from '@/lib/lab/outcome';
import { standingColumns, standingOf } from '@/lib/progress/rows';
import { type Standing, shownOutcome } from '@/lib/progress/standing';
import type { InLab } from './in-lab';
import type { Press, Said } from './press';

type HelpPress = Extract<Press['kind'], 'ask-for-help' | 'add-to-help' | 'end-help'>;
interface At {
  attendee: InLab;
  step: Step;
  /** The browser tab, whose event stream does not repeat the answer. */
  tab: string | undefined;
}

/** The fields of the panel's form for what the request is about, and for what they add later. */
const fields = { 'ask-for-help': 'help-text', 'add-to-help': 'help-more', 'end-help': null } as const;
const longestMessage = 400;
const cut = (text: string) => text.slice(0, longestMessage);

/** An attendee asks for help, adds to their request, or no longer needs it. */
export async function pressHelp({ attendee, step, tab }: At, kind: HelpPress, typed: Readonly<Record<string, string>>): Promise<Said> {
  const { enrolment, workshop } = attendee;
  const at = { enrolmentId: enrolment.id, workshopId: workshop.id };
  const field = fields[kind];
  if (field === null) return wordsOf(await endHelp(at, tab));
  const read = readText(typed[field]);
  if ('problem' in read) return { problems: { [field]: read.problem } };
  if (kind === 'ask-for-help') {
    const found = await db().standing.findMany({ where: { enrolmentId: enrolment.id, step: step.slug }, select: standingColumns });
    const asked = { step: step.slug, text: read.text, outcomes: outcomesOf(step, found.map(standingOf)) };
    return wordsOf(await askForHelp(at, asked, tab));
  }
  if (read.text === null) return { problems: { [field]: 'Write something first.' } };
  return wordsOf(await addToHelp(at, read.text, tab));
}

function wordsOf(done: 'done' | 'closed' | Refused): Said {
  switch (done) {
    case 'done':
      return {};
    case 'closed':
      return { tone: 'bad', note: 'This request was closed meanwhile, so your message wasn’t sent. Ask again if you still need help.' };
    case 'full':
      return { tone: 'bad', note: 'This request has many replies, so your message wasn’t sent. Ask in person.' };
    case 'many':
      return { tone: 'bad', note: 'You’ve asked for help many times in this workshop, so this wasn’t sent. Ask in person.' };
    case 'too-often':
      return { tone: 'bad', note: 'Too many messages in a minute, so this one wasn’t sent. Wait a moment, then try again.' };
  }
}

/** What the step's panel says now; it is sent along with a request. */
function outcomesOf(step: Step, standings: readonly Standing[]): Outcome[] {
  return step.checks.flatMap(({ id }) => {
    const standing = standings.find((s) => s.checkId === id);
    const outcome = standing && shownOutcome(standing);
    if (!outcome) return [];
    const values = outcome.status === 'wrong' ? { expected: cut(outcome.expected), found: cut(outcome.found) } : {};
    return [{ checkId: id, status: outcome.status, message: cut(sentenceOf(outcome)), ...values }];
  });
}
