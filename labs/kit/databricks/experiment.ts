import type { Experiment } from '@/lib/clouds/databricks';
import { withoutEndSlashes, withoutSlashes } from '@/lib/clouds/slashes';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

export const noExperiment = (path: string): Verdict =>
  missing(`There is no experiment at ${path}.`, 'Create it, or record the path that its page copies: it starts with /Users/.');

export function judgeExperiment(experiment: Experiment | null, path: string): Verdict {
  if (!experiment) return noExperiment(path);
  if (experiment.lifecycle_stage === 'active') return pass(experiment.name);
  return wrong('The experiment has been deleted.', {
    expected: 'active',
    found: experiment.lifecycle_stage,
    remedy: 'Create another under a new name, and record its path.',
  });
}

/** Where in the container artifacts go: the part of the location behind the mount; null when it is not on that mount. */
export function pathBehindMount(location: string, mountName: string): string | null {
  const tidy = withoutEndSlashes(location.startsWith('dbfs:') ? `/${withoutSlashes(location.slice('dbfs:'.length))}` : location);
  const mount = `/mnt/${mountName}`;
  return tidy === mount || tidy.startsWith(`${mount}/`) ? tidy.slice(mount.length + 1) : null;
}

/** Whether the experiment keeps its artifacts on the mount, in a directory of their own. */
export function judgeLocation(experiment: Experiment | null, mountName: string): Verdict {
  if (!experiment) return missing('There is no experiment to look at yet.', 'Create it first.');
  const location = experiment.artifact_location;
  const path = pathBehindMount(location, mountName);
  if (path) return pass(`${path} in the container.`);
  return wrong(whatIsWrong(location, path), {
    expected: `dbfs:/mnt/${mountName}/<your path>`,
    found: location,
    remedy: 'The location cannot be changed later: create another experiment with the right one, and record its path.',
  });
}

function whatIsWrong(location: string, path: string | null): string {
  if (path === '') return 'It keeps its artifacts at the root of the container, among everybody’s.';
  return /^dbfs:\/databricks\/mlflow/.test(location)
    ? 'It keeps its artifacts in the workspace’s own storage, where DSS cannot get at them.'
    : 'It keeps its artifacts somewhere else.';
}
