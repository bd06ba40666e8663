import { type Experiment, isMe, type Me } from '@/lib/clouds/databricks';
import { withoutEndSlashes, withoutSlashes } from '@/lib/clouds/slashes';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { byOthers } from './made-by';

export const noExperiment = (path: string): Verdict =>
  missing(`There is no experiment at ${path}.`, 'Create it, or record the path that its page copies: it starts with /Users/.');

/** Whose home folder something lies in; empty if it lies in none. */
const homeIn = (path: string): string => /^(?:\/Workspace)?\/Users\/([^/]{1,300})\//.exec(path)?.[1] ?? '';

/** Whoever made an experiment, or else in whose home folder it lies; empty where neither is told. */
const ownersOf = ({ owners, name }: Experiment): string[] => (owners.length > 0 ? owners : [homeIn(name)].filter(Boolean));

/** Whether an experiment is the attendee's. One without anybody's name counts as theirs, because they recorded it. */
export function isMyExperiment(experiment: Experiment, me: Me): boolean {
  const owners = ownersOf(experiment);
  return owners.length === 0 || owners.some((name) => isMe(me, name));
}

export function judgeExperiment(experiment: Experiment | null, path: string, me: Me): Verdict {
  if (!experiment) return noExperiment(path);
  const [owner = ''] = ownersOf(experiment);
  if (!isMyExperiment(experiment, me))
    return wrong(byOthers('This experiment', [owner]), {
      expected: `made by ${me.userName}`,
      found: `made by ${owner}`,
      remedy: 'Create one of your own, and record its path.',
    });
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

/** Whether the experiment keeps its artifacts on the mount, in the attendee's folder. */
export function judgeLocation(experiment: Experiment | null, mountName: string, folder: string): Verdict {
  if (!experiment) return missing('There is no experiment to check yet.', 'Create it first.');
  const location = experiment.artifact_location;
  const path = pathBehindMount(location, mountName);
  const [first = ''] = path?.split('/') ?? [];
  if (path && first.toLowerCase() === folder.toLowerCase()) return pass(`${path} in the container.`);
  return wrong(whatIsWrong(location, path), {
    expected: `dbfs:/mnt/${mountName}/${folder}/<your path>`,
    found: location,
    remedy: `The location cannot be changed later: create another experiment with the right one, and record its path.${
      path && !isPlaceholder(first) ? ` If ${first} is your folder, record that name instead.` : ''
    }`,
  });
}

const stand = ['', 'the', 'my', 'your', 'yourown', 'first', 'last', 'user'];
const placeholders = new Set(['name', 'path', 'folder', 'directory'].flatMap((noun) => stand.map((of) => of + noun)));

/** A name that stands for a name, as in the text of a lab: copied unchanged, everybody would share it. */
export const isPlaceholder = (name: string): boolean =>
  '<[{('.includes(name.charAt(0) || ' ') || placeholders.has(name.slice(0, 100).toLowerCase().replace(/[-_ ]/g, ''));

function whatIsWrong(location: string, path: string | null): string {
  if (path === '') return 'It keeps its artifacts at the root of the container, among everybody’s.';
  const [first = ''] = path?.split('/') ?? [];
  if (isPlaceholder(first)) return `It keeps its artifacts under ${first}, a placeholder: everyone who copies it shares one folder.`;
  if (path) return `It keeps its artifacts under ${first}, which is not the folder that you recorded as yours.`;
  return /^dbfs:\/databricks\/mlflow/.test(location)
    ? 'It keeps its artifacts in the workspace’s own storage, where DSS cannot get at them.'
    : 'It keeps its artifacts somewhere else.';
}
