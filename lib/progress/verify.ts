import type { Check } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import { runChecks, type UnsaidOf } from '@/lib/checks/run';
import type { Access } from '@/lib/clouds/access';
import { log } from '@/lib/log';
import { bus, type Notice } from './bus';
import { endLease, isRunning, takeLease } from './lease';
import { recordAttempt, type Trigger } from './record';

export interface VerifyRequest {
  enrolmentId: string;
  workshopId: string;
  access: Access;
  step: { slug: string; checks: readonly Check[] };
  known: Known;
  unsaidOf: UnsaidOf;
  trigger: Trigger;
}

/** How a verify went; what it found is read from the standings. */
export type Verified =
  | { kind: 'looked' }
  | { kind: 'joined' }
  | { kind: 'fresh'; secondsAgo: number }
  | { kind: 'too-often' }
  | { kind: 'busy' };

const joinMs = 16_000;

/** Looks at a step once, however many clicks, tabs and instances ask at the same time. */
export async function verify(request: VerifyRequest): Promise<Verified> {
  const { enrolmentId, step, trigger } = request;
  let lease = await takeLease(enrolmentId, step.slug);
  let isJoined = false;
  if (lease.kind === 'busy' && trigger === 'click') {
    isJoined = await hasJoined(enrolmentId, step.slug);
    if (isJoined) lease = await takeLease(enrolmentId, step.slug); // to be had if that run began before what we have just saved
  }
  switch (lease.kind) {
    case 'taken':
      return look(request);
    case 'fresh':
      if (isJoined) return { kind: 'joined' };
      return { kind: 'fresh', secondsAgo: Math.max(0, Math.round((Date.now() - lease.finishedAt.getTime()) / 1000)) };
    default:
      return lease;
  }
}

/** One run, by whoever holds its lease. */
async function look({ enrolmentId, workshopId, access, step, known, unsaidOf, trigger }: VerifyRequest): Promise<Verified> {
  try {
    const report = await runChecks(step.slug, step.checks, access, known, unsaidOf);
    const { passed } = await recordAttempt({ enrolmentId, workshopId, trigger, report });
    const statuses = Object.fromEntries(report.findings.map((f) => [f.checkId, f.outcome.status]));
    log().info({ event: 'verify', enrolmentId, step: step.slug, trigger, passed, ms: report.durationMs, statuses }, 'verified');
    return { kind: 'looked' };
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
