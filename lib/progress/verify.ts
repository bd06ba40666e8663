import type { Access } from '@/lib/clouds/access';
import type { Lab, Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import { runChecks } from '@/lib/lab/run';
import type { Known } from '@/lib/lab/vocabulary';
import { log } from '@/lib/log';
import { bus, type Notice } from './bus';
import { type At, type Changed, change, isPassed, type Trigger } from './change';
import { endLease, isRunning, type Lease, takeLease } from './lease';

export interface VerifyRequest extends At {
  lab: Lab;
  step: Step;
  access: Access;
  known: Known;
  trigger: Trigger;
  /** The browser tab whose press it is. */
  by?: string | undefined;
  /** The lease, where the caller has asked for it already. */
  lease?: Lease | undefined;
}

/** How a verify went. Only a run of our own brings what it found; of another's the standings tell. */
export type Verified =
  | { kind: 'checked'; report: Report; changed: Changed | null }
  | { kind: 'joined' }
  | { kind: 'fresh'; secondsAgo: number }
  | { kind: 'too-often' }
  | { kind: 'busy' };

const joinMs = 16_000;

/** Runs a step's checks once, however many clicks, tabs and instances ask at the same time. */
export async function verify(request: VerifyRequest): Promise<Verified> {
  const { enrolmentId, step, trigger } = request;
  let lease = request.lease ?? (await takeLease(enrolmentId, step.slug));
  let isJoined = false;
  if (lease.kind === 'busy' && trigger === 'click') {
    isJoined = await hasJoined(enrolmentId, step.slug);
    if (isJoined) lease = await takeLease(enrolmentId, step.slug); // available if that run began before what we have just saved
  }
  switch (lease.kind) {
    case 'taken':
      return run(request);
    case 'fresh':
      if (isJoined) return { kind: 'joined' };
      return { kind: 'fresh', secondsAgo: Math.max(0, Math.round((Date.now() - lease.finishedAt.getTime()) / 1000)) };
    default:
      return lease;
  }
}

/** One run, by whoever holds its lease. */
async function run({ enrolmentId, workshopId, lab, step, access, known, trigger, by }: VerifyRequest): Promise<Verified> {
  try {
    const report = await runChecks(lab, step, access, known);
    const changed = await change({ enrolmentId, workshopId }, { attempt: { trigger, report } }, by);
    const statuses = Object.fromEntries(report.findings.map((f) => [f.checkId, f.outcome.status]));
    log().info(
      { event: 'verify', enrolmentId, step: step.slug, trigger, passed: isPassed(report), ms: report.durationMs, statuses },
      'verified',
    );
    return { kind: 'checked', report, changed };
  } catch (error) {
    await endLease(enrolmentId, step.slug);
    throw error;
  }
}

/** Waits for the run of this step that somebody else has begun: another tab, or another instance. @returns whether it ended */
function hasJoined(enrolmentId: string, step: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const end = () => {
      clearTimeout(timer);
      bus().off('notice', hear);
    };
    // a notice says that something of the attendee changed, not what; and the run may have ended before we listened
    const check = () =>
      isRunning(enrolmentId, step).then(
        (is) => {
          if (is) return;
          end();
          done(true);
        },
        (error: unknown) => {
          end();
          fail(error);
        },
      );
    const hear = (notice: Notice) => {
      if (notice.enrolment === enrolmentId) void check();
    };
    const timer = setTimeout(() => {
      end();
      done(false);
    }, joinMs);
    bus().on('notice', hear);
    void check();
  });
}
