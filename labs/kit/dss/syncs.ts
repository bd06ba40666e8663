import type { Dataset } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { Engine } from './assumed';
import { engineIs, todays } from './engines';
import type { Trial } from './flow';
import { type Asked, askTrials, flowNeeds, isAzure, recipeUses } from './recipes';
import { orSeen, seenIn } from './seen';
import { judgeTrials } from './trials';
import type { AsksDss } from './user';

interface Way {
  /** Why the files are behind this storage connection and no other, as a sentence. */
  whyHere: string;
}
interface WayOut extends Way {
  engine: Engine;
  /** Whether the lab has had a sync fail before: recipes that only ever failed are not the one that goes out. */
  isAfterFailure?: boolean;
}

const storedIn = (d: Dataset | undefined) => d?.params.connection ?? d?.type ?? 'nowhere';

export function judgeSyncOut(trials: readonly Trial[], storageConnection: string, { engine, whyHere, isAfterFailure }: WayOut): Verdict {
  const absent = missing(
    'Nothing has gone out to the storage account yet.',
    `Make a Sync recipe from the imported table to ${storageConnection}, as Parquet, set its engine to ${todays(engine)}, and run it.`,
  );
  return judgeTrials(
    trials,
    absent,
    (job, trial) =>
      engineIs(job, trial, engine, 'ran on another engine.', `Open the recipe, set its engine to ${todays(engine)}, and run it again.`) ??
      pass(`${trial.recipe.name}, to ${storageConnection}, with the engine ${job.engineName ?? engine}.`),
    ({ recipe, outputs, jobs }) => {
      const output = outputs.find(isAzure);
      if (isAfterFailure && !jobs.some((j) => j.state === 'done' || j.state === 'running')) return absent;
      if (storedIn(output) !== storageConnection)
        return wrong(`${recipe.name} goes to another connection.`, {
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
  );
}

export function judgeSyncBack(trials: readonly Trial[], connection: string, storageConnection: string, { whyHere }: Way): Verdict {
  return judgeTrials(
    trials,
    missing(`There is no sync back to ${connection} yet.`, 'Make a Sync recipe from the Parquet dataset to that connection.'),
    (job, trial) =>
      engineIs(
        job,
        trial,
        'Azure to Databricks',
        'ran on another engine.',
        `Open the recipe, set its engine to ${todays('Azure to Databricks')}, and run it again.`,
      ) ?? pass(`${trial.recipe.name}, with the engine ${job.engineName ?? 'Azure to Databricks'}.`),
    ({ recipe, inputs }) =>
      storedIn(inputs.find(isAzure)) === storageConnection
        ? null
        : wrong(`${recipe.name} starts from another connection.`, {
            expected: storageConnection,
            found: storedIn(inputs.find(isAzure)),
            remedy: `${whyHere} Sync back from the dataset that is stored in ${storageConnection}.`,
          }),
  );
}

/** A sync from the connection wrote Parquet files to the storage connection, on that engine. */
export const syncWentOut = ({ projectIn, ...way }: Asked & WayOut) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'storageConnection'],
    uses: recipeUses,
    ask: (clouds, known) => askTrials(clouds, known, { kind: 'syncOut', projectIn }),
    judge: (trials, { storageConnection, seen }) => orSeen(judgeSyncOut(trials, storageConnection, way), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });

/** A sync from the storage connection came back to the connection, on the engine Azure to Databricks. */
export const syncCameBack = ({ projectIn, ...way }: Asked & Way) =>
  checkFor<AsksDss>()({
    needs: [...flowNeeds, 'storageConnection'],
    uses: recipeUses,
    ask: (clouds, known) => askTrials(clouds, known, { kind: 'syncBack', projectIn }),
    judge: (trials, { connection, storageConnection, seen }) =>
      orSeen(judgeSyncBack(trials, connection, storageConnection, way), trials, 'done', seen),
    learns: ['seen'],
    learn: (trials) => seenIn(trials, 'done'),
  });
