import { defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Knowing } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Experiment } from '@/lib/clouds/mlflow';
import { mlHost } from './place';

export interface ExperimentView {
  host: string;
  experiment: Experiment | null;
}

export async function askExperiment(clouds: Clouds, known: Knowing<'experimentPath'>): Promise<ExperimentView | Verdict> {
  const host = await mlHost(clouds, known);
  return typeof host === 'string' ? { host, experiment: await clouds.mlflow(host).experiment(known.experimentPath) } : host;
}

export const noExperiment = (path: string): Verdict =>
  missing(`There is no experiment at ${path}.`, 'Create it, or record the path that its page copies: it starts with /Users/.');

/** Where in the container artifacts go: the part of the location behind the mount; null when it is not on that mount. */
export function pathBehindMount(location: string, mountName: string): string | null {
  const tidy = location.replace(/^dbfs:\/*/, '/').replace(/\/+$/, '');
  const mount = `/mnt/${mountName}`;
  return tidy === mount || tidy.startsWith(`${mount}/`) ? tidy.slice(mount.length + 1) : null;
}

export function judgeLocation({ artifact_location: location }: Experiment, { mountName }: Knowing<'mountName'>): Verdict {
  const path = pathBehindMount(location, mountName);
  const expected = `dbfs:/mnt/${mountName}/<your path>`;
  const again = 'The location cannot be changed later: create another experiment with the right one, and record its path.';
  if (path) return pass(`${path} in the container.`);
  if (path === '')
    return wrong('It keeps its artifacts at the root of the container, among everybody’s.', { expected, found: location, remedy: again });
  const isDefault = /^dbfs:\/databricks\/mlflow/.test(location);
  return wrong(
    isDefault
      ? 'It keeps its artifacts in the workspace’s own storage, where DSS cannot get at them.'
      : 'It keeps its artifacts somewhere else.',
    {
      expected,
      found: location,
      remedy: again,
    },
  );
}

export const experimentExists = defineCheck({
  id: 'databricks.experiment-exists',
  title: 'The experiment exists',
  needs: ['userName', 'experimentPath'],
  ask: askExperiment,
  judge(answer, { experimentPath }) {
    if (isVerdict(answer)) return answer;
    if (!answer.experiment) return noExperiment(experimentPath);
    if (answer.experiment.lifecycle_stage === 'active') return pass(answer.experiment.name);
    return wrong('The experiment has been deleted.', {
      expected: 'active',
      found: answer.experiment.lifecycle_stage,
      remedy: 'Create another under a new name, and record its path.',
    });
  },
});

export const experimentIsOnMount = defineCheck({
  id: 'databricks.experiment-is-on-mount',
  title: 'It keeps its artifacts on your mount',
  needs: ['userName', 'experimentPath', 'mountName'],
  ask: askExperiment,
  judge(answer, known) {
    if (isVerdict(answer)) return answer;
    return answer.experiment
      ? judgeLocation(answer.experiment, known)
      : missing('There is no experiment to look at yet.', 'Create it first.');
  },
});
