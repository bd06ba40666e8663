import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { isFailureWith } from './assumed';
import type { Trial } from './flow';
import { type Asked, askTrials, flowNeeds, type InFlow, onConnection, recipeUses } from './recipes';
import { orSeen, seenIn } from './seen';
import { type AfterFailure, judgeTrials } from './trials';
import type { AsksDss } from './user';

export const judgePython = (trials: readonly Trial[], connection: string, after?: AfterFailure): Verdict =>
  judgeTrials(
    trials,
    missing(
      `There is no Python recipe on ${connection} yet.`,
      'Make one from the imported table, and store its output into the same connection.',
    ),
    ({ log }, { recipe: { name } }) => {
      switch (log) {
        case 'fastpath':
          return pass(name);
        case 'perhaps':
          return pass(`${name}, it seems.`, 'The log doesn’t say “fastpath”. This version of DSS may word it differently.');
        default:
          return wrong(`${name} ran, but by the slow path.`, {
            expected: 'a log that mentions fastpath',
            found: logs[log ?? 'nothing'],
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
    after,
  );

const logs = {
  nothing: 'no fastpath in its log',
  denied: 'a log that says the fast path was not used',
  'too-long': 'no fastpath in the first 16 MB of its log',
} as const;

const ask =
  (asked: Asked) =>
  (clouds: AsksDss, known: InFlow): Promise<Trial[]> =>
    askTrials(clouds, known, { kind: 'python', ...asked });

/** A Python recipe wrote back to the connection through the fast path, as its job's log says. */
export const pythonRecipeRan = (asked: Asked = {}) =>
  checkFor<AsksDss>()({
    needs: flowNeeds,
    uses: recipeUses,
    ask: ask(asked),
    judge: (trials, { connection, seen }) => orSeen(judgePython(trials, connection), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });

/** The same, where it had to fail before with a message that has `failureWords` in it. */
export const pythonRecipeRanAfterFailure = ({ remedy, ...asked }: Asked & Pick<AfterFailure, 'remedy'>) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'failureWords'],
    uses: recipeUses,
    ask: ask(asked),
    judge: (trials, { connection, failureWords, seen }) =>
      orSeen(judgePython(trials, connection, { isIt: (m) => isFailureWith(m, failureWords), remedy }), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });
