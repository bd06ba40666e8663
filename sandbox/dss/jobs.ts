import type { Env } from '../practice.ts';
import type { DssConnection, DssJob, DssProject, DssRecipe } from '../world/dss.ts';
import { type Course, courseOf } from './course.ts';
import { datasetOf } from './datasets.ts';
import { reach } from './endpoint.ts';
import { endsOf, engineLabels } from './engines.ts';
import { DssError } from './errors.ts';
import { placeOf, write } from './written-table.ts';

export type JobState = 'RUNNING' | 'DONE' | 'FAILED' | 'ABORTED';

export function jobState(job: DssJob, now: number): JobState {
  if (job.abortedAt !== null) return 'ABORTED';
  if (now < job.endsAt) return 'RUNNING';
  return job.failure ? 'FAILED' : 'DONE';
}

/** Runs the recipe that builds a dataset. The outcome is decided now; when it shows depends on the clock. */
export async function startJob(env: Env, project: DssProject, login: string | null, target: string, type: string): Promise<DssJob> {
  const { store } = env;
  const recipe = project.recipes.find((r) => r.outputs.includes(target));
  if (!recipe) throw new DssError(500, `Nothing to build: ${project.projectKey}.${target} is no recipe's output`);
  const ends = endsOf(store.world.dss, project, recipe);
  const place = placeOf(store, ends.to, ends.output);
  const course = courseOf(store.world.dss, ends, recipe, store.world.rules, place);
  const { readyAt, failure } = await whatItMeets(env, course, login);
  const now = store.clock.now();
  const { jobSeconds, jobLogPadding } = store.world.rules;
  const job: DssJob = {
    id: `Build_${target}_${new Date(now).toISOString().replaceAll(':', '-').replace('Z', '')}`,
    type,
    recipe: recipe.name,
    outputs: [target],
    initiator: login ?? 'admin',
    createdAt: now,
    readyAt,
    endsAt: readyAt + (jobSeconds * 1000) / store.clock.speed,
    engine: course.engine,
    failure,
    abortedAt: null,
    log: course.log,
    padding: jobLogPadding,
  };
  project.jobs.push(job);
  fill(project, recipe, job);
  if (place && !failure) write(place, ends.output.columns, job);
  store.save();
  return job;
}

async function whatItMeets(env: Env, course: Course, login: string | null): Promise<{ readyAt: number; failure: string | null }> {
  let readyAt = env.store.clock.now();
  const isHopeless = course.failure !== null && course.log.length === 0; // refused before anything is opened
  for (const connection of isHopeless ? [] : (course.needs satisfies DssConnection[])) {
    const reached = await reach(env, connection, login);
    if ('failure' in reached) return { readyAt, failure: reached.failure };
    readyAt = Math.max(readyAt, reached.readyAt);
  }
  return { readyAt, failure: course.failure };
}

/** A successful build gives the output the input's columns. */
function fill(project: DssProject, recipe: DssRecipe, job: DssJob): void {
  const output = datasetOf(project, recipe.outputs[0] ?? '');
  if (!output) return;
  output.lastBuild = { start: job.createdAt, end: job.endsAt, success: job.failure === null };
  if (!job.failure) output.columns = structuredClone(datasetOf(project, recipe.inputs[0] ?? '')?.columns ?? []);
}

/** The engine as DSS shows it. */
export const engineName = (job: DssJob): string => engineLabels[job.engine] ?? job.engine;

export const activityOf = (job: DssJob): string => `${job.recipe}_NP`;

/** A job's entry in the list of jobs (facts, section 7). */
export function jobItem(project: DssProject, job: DssJob, now: number) {
  const state = jobState(job, now);
  return {
    def: jobDef(project, job),
    state,
    startTime: job.createdAt,
    ...(state === 'RUNNING' ? {} : { endTime: job.abortedAt ?? job.endsAt }),
    stableState: state !== 'RUNNING',
    warningsCount: 0,
  };
}

