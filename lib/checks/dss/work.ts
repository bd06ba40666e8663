import { missing, pass, since, waiting, wrong } from '@/lib/checks/check';
import type { Verdict, Waiting } from '@/lib/checks/outcome';
import type { JobView, Trial } from './flow';

/** What a judge of one recipe's runs may say; every sentence names the recipe, so that people know which was looked at. */
type Judge = (job: JobView, trial: Trial) => Verdict;

const favour: Verdict['status'][] = ['pass', 'waiting', 'wrong', 'missing'];

/** The verdict that is best for the attendee. */
export const best = <V extends Verdict>(verdicts: readonly V[]): V | null =>
  [...verdicts].sort((a, b) => favour.indexOf(a.status) - favour.indexOf(b.status))[0] ?? null;

export const isRunning = (trial: Trial, job: JobView): Waiting =>
  waiting(`${trial.recipe.name} is running in DSS`, { ...since(job.startTime, job.at), usually: 60 });

const lastOf = (trial: Trial, state: JobView['state']) => trial.jobs.find((j) => j.state === state);

/** What there is to say of a recipe that has not run through: it still runs, it failed, or DSS keeps no run of it. */
export function notDone(trial: Trial, name = trial.recipe.name): Verdict {
  const running = lastOf(trial, 'running');
  if (running) return isRunning(trial, running);
  const failed = lastOf(trial, 'failed');
  if (failed)
    return wrong(`The last run of ${name} failed.`, {
      expected: 'done',
      found: (failed.failure ?? 'failed, without a reason').slice(0, 400),
      remedy: 'Open the job in DSS, mend what it names, and run the recipe again.',
    });
  if (lastOf(trial, 'aborted')) return missing(`The last run of ${name} was aborted.`, 'Run it again.');
  return missing(`DSS keeps no run of ${name}.`, 'Run it. If you did: DSS removes old jobs now and then, so run it once more.');
}

/**
 * Of several recipes that may be the one meant, the most favourable.
 * @param done judges a run that is over and well
 * @param wired what is wrong with how the recipe is put together, before any run of it counts
 */
export function judgeTrials(
  trials: readonly Trial[],
  absent: Verdict,
  done: Judge,
  wired: (trial: Trial) => Verdict | null = () => null,
): Verdict {
  const verdicts = trials.map((trial): Verdict => {
    const flaw = wired(trial);
    if (flaw) return flaw;
    const good = best(trial.jobs.filter((j) => j.state === 'done').map((j) => done(j, trial)));
    const running = lastOf(trial, 'running');
    if (good?.status === 'pass') return good;
    return running ? isRunning(trial, running) : (good ?? notDone(trial));
  });
  return best(verdicts) ?? absent;
}

/** Like `judgeTrials`, for what has to fail: `isIt` tells the expected failure from others. */
export function judgeFailures(trials: readonly Trial[], absent: Verdict, why: string, isIt: (message: string) => boolean): Verdict {
  const verdicts = trials.map((trial): Verdict => {
    const { name } = trial.recipe;
    const failures = trial.jobs.filter((j) => j.state === 'failed');
    if (failures.some((j) => isIt(j.failure ?? ''))) return pass(`${name} failed, as it should.`, why);
    const running = lastOf(trial, 'running');
    if (running) return isRunning(trial, running);
    const [other] = failures;
    if (other)
      return wrong(`${name} failed, and for another reason than it should.`, {
        expected: 'a failure for want of stored credentials',
        found: (other.failure ?? 'no reason given').slice(0, 400),
        remedy: 'Mend what it names and run it again, until it fails the way the text says.',
      });
    const done = lastOf(trial, 'done');
    return done
      ? missing(
          `${name} ran through, and was not seen to fail.`,
          'Read in the text how it has to be set up at this point, and run it so once.',
        )
      : missing(`${name} has not been run yet, or DSS has removed the job.`, 'Run it once and let it fail.');
  });
  return best(verdicts) ?? absent;
}
