import { checkFor } from '@/lib/lab/check';
import type { Missing } from '@/lib/lab/outcome';
import { isFailureWith } from './assumed';
import { type Asked, askTrials, flowNeeds, type RecipeKind } from './recipes';
import { orSeen, seenIn } from './seen';
import { judgeFailures } from './trials';
import { type AsksDss, dssUses } from './user';

interface Failed extends Asked {
  kind: RecipeKind;
  /** What to say if there is no such recipe on the connection. */
  absent: (connection: string) => Missing;
  /** Why it fails, as said with the pass. */
  why: string;
  /** What the failure is, such as `a failure that asks for stored credentials`. */
  failure: string;
}

/**
 * A recipe on the connection failed with a message that has `failureWords` in it, as the lab means it to. No choice among several
 * recipes counts here: the one that has to fail need not be the one that works afterward.
 */
export const recipeFailed = ({ kind, absent, why, failure, ...asked }: Failed) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'failureWords'],
    uses: [...dssUses, 'seen'],
    ask: (clouds, known) => askTrials(clouds, known, { kind, wants: 'failed', ...asked }),
    judge: (trials, { connection, failureWords, seen }) => {
      const isIt = (message: string) => isFailureWith(message, failureWords);
      return orSeen(judgeFailures(trials, { absent: absent(connection), why, failure, isIt }), trials, 'failed', seen);
    },
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'failed'),
  });
