import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { engineIs } from './engines';
import type { Trial } from './flow';
import { type Asked, askTrials, flowNeeds, onConnection, recipeUses } from './recipes';
import { orSeen, seenIn } from './seen';
import { judgeTrials } from './trials';
import type { AsksDss } from './user';

export const judgeVisual = (trials: readonly Trial[], connection: string): Verdict =>
  judgeTrials(
    trials,
    missing(
      `There is no visual recipe on ${connection} yet.`,
      'Make one from the imported table, and store its output into the same connection.',
    ),
    (job, trial) =>
      engineIs(
        job,
        trial,
        'SQL',
        'ran, but not in the database.',
        'Open the recipe, set its engine to In-database (SQL), and run it again.',
      ) ?? pass(trial.recipe.name),
    ({ recipe, outputs }) =>
      outputs.every(onConnection(connection))
        ? null
        : wrong(`${recipe.name} writes to another connection.`, {
            expected: connection,
            found: outputs.map((d) => d.params.connection ?? d.type).join(', '),
            remedy:
              'A recipe runs in the database only where both its ends are there. Make one whose output is stored into the same connection.',
          }),
  );

/** A visual recipe on the connection ran in the database. */
export const visualRecipeRan = (asked: Asked = {}) =>
  checkFor<AsksDss>()({
    needs: flowNeeds,
    uses: recipeUses,
    ask: (clouds, known) => askTrials(clouds, known, { kind: 'visual', ...asked }),
    judge: (trials, { connection, seen }) => orSeen(judgeVisual(trials, connection), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });
