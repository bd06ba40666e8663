import { setTimeout as pause } from 'node:timers/promises';
import type { Access } from '@/lib/clouds/access';
import { isDatabaseAway } from '@/lib/database-away';
import { statement } from '@/lib/db';
import type { Lab, Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import { runChecks } from '@/lib/lab/run';
import type { Known } from '@/lib/lab/vocabulary';
import { log } from '@/lib/log';
import { begunOf } from './begun';
import { type ActOn, type At, type Changed, change, isPassed, type Trigger } from './change';
import { hasJoined } from './join';
import { endLease, keepLease, type Lease, takeLease } from './lease';
import { underWay } from './under-way';

export interface VerifyRequest extends At {
  lab: Lab;
  step: Step;
  access: Access;
  known: Known;
  /** The attendee's revision of which `known` holds the values. */
  revision: string;
  trigger: Trigger;
  /** The browser tab whose press it is. */
  by?: string | undefined;
  /** The facilitator whose act it is; kept with the attempt. */
  act?: ActOn | undefined;
  /** The lease, where the caller has asked for it already. */
  lease?: Lease | undefined;
}

/** The result of a verify. Only this request's own run returns its report; another run's results are in the standings. */
export type Verified =
  | { kind: 'checked'; report: Report; changed: Changed }
  | { kind: 'joined' }
  /** It was checked just now, and nobody has pressed. */
  | { kind: 'fresh' }
  | { kind: 'too-often' }
  | { kind: 'busy' }
  /** They were taken out of the workshop meanwhile. */
  | { kind: 'gone' }
  /** The checks ran, but the database was unavailable for too long to record what they found. */
  | { kind: 'unwritten' };

/** Whether somebody has agreed to it and waits for the result: their own click, or a step that was done for them with their consent. */
export const isAwaited = (trigger: Trigger): boolean => trigger === 'click' || trigger === 'solve';

const joinMs = 16_000;
/** How long a result waits for an unavailable database: as long as a restart takes, because somebody is waiting for an answer. */
const keepMs = 10_000;
const againMs = 300;
/** Past the end of a run's freshness, so that it is surely over. */
const slackMs = 20;

/** Runs a step's checks once, however many clicks, tabs and instances ask at the same time. */
export async function verify(request: VerifyRequest): Promise<Verified> {
  const { enrolmentId, step, revision, trigger } = request;
  let lease = request.lease ?? (await takeLease(enrolmentId, step.slug, revision, trigger));
  let hasWaited = false;
  if (lease.kind === 'fresh' && isAwaited(trigger)) {
    // they may have fixed what the last run found, so they aren't told the same again
    await pause(lease.leftMs + slackMs);
    hasWaited = true;
    lease = await takeLease(enrolmentId, step.slug, revision, trigger);
  }
  const until = Date.now() + joinMs;
  if (lease.kind === 'taken') return run(request, lease.run, until);
  if (lease.kind === 'busy' && isAwaited(trigger)) return join(request, until);
  if (lease.kind !== 'fresh') return lease;
  return { kind: hasWaited ? 'joined' : 'fresh' }; // another click waited as well, and its run started after this one
}

/** Waits for another's run. Runs the checks itself if that one knew older values, or its portal is gone. */
async function join(request: VerifyRequest, until: number): Promise<Verified> {
  const { enrolmentId, step, revision, trigger } = request;
  while (Date.now() < until && (await hasJoined(enrolmentId, step.slug, until))) {
    const lease = await takeLease(enrolmentId, step.slug, revision, trigger);
    if (lease.kind === 'taken') return run(request, lease.run, until);
    if (lease.kind === 'fresh') return { kind: 'joined' };
    if (lease.kind === 'too-often' || lease.kind === 'gone') return lease;
  }
  return { kind: 'busy' };
}

/** One run, by the holder of its lease. */
function run(request: VerifyRequest, id: string, until: number): Promise<Verified> {
  const { enrolmentId, step } = request;
  return underWay({ end: () => endLease(enrolmentId, step.slug, id) }, () => held(request, id, until));
}

async function held(request: VerifyRequest, id: string, until: number): Promise<Verified> {
  const { enrolmentId, workshopId, lab, step, access, known, trigger, by, act } = request;
  const end = keepLease(enrolmentId, step.slug, id);
  try {
    const report = await runChecks(lab, step, access, known, undefined, await begunOf(enrolmentId, step));
    const written = await record({ enrolmentId, workshopId }, { trigger, report, run: id }, { by, act });
    const statuses = Object.fromEntries(report.findings.map((f) => [f.checkId, f.outcome.status]));
    const line = { event: 'verify', enrolmentId, step: step.slug, trigger, passed: isPassed(report), ms: report.durationMs, statuses };
    if (typeof written === 'object') {
      log().info(line, 'verified');
      return { kind: 'checked', report, changed: written };
    }
    log().warn({ ...line, written }, 'verified, and what was found was not written by this run');
    switch (written) {
      case 'before':
        return { kind: 'joined' }; // its answer was lost with the connection
      case 'superseded':
        return isAwaited(trigger) ? join(request, until) : { kind: 'busy' };
      default:
        return { kind: 'unwritten' };
    }
  } catch (error) {
    await endLease(enrolmentId, step.slug, id).catch(() => undefined); // it ends by itself within seconds
    throw error;
  } finally {
    end();
  }
}

type Attempt = NonNullable<Parameters<typeof change>[1]['attempt']> & { run: string };

/**
 * Writes what was found, once, and again as long as the database is away and may be back in time.
 * @returns what changed; or that an earlier try had written it, that another run has the step now, or that it came to nothing
 */
async function record(
  at: At,
  attempt: Attempt,
  { by, act }: Pick<VerifyRequest, 'by' | 'act'>,
): Promise<Changed | 'before' | 'superseded' | 'not'> {
  const until = Date.now() + keepMs;
  for (let tries = 1; ; tries++) {
    try {
      const changed = await change(at, { attempt, act }, by);
      if (changed) return changed;
      return tries > 1 && (await isRecorded(attempt.run)) ? 'before' : 'superseded';
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (Date.now() + againMs > until) return 'not';
      await pause(againMs);
    }
  }
}

/** An attempt has the id of the run that it was. */
async function isRecorded(run: string): Promise<boolean> {
  const rows = await statement(`SELECT 1 FROM "Attempt" WHERE "id" = $1::uuid`, [run]);
  return rows.length > 0;
}
