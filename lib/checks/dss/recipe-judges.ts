import { missing, pass, wrong } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Dataset } from '@/lib/clouds/dss';
import { type Engine, readParams } from './assumed';
import type { ConnectionView } from './connection';
import { isAzure, onConnection, tableOf, tidyTable } from './exercises';
import type { JobView, Trial } from './flow';
import { best, judgeTrials } from './work';

export function judgeTable(tables: readonly Dataset[], connection: string, { sampleTable = '' }: Known): Verdict {
  const verdicts = tables.map((d): Verdict => {
    if (d.params.mode && d.params.mode !== 'table')
      return wrong(`${d.name} is a query, not a table.`, {
        expected: 'mode: table',
        found: `mode: ${d.params.mode}`,
        remedy: `Import ${sampleTable} as a table.`,
      });
    if (tableOf(d) !== tidyTable(sampleTable))
      return wrong(`${d.name} is another table.`, {
        expected: sampleTable,
        found: tableOf(d) || 'no table',
        remedy: `Import ${sampleTable} beside it.`,
      });
    if ((d.schema?.columns.length ?? 0) === 0)
      return missing(
        `DSS does not know the columns of ${d.name} yet.`,
        'Open its settings, press the button that detects the schema, and save it.',
      );
    return pass(`${d.name}, with ${d.schema?.columns.length} columns.`);
  });
  return best(verdicts) ?? missing(`No table is imported from ${connection} yet.`, `Import ${sampleTable} from that connection.`);
}

const engineIs = (job: JobView, { recipe }: Trial, expected: Engine, message: string, remedy: string): Verdict | null => {
  if (job.engine === expected) return null;
  return wrong(`${recipe.name} ${message}`, { expected, found: job.engineName ?? 'DSS does not say', remedy });
};

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
      ) ?? pass(`${trial.recipe.name}, in the database.`),
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

const storedIn = (d: Dataset | undefined) => d?.params.connection ?? d?.type ?? 'nowhere';

export function judgeSyncOut(trials: readonly Trial[], via: { connection: string; engine: Engine; whyHere: string }): Verdict {
  const absent = missing(
    'Nothing has gone out to the storage account yet.',
    `Make a Sync recipe from the imported table to ${via.connection}, as Parquet, set its engine to ${todays(via.engine)}, and run it.`,
  );
  return judgeTrials(
    trials,
    absent,
    (job, trial) =>
      engineIs(
        job,
        trial,
        via.engine,
        'ran on another engine.',
        `Open the recipe, set its engine to ${todays(via.engine)}, and run it again.`,
      ) ?? pass(`${trial.recipe.name}, to ${via.connection}, with the engine ${job.engineName ?? via.engine}.`),
    ({ recipe, outputs, jobs }) => {
      const output = outputs.find(isAzure);
      // on the warehouse the first sync is there to fail; it is not yet the one that goes out
      if (via.engine === 'DSS' && !jobs.some((j) => j.state === 'done' || j.state === 'running')) return absent;
      if (storedIn(output) !== via.connection)
        return wrong(`${recipe.name} goes to another connection.`, {
          expected: via.connection,
          found: storedIn(output),
          remedy: `${via.whyHere} Make a sync whose output is stored into ${via.connection}.`,
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

export function judgeSyncBack(trials: readonly Trial[], connection: string, via: { connection: string; whyHere: string }): Verdict {
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
      storedIn(inputs.find(isAzure)) === via.connection
        ? null
        : wrong(`${recipe.name} starts from another connection.`, {
            expected: via.connection,
            found: storedIn(inputs.find(isAzure)),
            remedy: `${via.whyHere} Sync back from the dataset that is stored in ${via.connection}.`,
          }),
  );
}

/** As 11.2 calls an engine, and as it is called today. */
const todays = (engine: Engine): string =>
  ({
    'Databricks to Azure': 'Databricks to Azure (today: Databricks to Cloud)',
    'Azure to Databricks': 'Azure to Databricks (today: Cloud to Databricks)',
  })[engine as string] ?? engine;

export function judgeWritesWithSas(view: ConnectionView, { adlsSasConnection = '', adlsConnection = '' }: Known): Verdict {
  if (!view.connection)
    return missing(
      `DSS has no connection named ${view.name} any more.`,
      'Record the name of the one that leads to your SQL warehouse in step 2.2.',
    );
  const { connection } = readParams(view.connection.params).fastWrite;
  if (connection === adlsSasConnection) return pass(`Through ${adlsSasConnection}.`);
  if (connection === adlsConnection)
    return missing(
      `Fast-write still goes through ${adlsConnection}.`,
      `When you have seen the two failures, edit ${view.name} and set Automatic fast-write connection to ${adlsSasConnection}.`,
    );
  return wrong('Fast-write goes through another connection.', {
    expected: adlsSasConnection,
    found: connection || 'none',
    remedy: `Edit ${view.name}: set Automatic fast-write connection to ${adlsSasConnection}.`,
  });
}
