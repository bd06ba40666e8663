import type { Dataset } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { type Engine, isFailureWith } from './assumed';
import { engineIs, todays } from './engines';
import type { Trial } from './flow';
import { type Asked, askTrials, flowNeeds, type InFlow, isAzure, type RecipeKind, recipeUses } from './recipes';
import { orSeen, seenIn } from './seen';
import { type AfterFailure, judgeTrials } from './trials';
import type { AsksDss } from './user';

interface Way {
  /** Why the files are behind this storage connection and no other, as a sentence. */
  whyHere: string;
}
interface WayOut extends Way {
  engine: Engine;
}

/** Recognizes the failure that the lab had people see before, if there is one. */
type IsIt = AfterFailure['isIt'];

const storedIn = (d: Dataset | undefined) => d?.params.connection ?? d?.type ?? 'nowhere';

/**
 * @param isIt where the lab has had a sync fail before: one to another connection that never worked is that one, and not the one
 * that goes out
 */
export function judgeSyncOut(trials: readonly Trial[], storageConnection: string, { engine, whyHere }: WayOut, isIt?: IsIt): Verdict {
  const absent = missing(
    'Nothing has gone out to the storage account yet.',
    `Make a Sync recipe from the imported table to ${storageConnection}, as Parquet, set its engine to ${todays(engine)}, and run it.`,
  );
  return judgeTrials(
    trials,
    absent,
    (job, trial) =>
      engineIs(job, trial, engine, 'ran on another engine.', `Open the recipe, set its engine to ${todays(engine)}, and run it again.`) ??
      pass(`${trial.recipe.name} wrote to ${storageConnection} (${job.engineName ?? engine}).`),
    (trial) => {
      const { recipe, outputs } = trial;
      const output = outputs.find(isAzure);
      if (storedIn(output) !== storageConnection)
        return isIt && !hasWorked(trial)
          ? absent
          : wrong(`${recipe.name} goes to another connection.`, {
              expected: storageConnection,
              found: storedIn(output),
              remedy: `${whyHere} Make a sync whose output is stored into ${storageConnection}.`,
            });
      if (output?.formatType !== 'parquet')
        return wrong(`${recipe.name} does not write Parquet.`, {
          expected: 'parquet',
          found: output?.formatType ?? 'no format',
          remedy: 'Make the sync’s output a Parquet dataset: the fast ways read and write no other format.',
        });
      return null;
    },
    isIt && { isIt, remedy: `Open the recipe, set its engine to ${todays(engine)}, and run it again.` },
  );
}

/** @param isIt as in `judgeSyncOut` */
export function judgeSyncBack(
  trials: readonly Trial[],
  connection: string,
  storageConnection: string,
  { whyHere }: Way,
  isIt?: IsIt,
): Verdict {
  const absent = missing(`There is no sync back to ${connection} yet.`, 'Make a Sync recipe from the Parquet dataset to that connection.');
  return judgeTrials(
    trials,
    absent,
    (job, trial) =>
      engineIs(
        job,
        trial,
        'Azure to Databricks',
        'ran on another engine.',
        `Open the recipe, set its engine to ${todays('Azure to Databricks')}, and run it again.`,
      ) ?? pass(`${trial.recipe.name} (${job.engineName ?? 'Azure to Databricks'}).`),
    (trial) => {
      const from = storedIn(trial.inputs.find(isAzure));
      if (from === storageConnection) return null;
      if (isIt && !hasWorked(trial)) return absent;
      return wrong(`${trial.recipe.name} starts from another connection.`, {
        expected: storageConnection,
        found: from,
        remedy: `${whyHere} Sync back from the dataset that is stored in ${storageConnection}.`,
      });
    },
    isIt && { isIt, remedy: `Set its engine to ${todays('Azure to Databricks')}, and run it again.` },
  );
}

const hasWorked = ({ jobs }: Trial) => jobs.some((j) => j.state === 'done' || j.state === 'running');
const failureWith =
  (words: string): IsIt =>
  (message) =>
    isFailureWith(message, words);

const out = { needs: [...flowNeeds, 'storageConnection'], uses: recipeUses } as const;
const askFor =
  (kind: RecipeKind, projectIn: string | undefined) =>
  (clouds: AsksDss, known: InFlow): Promise<Trial[]> =>
    askTrials(clouds, known, { kind, projectIn });
const learning = { learns: ['seen'], learn: (trials: Trial[]) => seenIn(trials, 'done') } as const;

/** A sync from the connection wrote Parquet files to the storage connection, on that engine. */
export const syncWentOut = ({ projectIn, ...way }: Asked & WayOut) =>
  checkFor<AsksDss>()({
    ...out,
    ...learning,
    ask: askFor('syncOut', projectIn),
    judge: (trials, { storageConnection, seen }) => orSeen(judgeSyncOut(trials, storageConnection, way), trials, 'done', seen),
  });

/** The same, where another had to fail before with a message that has `failureWords` in it. */
export const syncWentOutAfterFailure = ({ projectIn, ...way }: Asked & WayOut) =>
  checkFor<AsksDss>()({
    ...out,
    ...learning,
    needs: [...out.needs, 'failureWords'],
    ask: askFor('syncOut', projectIn),
    judge: (trials, { storageConnection, failureWords, seen }) =>
      orSeen(judgeSyncOut(trials, storageConnection, way, failureWith(failureWords)), trials, 'done', seen),
  });

/** A sync from the storage connection came back to the connection, on the engine Azure to Databricks. */
export const syncCameBack = ({ projectIn, ...way }: Asked & Way) =>
  checkFor<AsksDss>()({
    ...out,
    ...learning,
    ask: askFor('syncBack', projectIn),
    judge: (trials, { connection, storageConnection, seen }) =>
      orSeen(judgeSyncBack(trials, connection, storageConnection, way), trials, 'done', seen),
  });

/** The same, where another may have failed before with a message that has `failureWords` in it. */
export const syncCameBackAfterFailure = ({ projectIn, ...way }: Asked & Way) =>
  checkFor<AsksDss>()({
    ...out,
    ...learning,
    needs: [...out.needs, 'failureWords'],
    ask: askFor('syncBack', projectIn),
    judge: (trials, { connection, storageConnection, failureWords, seen }) =>
      orSeen(judgeSyncBack(trials, connection, storageConnection, way, failureWith(failureWords)), trials, 'done', seen),
  });
