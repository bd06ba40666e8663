import type { SolveView } from '@/lib/attendee/state';
import { type Ending, endingOf } from '@/lib/lab/solve-ending';
import { isDone, type StepStatus } from '@/lib/progress/standing';

type Part = SolveView['parts'][number];
type Shown = Pick<SolveView, 'by' | 'doneAt' | 'answeredAt' | 'isAgreed' | 'isAtWork' | 'parts'>;

/** Where an offer to do a step stands. */
export type Stage = 'asked' | 'at-work' | 'interrupted' | Ending['kind'];

export function stageOf({ doneAt, answeredAt, isAtWork, parts }: Shown): Stage {
  if (doneAt) return endingOf(parts).kind;
  if (!answeredAt) return 'asked';
  return isAtWork ? 'at-work' : 'interrupted';
}

export interface SolveWords {
  title: string;
  text: string;
  /** What the button to agree says; null if there is nothing to agree to. */
  agree: string | null;
  /** What the button to decline says; null likewise. */
  decline: string | null;
  /** Whether the parts are of no more interest. */
  isFolded: boolean;
}

const thenVerify = 'When that’s done, verify the step.';
const sentence = (text: string) => (/[.!?]$/.test(text) || text === '' ? text : `${text}.`);
/** Whether anything is left that is done for them as soon as they have done their share, such as enter a secret. */
const canGoOn = (parts: readonly Part[]) => parts.some(({ how, isTheirs }) => !isTheirs && how !== 'done' && how !== 'already');

/** What the attendee is told about an offer, and about what came of it. @param status of the step itself, which its checks decide */
export function solveWords(solve: Shown, status: StepStatus): SolveWords {
  const stage = stageOf(solve);
  const ended = { agree: canGoOn(solve.parts) ? 'Try again' : null, decline: null, isFolded: false };
  switch (stage) {
    case 'asked':
      return {
        title: `${solve.by ?? 'A facilitator'} offers to do this step for you`,
        text: 'If you agree, Guidepost does this as you, in your accounts. Any secret it needs is sent from this tab, then forgotten.',
        agree: 'Yes, do it for me',
        decline: 'No, thanks',
        isFolded: false,
      };
    case 'at-work':
      return {
        title: 'Guidepost is doing this step for you',
        text: 'You can go on reading, or close this page.',
        agree: null,
        decline: 'Stop',
        isFolded: false,
      };
    case 'interrupted':
      return {
        title: 'This was interrupted',
        text: 'What was done stays. Select Go on to do the rest.',
        agree: 'Go on',
        decline: 'Stop',
        isFolded: false,
      };
    default:
      if (isDone(status)) return passedWords(status);
      return solve.isAgreed === false ? { ...ended, ...declined, agree: null } : { ...ended, ...endedWords(endingOf(solve.parts)) };
  }
}

const declined = {
  title: 'You stopped this before it was done',
  text: 'What was done stays. Do the rest yourself, or ask your facilitator to offer it again.',
};

/** The step has passed, whatever was left at the end. */
const passedWords = (status: StepStatus): SolveWords => ({
  title: status === 'solved' ? 'This step was done for you' : 'What was done for you',
  text: status === 'solved' ? 'It counts as done for you, not as verified by you.' : 'Nothing is left to do.',
  agree: null,
  decline: null,
  isFolded: true,
});

function endedWords(ending: Ending<Part>): Pick<SolveWords, 'title' | 'text'> {
  switch (ending.kind) {
    case 'done':
      return {
        title: 'Every part was done for you',
        text: 'The step’s checks don’t all pass yet. Verify the step to see what is missing.',
      };
    case 'left': {
      const [first, ...others] = ending.parts;
      if (!first || others.length > 0)
        return {
          title: `${ending.parts.length} parts are left for you`,
          text: `${ending.parts.map((p) => sentence(p.what)).join(' ')} ${thenVerify}`,
        };
      // with what only they can give, the part is done for them after all, and then verified
      return { title: `One part is left for you: ${first.what}`, text: `${sentence(first.said)}${first.isTheirs ? ` ${thenVerify}` : ''}` };
    }
    case 'failed':
      return {
        title: 'Couldn’t be done',
        text: `${ending.part.what}: ${sentence(ending.part.said)} Then select Try again, or do the step yourself.`,
      };
    case 'stopped':
      return {
        title: 'This was stopped before it was done',
        text: `${ending.part.what}: ${sentence(ending.part.said)} What was done stays. Select Try again, or do the rest yourself.`,
      };
  }
}

/** Ids of the checks that depend on what is being done for them now. */
export function beingDone(solve: SolveView | undefined): ReadonlySet<string> {
  if (!solve || stageOf(solve) !== 'at-work') return new Set();
  const open = solve.parts.filter(({ how, isTheirs }) => !isTheirs && how !== 'done' && how !== 'already');
  return new Set(open.flatMap(({ turns }) => turns));
}