const jobDef = (project: DssProject, job: DssJob) => ({
  id: job.id,
  projectKey: project.projectKey,
  name: `Build ${job.outputs.join(', ')}`,
  type: job.type,
  initiator: job.initiator,
  initiationTimestamp: job.createdAt,
  triggeredFrom: 'API',
  recipe: job.recipe,
  outputs: job.outputs.map((name) => ({
    targetDatasetProjectKey: project.projectKey,
    targetDataset: name,
    targetPartition: 'NP',
    type: 'DATASET',
  })),
});

export function jobStatus(project: DssProject, job: DssJob, now: number) {
  const state = jobState(job, now);
  const isOver = state !== 'RUNNING';
  const activity = {
    activityId: activityOf(job),
    activityType: 'recipe',
    recipeName: job.recipe,
    state,
    startTime: job.createdAt,
    ...(isOver ? { endTime: job.abortedAt ?? job.endsAt } : {}),
    ...(state === 'FAILED' ? { firstFailure: { message: job.failure, clazz: 'com.dataiku.dip.exceptions.CodedException' } } : {}),
    def: { targets: job.outputs.map((datasetName) => ({ projectKey: project.projectKey, datasetName, partitionId: 'NP' })) },
  };
  return {
    baseStatus: {
      def: jobDef(project, job),
      state,
      jobStartTime: job.createdAt,
      ...(isOver ? { jobEndTime: job.abortedAt ?? job.endsAt } : {}),
      activities: { [activity.activityId]: activity },
    },
    globalState: { done: Number(state === 'DONE'), failed: Number(state === 'FAILED'), running: Number(!isOver), total: 1 },
    runtimeSummary: {
      state,
      jobType: job.type,
      triggerType: 'MANUAL',
      activities: [
        {
          activityId: activity.activityId,
          activityType: 'recipe',
          engineType: job.engine,
          state,
          preparingTime: 120,
          waitingTime: job.readyAt - job.createdAt,
          runningTime: Math.max(0, Math.min(now, job.endsAt) - job.readyAt),
          totalTime: Math.max(0, Math.min(now, job.endsAt) - job.createdAt),
        },
      ],
    },
    initiator: { login: job.initiator, displayName: job.initiator },
    def: jobDef(project, job),
  };
}

const stamp = (at: number) => `[${new Date(at).toISOString().replaceAll('-', '/').replace('T', '-').replace('Z', '')}]`;
const chatter = '[Thread-9] [DEBUG] [dku.progress] - Rows processed, still going, nothing to see here\n';

/**
 * The log in pieces, oldest first, generated while it is read: it can be huge.
 * @param isWhole with the lines of the job itself, besides those of its one activity
 */
export function* jobLog(project: DssProject, job: DssJob, now: number, isWhole = true): Generator<string> {
  const line = (at: number, level: string, text: string) => `${stamp(at)} [ActivityExecutor-${activityOf(job)}] [${level}] ${text}\n`;
  const ofJob = (at: number, text: string) => `${stamp(at)} [JobRunner] [INFO] [dku.flow.job] - ${text}\n`;
  if (isWhole) yield ofJob(job.createdAt, `Starting job ${project.projectKey}.${job.id}`);
  yield line(job.createdAt, 'INFO', `[dku.flow.activity] - Run activity ${activityOf(job)}, engine ${engineName(job)}`);
  if (now < job.readyAt) return;
  for (let sent = 0; sent < job.padding; sent += 64 * chatter.length) yield chatter.repeat(64);
  for (const text of job.log) yield line(job.readyAt, 'INFO', text);
  const state = jobState(job, now);
  if (state === 'RUNNING') return;
  if (job.failure && state === 'FAILED') yield line(job.endsAt, 'ERROR', `[dku.flow.activity] - Activity failed: ${job.failure}`);
  if (isWhole) yield ofJob(job.abortedAt ?? job.endsAt, `Job finished: ${state}`);
}
