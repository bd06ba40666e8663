import type { Access } from '@/lib/clouds/access';
import { cloudsOf } from '@/lib/clouds/clouds';
import { type Evidence, Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { type Check, missing } from './check';
import type { Known, KnownName } from './known';
import type { Finding, Outcome, Report } from './outcome';
import { unreachable } from './trouble';

/** How people know what a check needs and nobody has said yet: the label of its field, and how to fill that in. */
export type UnsaidOf = (name: KnownName) => { label: string; how: string };

/** Runs a step's checks side by side. Answers within the run's deadline, whatever the services do. */
export async function runChecks(step: string, checks: readonly Check[], access: Access, known: Known, unsaidOf: UnsaidOf): Promise<Report> {
  const run = new Run(access);
  const learnt: Record<string, string> = {};
  const findings = await Promise.all(checks.map((check) => find(check, run, known, unsaidOf, learnt)));
  return { step, at: new Date().toISOString(), durationMs: Date.now() - run.startedAt, findings, learnt };
}

async function find(check: Check, run: Run, known: Known, unsaidOf: UnsaidOf, learnt: Record<string, string>): Promise<Finding> {
  const evidence: Evidence[] = [];
  const unsaid = check.needs.filter((name) => !known[name]).map(unsaidOf);
  if (unsaid.length > 0) {
    return {
      checkId: check.id,
      outcome: missing(`Not recorded yet: ${unsaid.map((u) => u.label).join(', ')}.`, unsaid[0]?.how ?? ''),
      evidence,
    };
  }
  const outcome = await ask(check, run, known, evidence, learnt);
  return { checkId: check.id, outcome, evidence };
}

/** The one place where `unreachable` is born. */
async function ask(check: Check, run: Run, known: Known, evidence: Evidence[], learnt: Record<string, string>): Promise<Outcome> {
  try {
    const answer = await check.ask(cloudsOf(run, evidence), known);
    const verdict = check.judge(answer, known);
    if (verdict.status === 'pass') Object.assign(learnt, check.learn?.(answer));
    return verdict;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error; // a bug of ours
    return unreachable(error);
  }
}
