import { type Check, defineCheck, isVerdict, missing, pass, since, waiting, wrong } from '@/lib/checks/check';
import type { Knowing, Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { LoggedModel, MlRun } from '@/lib/clouds/mlflow';
import type { Listing } from '@/lib/clouds/storage';
import { askExperiment, noExperiment, pathBehindMount } from './experiment';

export const wantedParams = ['alpha', 'l1_ratio'] as const;
export const wantedMetrics = ['rmse', 'r2', 'mae'] as const;

export interface RunsView {
  host: string;
  experimentId: string;
  all: MlRun[];
  mine: MlRun[];
  /** The one that is looked at: of mine, what went best, the newest of these. */
  chosen: MlRun | null;
}

const has = (values: Record<string, unknown>, names: readonly string[]) => names.filter((name) => values[name] !== undefined).length;
const score = (run: MlRun) =>
  (run.status === 'FINISHED' ? 100 : run.status === 'RUNNING' ? 50 : 0) + has(run.params, wantedParams) + has(run.metrics, wantedMetrics);

export function chooseRun(all: MlRun[], userName: string): { mine: MlRun[]; chosen: MlRun | null } {
  const mine = all.filter((run) => run.user.toLowerCase() === userName.toLowerCase());
  return { mine, chosen: [...mine].sort((a, b) => score(b) - score(a) || b.startTime - a.startTime)[0] ?? null };
}

async function askRuns(clouds: Clouds, known: Knowing<'experimentPath' | 'userName'>): Promise<RunsView | Verdict> {
  const view = await askExperiment(clouds, known);
  if (isVerdict(view)) return view;
  if (!view.experiment) return noExperiment(known.experimentPath);
  const all = await clouds.mlflow(view.host).runs(view.experiment.experiment_id);
  return { host: view.host, experimentId: view.experiment.experiment_id, all, ...chooseRun(all, known.userName) };
}

export function judgeFinished({ all, chosen }: Pick<RunsView, 'all' | 'chosen'>, now: number): Verdict {
  if (!chosen)
    return all.length > 0
      ? missing(
          'The runs in this experiment are somebody else’s.',
          'Run the two cells yourself, with your own experiment’s path in the second.',
        )
      : missing('No run has been logged in this experiment yet.', 'Run the two cells, with your experiment’s path in the second.');
  switch (chosen.status) {
    case 'FINISHED':
      return pass(`${chosen.name} finished.`);
    case 'RUNNING':
    case 'SCHEDULED':
      return waiting(`${chosen.name} is running`, { ...since(chosen.startTime, now), usually: 60 });
    default:
      return wrong(`${chosen.name} did not finish.`, {
        expected: 'FINISHED',
        found: chosen.status,
        remedy: 'Read the error below the cell in your notebook, mend it, and run the cell again.',
      });
  }
}

const noRun = () => missing('There is no run of yours to look at yet.', 'Run the two cells first.');

export function judgeLogged(run: MlRun | null, what: 'params' | 'metrics'): Verdict {
  if (!run) return noRun();
  const wanted = what === 'params' ? wantedParams : wantedMetrics;
  const absent = wanted.filter((name) => run[what][name] === undefined);
  if (absent.length === 0) return pass(wanted.map((name) => `${name} ${String(run[what][name]).slice(0, 7)}`).join(', '));
  return wrong(`${run.name} did not log ${absent.join(', ')}.`, {
    expected: wanted.join(', '),
    found: Object.keys(run[what]).join(', ') || 'none',
    remedy: 'Paste the first cell again as it stands, and run both.',
  });
}

export interface ModelView {
  run: MlRun | null;
  /** MLflow 2: whether `model/MLmodel` is among the run's artifacts. */
  isArtifact: boolean;
  /** MLflow 3. */
  models: LoggedModel[];
}

/** Where the model's files are: with MLflow 3 at its own address, else among the run's artifacts. */
export const modelUri = ({ run, models }: ModelView): string =>
  models.find((m) => m.status === 'LOGGED_MODEL_READY')?.artifact_uri ?? (run ? `${run.artifactUri}/model` : '');

export function judgeModel({ run, isArtifact, models }: ModelView): Verdict {
  if (!run) return noRun();
  const [model] = models;
  if (models.some((m) => m.status === 'LOGGED_MODEL_READY')) return pass('Logged, as MLflow 3 does it.');
  if (isArtifact) return pass('Logged, as an artifact of the run.');
  if (model?.status === 'LOGGED_MODEL_PENDING') return waiting('The model is being uploaded', { usually: 30 });
  if (model)
    return wrong('The model could not be uploaded.', {
      expected: 'LOGGED_MODEL_READY',
      found: model.status,
      remedy: 'Look at the mount: can the notebook write there? Then run the second cell again.',
    });
  return missing(
    `${run.name} has logged no model that we can see.`,
    'Run the second cell again. If it says that it logged one, look at the check below: the files count.',
  );
}

interface StoredView extends ModelView {
  path: string | null;
  listing: Listing;
}

export function judgeStored({ run, path, listing }: StoredView, { storageAccount = '', mountName = '' }: Known): Verdict {
  if (!run) return noRun();
  if (path === null)
    return wrong('The model was not written to your mount.', {
      expected: `dbfs:/mnt/${mountName}/…`,
      found: run.artifactUri,
      remedy: 'Create an experiment whose artifact location is on your mount (step 4.3), and train into that.',
    });
  if (listing === 'denied')
    return wrong('You may not look into the storage account.', {
      expected: 'the role Storage Blob Data Reader',
      found: 'no data role',
      remedy: `Ask your facilitator for Storage Blob Data Reader on ${storageAccount}; it takes up to ten minutes to hold. Being Owner or Contributor is not enough.`,
    });
  if (!listing)
    return missing(
      `There is nothing at ${path} in the container yet.`,
      'If the run says that it has logged a model, give it a moment and verify again.',
    );
  return listing.some((p) => p.name.endsWith('/MLmodel'))
    ? pass(`${path} in the container.`)
    : wrong('What lies there is not an MLflow model.', {
        expected: 'a file named MLmodel',
        found:
          listing
            .map((p) => p.name.split('/').at(-1))
            .slice(0, 8)
            .join(', ') || 'nothing',
        remedy: 'Run the second cell again, and look whether it ends without an error.',
      });
}

const needs = ['userName', 'experimentPath'] as const;

async function askModel(clouds: Clouds, known: Knowing<(typeof needs)[number]>): Promise<ModelView | Verdict> {
  const view = await askRuns(clouds, known);
  if (isVerdict(view)) return view;
  const { chosen: run, host, experimentId } = view;
  if (!run) return { run, isArtifact: false, models: [] };
  const mlflow = clouds.mlflow(host);
  const [isArtifact, models] = await Promise.all([
    mlflow.hasArtifact(run.id, 'model', 'MLmodel'),
    mlflow.loggedModels(experimentId, run.id),
  ]);
  return { run, isArtifact, models };
}

const runCheck = (
  id: string,
  title: string,
  judge: (view: RunsView) => Verdict,
  learn?: (view: RunsView) => Record<string, string>,
): Check =>
  defineCheck({
    id,
    title,
    needs,
    ask: askRuns,
    judge: (answer) => (isVerdict(answer) ? answer : judge(answer)),
    ...(learn ? { learn: (answer: RunsView | Verdict) => (isVerdict(answer) ? {} : learn(answer)) } : {}),
  });

/** Step 4.4. */
export const runChecks: readonly Check[] = [
  runCheck(
    'databricks.run-is-finished',
    'A run of yours is finished',
    (view) => judgeFinished(view, Date.now()),
    ({ chosen }): Record<string, string> => (chosen ? { runId: chosen.id } : {}),
  ),
  runCheck('databricks.run-has-params', 'It logged its two parameters', ({ chosen }) => judgeLogged(chosen, 'params')),
  runCheck('databricks.run-has-metrics', 'It logged its three metrics', ({ chosen }) => judgeLogged(chosen, 'metrics')),
  defineCheck({
    id: 'databricks.run-has-model',
    title: 'It logged a model',
    needs,
    ask: askModel,
    judge: (answer) => (isVerdict(answer) ? answer : judgeModel(answer)),
  }),
  defineCheck({
    id: 'storage.model-is-stored',
    title: 'The model is in the storage account, for you to see',
    needs: [...needs, 'mountName', 'storageAccount', 'storageContainer'],
    async ask(clouds, known): Promise<StoredView | Verdict> {
      const view = await askModel(clouds, known);
      if (isVerdict(view)) return view;
      const path = view.run ? pathBehindMount(modelUri(view), known.mountName) : null;
      return { ...view, path, listing: path ? await clouds.storage(known.storageAccount).list(known.storageContainer, path) : null };
    },
    judge: (answer, known) => (isVerdict(answer) ? answer : judgeStored(answer, known)),
    learn(answer): Record<string, string> {
      const [, artifactsPath, modelDirectory] = /^(.*)\/([^/]+)$/.exec(isVerdict(answer) ? '' : (answer.path ?? '')) ?? [];
      return artifactsPath && modelDirectory ? { artifactsPath, modelDirectory } : {};
    },
  }),
];
