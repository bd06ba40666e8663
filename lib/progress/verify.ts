import type { Check } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import { runChecks, type UnsaidOf } from '@/lib/checks/run';
import type { Access } from '@/lib/clouds/access';
import { log } from '@/lib/log';
import { bus, type Notice } from './bus';
import { endLease, takeLease } from './lease';
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
  const { enrolmentId, workshopId, step, trigger } = request;
  const lease = await takeLease(enrolmentId, step.slug);
  if (lease.kind === 'too-often') return lease;
  if (lease.kind === 'fresh')
    return { kind: 'fresh', secondsAgo: Math.max(0, Math.round((Date.now() - lease.finishedAt.getTime()) / 1000)) };
  if (lease.kind === 'busy') return trigger === 'click' ? join(enrolmentId) : { kind: 'busy' };
  try {
    const report = await runChecks(step.slug, step.checks, request.access, request.known, request.unsaidOf);
    const { passed } = await recordAttempt({ enrolmentId, workshopId, trigger, report });
    const statuses = Object.fromEntries(report.findings.map((f) => [f.checkId, f.outcome.status]));
    log().info({ event: 'verify', enrolmentId, step: step.slug, trigger, passed, ms: report.durationMs, statuses }, 'verified');
    return { kind: 'looked' };
  } catch (error) {
    await endLease(enrolmentId, step.slug);
    throw error;
  }
}

/** Waits for the run that somebody else has begun: another tab, or another instance. */
function join(enrolmentId: string): Promise<Verified> {
  return new Promise((done) => {
    const end = (result: Verified) => {
      clearTimeout(timer);
      bus().off('notice', hear);
      done(result);
    };
    const hear = (notice: Notice) => {
      if (notice.enrolment === enrolmentId) end({ kind: 'joined' });
    };
    const timer = setTimeout(() => end({ kind: 'busy' }), joinMs);
    bus().on('notice', hear);
  });
}
