import type { Carry } from '@/lib/clouds/carry';
import { type DssWriter, type Login, refIn } from '@/lib/clouds/dss';
import { cannot, type Done, done, underWay } from '@/lib/lab/part';
import { isWithoutCredential } from './assumed';
import { whereToConnect } from './credential';

/** Clouds through which DSS can be changed. */
export interface WritesDss {
  dss: (login?: Login) => DssWriter;
}

/** What a failed job means if it should fail. */
export interface MeantToFail {
  isIt: (message: string) => boolean;
}

interface Building {
  project: string;
  /** The dataset that is built. */
  dataset: string;
  carry: Carry;
  /** Where the job is meant to fail. */
  fails?: MeantToFail;
}

/**
 * Builds a dataset once: if an earlier look has begun a build, this one looks at it instead of beginning again.
 * @param make makes what is not there yet, right before the build is begun
 */
export async function built(dss: DssWriter, { project, dataset, carry, fails }: Building, make: () => Promise<void>): Promise<Done> {
  const begun = jobIn(carry);
  let job = begun?.dataset === dataset ? begun.job : await runningJob(dss, project, dataset);
  if (job === null) {
    await make();
    job = await dss.build(project, dataset);
    carry.keep({ dataset, job });
  }
  const answer = await dss.job(project, job);
  const { state, status, activities = {} } = answer?.body.baseStatus ?? {};
  const reason = Object.values(activities)
    .map((a) => a.firstFailure?.message ?? a.message)
    .find(Boolean);
  switch (state ?? status) {
    case 'DONE':
      carry.keep(null);
      return fails ? cannot(`The job that builds ${dataset} worked, but it should fail here.`) : done(`Built ${dataset}.`);
    case 'FAILED':
      carry.keep(null);
      if (fails?.isIt(reason ?? '')) return done(`The job that builds ${dataset} failed, as it should here.`);
      if (isWithoutCredential(reason ?? ''))
        return cannot(`The job that builds ${dataset} needs your account. ${whereToConnect('the connection')}`);
      return cannot(`The job that builds ${dataset} failed. DSS said: ${(reason ?? 'nothing').slice(0, 300)}`);
    case 'ABORTED':
      carry.keep(null);
      return cannot(`The job that builds ${dataset} was aborted.`);
    default:
      return underWay(`The job that builds ${dataset} is running.`);
  }
}

const ended = ['DONE', 'FAILED', 'ABORTED'];

/** A job that builds it already: somebody else's, or one that was begun before whatever has interrupted this. */
async function runningJob(dss: DssWriter, project: string, dataset: string): Promise<string | null> {
  const jobs = await dss.jobs(project, { isFresh: true });
  return jobs.find((job) => !ended.includes(job.state) && job.outputs.some((ref) => refIn(ref) === dataset))?.id ?? null;
}

function jobIn({ begun }: Carry): { dataset: string; job: string } | null {
  if (typeof begun !== 'object' || begun === null || !('dataset' in begun) || !('job' in begun)) return null;
  const { dataset, job } = begun;
  return typeof dataset === 'string' && typeof job === 'string' ? { dataset, job } : null;
}

/** A recipe that a part makes, with its output; its engine by the labels and ids that DSS has for it. */
export interface RecipePlan {
  type: string;
  input: string;
  output: string;
  connection: string;
  format?: string | undefined;
  /** Whether an engine, by its id or its label, is the one; without it DSS chooses. */
  isEngine?: ((idOrLabel: string | null | undefined) => boolean) | undefined;
}

/** Makes a recipe where none has that output yet, and chooses its engine. */
export async function ensureRecipe(dss: DssWriter, project: string, { isEngine, ...wish }: RecipePlan): Promise<void> {
  const recipes = await dss.recipes(project);
  const found = recipes.find((r) => r.outputs.some((ref) => refIn(ref) === wish.output));
  const name = found?.name ?? (await dss.createRecipe(project, wish));
  if (!isEngine) return;
  const { selected, all } = await dss.enginesOf(project, name);
  if (isEngine(selected?.type) || isEngine(selected?.label)) return;
  const wanted = all.find((e) => isEngine(e.label)) ?? all.find((e) => isEngine(e.type));
  if (wanted?.type) await dss.setEngine(project, name, wanted.type);
}
