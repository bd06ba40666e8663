import { withoutIds } from '@/lib/clouds/answer';
import { type Dataset, type Dss, type JobItem, type Recipe, refIn } from '@/lib/clouds/dss';
import { conclude } from '@/lib/lab/outcome';
import { deniesFastpath, type Engine, engineOf, fastpath, fastpathLoosely } from './assumed';
import { noProject } from './project';
import { type AsksDss, askLogin, type Person } from './user';

/** What is in a project: datasets, recipes, and the jobs that DSS still keeps, newest first. */
export interface Flow {
  dss: Dss;
  project: string;
  datasets: Dataset[];
  recipes: Recipe[];
  jobs: JobItem[];
}

/**
 * Reads a project. Concludes if the person sees none with that key.
 * @param projectIn the part of the lab that creates the project, such as `:step[create-project]`
 */
export async function askFlow(clouds: AsksDss, known: Person & { projectKey: string }, projectIn?: string): Promise<Flow> {
  const dss = clouds.dss(await askLogin(clouds, known));
  const project = known.projectKey;
  const datasets = await dss.datasets(project);
  if (!datasets) return conclude(noProject(project, projectIn));
  const [recipes, jobs] = await Promise.all([dss.recipes(project), dss.jobs(project)]);
  return { dss, project, datasets, recipes, jobs };
}

/** A recipe with the datasets that it reads and writes, as far as DSS still has them. */
export interface Wired {
  recipe: Recipe;
  inputs: Dataset[];
  outputs: Dataset[];
}

export function wire({ recipes, datasets }: Pick<Flow, 'recipes' | 'datasets'>): Wired[] {
  const named = (names: string[]) => names.flatMap((ref) => datasets.filter((d) => d.name === refIn(ref)));
  return recipes.map((recipe) => ({ recipe, inputs: named(recipe.inputs), outputs: named(recipe.outputs) }));
}

export type LogSays = 'fastpath' | 'perhaps' | 'denied' | 'nothing' | 'too-long';

/** One run of a recipe. */
export interface JobView {
  id: string;
  state: 'running' | 'done' | 'failed' | 'aborted';
  /** What DSS says it ran on; null where it does not say. */
  engine: Engine | null;
  /** What DSS calls that engine. */
  engineName: string | null;
  failure: string | null;
  startTime: number | null;
  /** DSS's clock when it answered. */
  at: number;
  log?: LogSays;
}

/** A recipe and the newest of its runs in each state. No jobs: it was never run, or DSS has removed them. */
export interface Trial extends Wired {
  jobs: JobView[];
}

const stateOf = (state: string): JobView['state'] => {
  if (state === 'DONE') return 'done';
  if (state === 'FAILED') return 'failed';
  return state === 'ABORTED' ? 'aborted' : 'running'; // any other state means that the job has not ended
};

/** How many failed runs of a recipe are opened to find the expected failure. */
const mostFailures = 4;
const mostLogBytes = 16 * 1024 * 1024;

/** The runs worth opening: the newest of each state, and a few more failed ones where a failure is wanted. */
export function runsOf({ recipe }: Wired, jobs: JobItem[], wantsFailure: boolean): JobItem[] {
  const outputs = recipe.outputs.map(refIn);
  const own = jobs.filter((j) => (j.recipe ? j.recipe === recipe.name : j.outputs.some((o) => outputs.includes(refIn(o)))));
  const newest = (state: JobView['state'], most: number) => own.filter((j) => stateOf(j.state) === state).slice(0, most);
  return [...newest('running', 1), ...newest('done', 1), ...newest('failed', wantsFailure ? mostFailures : 1), ...newest('aborted', 1)];
}

interface Wanted {
  failure?: boolean;
  /** Whether the log is searched for the fast path. */
  log?: boolean;
}

/** Opens the runs of each recipe that may be meant. */
export async function tryOut(flow: Flow, candidates: Wired[], wanted: Wanted = {}): Promise<Trial[]> {
  return Promise.all(
    candidates.map(async (wired) => {
      const runs = runsOf(wired, flow.jobs, wanted.failure ?? false);
      const jobs = await Promise.all(runs.map((run) => open(flow, wired, run, wanted)));
      return { ...wired, jobs: jobs.filter((j) => j !== null) };
    }),
  );
}

async function open({ dss, project }: Flow, { recipe }: Wired, item: JobItem, wanted: Wanted): Promise<JobView | null> {
  const answer = await dss.job(project, item.id);
  if (!answer) return null; // removed since the list was read
  const { baseStatus, runtimeSummary } = answer.body;
  const activities = Object.values(baseStatus.activities);
  const activity = activities.find((a) => a.recipeName === recipe.name) ?? activities[0];
  const reason = activities.map((a) => a.firstFailure?.message ?? a.message).find(Boolean);
  const state = stateOf(baseStatus.state ?? baseStatus.status ?? item.state);
  if (state === 'done' && !activity) return null; // everything was up to date, so nothing was run
  const ran = runtimeSummary?.activities.find((a) => a.activityId === activity?.activityId)?.engineType;
  const used = recipe.type === 'python' || state !== 'done' ? null : await engineUsed(dss, project, recipe.name, ran);
  const log = wanted.log && state === 'done' && activity ? await readLog(dss, project, item.id, activity.activityId) : undefined;
  return {
    id: item.id,
    state,
    engine: used?.engine ?? null,
    engineName: used?.name ?? null,
    failure: reason ? withoutIds(reason) : null,
    startTime: item.startTime,
    at: answer.at,
    ...(log ? { log } : {}),
  };
}

/**
 * The engine of a job. A job gives an id, and no public text lists the ids of all engines. Where the id says nothing, the recipe's own list
 * of engines has the label that people see. Older versions do not tell a job's engine at all; the recipe tells the one that it would run on
 * now.
 */
async function engineUsed(dss: Dss, project: string, recipe: string, ran: string | null | undefined): Promise<EngineUsed> {
  const engine = engineOf(ran);
  if (engine && engine !== 'other') return { engine, name: ran ?? null };
  const { selected, all } = await dss.enginesOf(project, recipe);
  const listed = ran ? all.find((e) => e.type === ran) : selected;
  const name = listed?.label ?? ran ?? listed?.type ?? null;
  return { engine: known(engineOf(listed?.label)) ?? known(engineOf(listed?.type)) ?? engineOf(name), name };
}
interface EngineUsed {
  engine: Engine | null;
  /** As DSS shows it, where it does. */
  name: string | null;
}
const known = (engine: Engine | null) => (engine === 'other' ? null : engine);

async function readLog(dss: Dss, project: string, job: string, activity: string): Promise<LogSays> {
  const search = (pattern: RegExp) => dss.searchLog(project, job, activity, pattern, mostLogBytes);
  const plainly = await search(fastpath);
  if (plainly.text !== null) return deniesFastpath(plainly.text) ? 'denied' : 'fastpath';
  const loosely = await search(fastpathLoosely);
  if (loosely.text !== null) return deniesFastpath(loosely.text) ? 'denied' : 'perhaps';
  return loosely.isWhole ? 'nothing' : 'too-long';
}
