import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { Trial } from './flow';
import { type Asked, askTrials, flowNeeds, onConnection, recipeUses } from './recipes';
import { orSeen, seenIn } from './seen';
import { judgeTrials } from './trials';
import type { AsksDss } from './user';

export const judgePython = (trials: readonly Trial[], connection: string): Verdict =>
  judgeTrials(
    trials,
    missing(
      `There is no Python recipe on ${connection} yet.`,
      'Make one from the imported table, and store its output into the same connection.',
    ),
    ({ log }, { recipe: { name } }) => {
      switch (log) {
        case 'fastpath':
          return pass(`${name}, by the fast path.`);
        case 'perhaps':
          return pass(
            `${name}, by the fast path, it seems.`,
            'The log does not say “fastpath” in so many words, as this version of DSS may not.',
          );
        default:
          return wrong(`${name} ran through, but by the slow path.`, {
            expected: 'a log that mentions fastpath',
            found: log === 'too-long' ? 'no fastpath in the first 16 MB of its log' : 'no fastpath in its log',
            remedy: 'Tick Automatic fast-write in the connection, with the right connection and path, and run the recipe again.',
          });
      }
    },
    ({ recipe, outputs }) =>
      outputs.some(onConnection(connection))
        ? null
        : wrong(`${recipe.name} writes to another connection.`, {
            expected: connection,
            found: outputs.map((d) => d.params.connection ?? d.type).join(', ') || 'nothing',
            remedy: 'Only what is written back shows the fast path. Give it an output that is stored into that connection.',
          }),
  );

/** A Python recipe wrote back to the connection through the fast path, as its job's log says. */
export const pythonRecipeRan = (asked: Asked = {}) =>
  checkFor<AsksDss>()({
    needs: flowNeeds,
    uses: recipeUses,
    ask: (clouds, known) => askTrials(clouds, known, { kind: 'python', ...asked }),
    judge: (trials, { connection, seen }) => orSeen(judgePython(trials, connection), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });
