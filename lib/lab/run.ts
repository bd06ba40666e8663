import type { Access } from '@/lib/clouds/access';
import { type Begun, type Carry, nothingCarried } from '@/lib/clouds/carry';
import { clientsOf } from '@/lib/clouds/cloud';
import { type Evidence, type Limits, Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { noting, packAnswers } from './answers';
import type { Check } from './check';
import { notRecorded, unsaid } from './fill';
import { type Lab, type Step, unsaidIn, withStepNumbers } from './lab';
import { Concluded, type Finding, type Outcome, type Report } from './outcome';
import { unreachable } from './trouble';
import type { Known } from './vocabulary';

/**
 * Runs a step's checks in parallel. Answers within the run's deadline, whatever the services do.
 * @param before what the checks had under way after the last look, by check id
 */
export async function runChecks(
  lab: Lab,
  step: Step,
  access: Access,
  known: Known,
  limits?: Limits,
  before: Readonly<Record<string, Begun>> = {},
): Promise<Report> {
  const used = new Set<string>();
  const run = new Run(noting(access, used), limits);
  const track = known['track'] ?? '';
  const unsaidOf = unsaidIn(lab, track, step, known);
  const learnt: Record<string, string> = {};
  const begun: Record<string, Begun> = {};
  const judged = new Map<string, unknown>();

  async function find(check: Check): Promise<Finding> {
    const evidence: Evidence[] = [];
    const names = unsaid(check.needs, known);
    const outcome = names.length > 0 ? notRecorded(names.map(unsaidOf)) : await outcomeOf(check, evidence);
    return { checkId: check.id, outcome: withNumbers(lab, track, outcome), evidence };
  }

  /** The only place that creates `unreachable`. */
  async function outcomeOf(check: Check, evidence: Evidence[]): Promise<Outcome> {
    try {
      const answer = await check.ask(clientsOf(lab.clouds, run, evidence), known, carryOf(check));
      judged.set(check.id, answer);
      const verdict = check.judge(answer, known);
      if (verdict.status === 'pass') Object.assign(learnt, check.learn(answer));
      return verdict;
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  /** What was kept stays even if a question fails: what it started continues in the service. */
  function carryOf({ id, carriesOn }: Check): Carry {
    if (!carriesOn) return nothingCarried;
    return {
      begun: before[id] ?? null,
      keep(next) {
        if (next) begun[id] = next;
        else delete begun[id];
      },
    };
  }

  for (const { id, carriesOn } of step.checks) if (carriesOn && before[id]) begun[id] = before[id];
  const findings = await Promise.all(step.checks.map(find));
  const durationMs = Date.now() - run.startedAt;
  return { step: step.slug, durationMs, findings, learnt, begun, answers: packAnswers(step.checks, judged, known, used) };
}

/** The outcome of an `ask` that ended early or failed. @throws everything else: a bug */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof Concluded) return error.verdict;
  if (error instanceof UpstreamError) return unreachable(error);
  throw error;
}

/** The parts of an outcome that the check wrote. The rest comes from a service or a person. */
const sentences = new Set(['message', 'advice', 'remedy', 'on']);

/** A check may name another step in its sentences as `:step[slug]`, so that the number cannot go stale. */
export function withNumbers<O extends Outcome>(lab: Lab, track: string, outcome: O): O {
  const numbered = Object.entries(outcome).map(([key, text]) => [
    key,
    sentences.has(key) ? withStepNumbers(lab, track, String(text)) : text,
  ]);
  return Object.fromEntries(numbered) as O; // the same keys
}
