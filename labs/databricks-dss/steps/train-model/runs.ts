import { isMyExperiment, noExperiment } from '@/labs/kit/databricks/experiment';
import { byOthers } from '@/labs/kit/databricks/made-by';
import { chooseRun } from '@/labs/kit/databricks/runs';
import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { MlRun } from '@/lib/clouds/databricks';
import { conclude, missing, pass, since, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { askExperiment, type ExperimentKnown } from '../../experiment';

/** What the training code logs. */
export const wanted = { params: ['alpha', 'l1_ratio'], metrics: ['rmse', 'r2', 'mae'] } as const;

export interface RunsView {
  host: string;
  experimentId: string;
  all: MlRun[];
  /** The one that is judged. */
  chosen: MlRun | null;
}

/** The runs of the recorded experiment. Concludes where there is no such experiment. */
export async function askRuns(clouds: AsksWorkspace, known: ExperimentKnown): Promise<RunsView> {
  const { host, me, experiment } = await askExperiment(clouds, known);
  if (!experiment) return conclude(noExperiment(known.experimentPath));
  const all = (await clouds.databricks(host).runs(experiment.experiment_id)).map(withoutOtherParams);
  return {
    host,
    experimentId: experiment.experiment_id,
    all,
    chosen: chooseRun(all, { me, isMine: isMyExperiment(experiment, me) }, wanted).chosen,
  };
}

/** What else people log may be anything, so of that only the names are read. */
const withoutOtherParams = (run: MlRun): MlRun => ({
  ...run,
  params: Object.fromEntries(
    Object.entries(run.params).map(([name, value]) => [name, wanted.params.some((known) => known === name) ? value : '']),
  ),
});

export function judgeFinished({ all, chosen }: Pick<RunsView, 'all' | 'chosen'>, now: number): Verdict {
  if (!chosen)
    return all.length > 0
      ? missing(
          byOthers(
            `The run${all.length === 1 ? '' : 's'} in this experiment`,
            all.map((run) => run.user),
          ),
          'Run the two cells yourself, with your own experiment’s path in the second.',
        )
      : missing('No run has been logged in this experiment yet.', 'Run the two cells, with your experiment’s path in the second.');
  switch (chosen.status) {
    case 'FINISHED':
      return pass(chosen.name);
    case 'RUNNING':
    case 'SCHEDULED':
      return waiting(`${chosen.name} is running`, { ...since(chosen.startTime, now), usually: 60 });
    default:
      return wrong(`${chosen.name} did not finish.`, {
        expected: 'FINISHED',
        found: chosen.status,
        remedy: 'Read the error under the cell in your notebook, fix it, and run the cell again.',
      });
  }
}

export const noRun = (): Verdict => missing('You have no run to check yet.', 'Run the two cells first.');

export function judgeLogged(run: MlRun | null, what: 'params' | 'metrics'): Verdict {
  if (!run) return noRun();
  const names = wanted[what];
  const absent = names.filter((name) => run[what][name] === undefined);
  if (absent.length === 0) return pass(names.map((name) => `${name} ${String(run[what][name]).slice(0, 7)}`).join(', '));
  return wrong(`${run.name} did not log ${absent.join(', ')}.`, {
    expected: names.join(', '),
    found: Object.keys(run[what]).join(', ') || 'none',
    remedy: 'Paste the first cell again without changes, and run both.',
  });
}
