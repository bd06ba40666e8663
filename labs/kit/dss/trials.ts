import { type Missing, missing, pass, since, type Verdict, type Waiting, waiting, wrong } from '@/lib/lab/outcome';
import { isKeyRefused, isWithoutCredential, missingGrant } from './assumed';
import { whereToConnect } from './credential';
import type { JobView, Trial } from './flow';

/** Judges one run of a recipe. Every sentence names the recipe, to show which one was checked. */
type Judge = (job: JobView, trial: Trial) => Verdict;

const favour: Verdict['status'][] = ['pass', 'waiting', 'wrong', 'missing'];

/** The verdict that is best for the attendee. */
export const best = <V extends Verdict>(verdicts: readonly V[]): V | null =>
  [...verdicts].sort((a, b) => favour.indexOf(a.status) - favour.indexOf(b.status))[0] ?? null;

export const stillRunning = (trial: Trial, job: JobView): Waiting =>
  waiting(`${trial.recipe.name} is running in DSS`, { ...since(job.startTime, job.at), usually: 60 });

const lastOf = (trial: Trial, state: JobView['state']) => trial.jobs.find((j) => j.state === state);

/** A failure that the lab had people see before: what has failed only like that is not wrong, but still to do. */
export interface AfterFailure {
  isIt: (message: string) => boolean;
  /** What has to be different now, as a sentence that ends in what to do. */
  remedy: string;
}

const openTheJob = 'Open the job in DSS, fix what it names, and run the recipe again.';
const keyRefused =
  'It’s not your mistake: Databricks doesn’t accept the storage’s access key. Show this to your facilitator. The workshop’s settings can name the connection with the SAS token instead.';

/** The verdict on a recipe without a completed run: it is running, it failed, or DSS keeps no run of it. */
export function notDone(trial: Trial, after?: AfterFailure): Verdict {
  const { name } = trial.recipe;
  const running = lastOf(trial, 'running');
  if (running) return stillRunning(trial, running);
  const failed = lastOf(trial, 'failed');
  if (failed && after?.isIt(failed.failure ?? '')) return missing(`${name} hasn’t worked yet. So far it failed as expected.`, after.remedy);
  if (failed)
    return wrong(`${name} failed.`, {
      expected: 'done',
      found: (failed.failure ?? 'failed, without a reason').slice(0, 400),
      remedy: remedyFor(failed.failure, isKeyRefused(failed.failure ?? '') ? keyRefused : openTheJob),
    });
  if (lastOf(trial, 'aborted')) return missing(`${name} was aborted.`, 'Run it again.');
  return missing(`DSS keeps no run of ${name}.`, 'Run it again: DSS removes old jobs from time to time.');
}

/** What to do about a failure: nobody here is to blame for a missing grant. */
function remedyFor(failure: string | null, otherwise: string): string {
  if (isWithoutCredential(failure ?? '')) return `${whereToConnect('the connection')} Then run it again.`;
  const grant = missingGrant(failure ?? '');
  return grant ? `It’s not your mistake: Unity Catalog doesn’t let you. Ask your facilitator for ${grant}, then run it again.` : otherwise;
}

/**
 * The most favorable verdict on several recipes that may be the one meant.
 * @param absent where there is none
 * @param done judges a run that completed
 * @param wired what is wrong with how the recipe is set up; no run of it counts before that is right
 * @param after the failure that came before, where the lab has one
 */
export function judgeTrials(
  trials: readonly Trial[],
  absent: Verdict,
  done: Judge,
  wired: (trial: Trial) => Verdict | null = () => null,
  after?: AfterFailure,
): Verdict {
  const verdicts = trials.map((trial): Verdict => {
    const flaw = wired(trial);
    if (flaw) return flaw;
    const good = best(trial.jobs.filter((j) => j.state === 'done').map((j) => done(j, trial)));
    const running = lastOf(trial, 'running');
    if (good?.status === 'pass') return good;
    return running ? stillRunning(trial, running) : (good ?? notDone(trial, after));
  });
  return best(verdicts) ?? absent;
}

interface Expected {
  /** Where there is no recipe. */
  absent: Missing;
  /** Why it fails: people should not think that they did something wrong. */
  why: string;
  /** What the failure is, for people whose recipe failed differently. */
  failure: string;
  isIt: (message: string) => boolean;
}

/** Like `judgeTrials`, for what has to fail: `isIt` tells the expected failure from others. */
export function judgeFailures(trials: readonly Trial[], { absent, why, failure, isIt }: Expected): Verdict {
  const verdicts = trials.map((trial): Verdict => {
    const { name } = trial.recipe;
    const failures = trial.jobs.filter((j) => j.state === 'failed');
    if (failures.some((j) => isIt(j.failure ?? ''))) return pass(`${name} failed as expected.`, why);
    const running = lastOf(trial, 'running');
    if (running) return stillRunning(trial, running);
    const [other] = failures;
    if (other)
      return wrong(`${name} failed, but for another reason than expected.`, {
        expected: failure,
        found: (other.failure ?? 'no reason given').slice(0, 400),
        remedy: remedyFor(other.failure, 'Fix what it names, and run it again until it fails as this page says.'),
      });
    const done = lastOf(trial, 'done');
    return done
      ? missing(`${name} ran, and hasn’t been seen to fail.`, 'Set it up as this page says, and run it once.')
      : missing(`${name} has not been run yet, or DSS has removed the job.`, 'Run it once and let it fail.');
  });
  return best(verdicts) ?? absent;
}
