import type { Step } from '@/lib/lab/lab';
import { type ActOn, isPassed, type Trigger } from '@/lib/progress/change';
import type { Lease } from '@/lib/progress/lease';
import { isAwaited, type Verified, verify } from '@/lib/progress/verify';
import { accessOf, type TabSecrets } from './access';
import { type InLab, knownOf } from './in-lab';
import { lookBack } from './look-back';

/**
 * One verify of one step, as this attendee and with what they have recorded. If somebody asked for it, the steps that it builds on are then
 * checked again.
 */
export async function verifyFor(
  attendee: InLab,
  step: Step,
  trigger: Trigger,
  more: { secrets?: TabSecrets; by?: string | undefined; lease?: Lease | undefined; act?: ActOn } = {},
): Promise<Verified> {
  const { lab, workshop, enrolment } = attendee;
  const { secrets = {}, by, lease, act } = more;
  const verified = await verify({
    enrolmentId: enrolment.id,
    workshopId: workshop.id,
    lab,
    step,
    access: accessOf(attendee, { secrets, isClick: isAwaited(trigger) }),
    known: knownOf(attendee),
    revision: enrolment.revision,
    trigger,
    by,
    lease,
    act,
  });
  if (verified.kind === 'checked' && trigger !== 'watch')
    void lookBack(attendee, step, { hasPassed: isPassed(verified.report), look: (who, earlier) => verifyFor(who, earlier, 'watch') });
  return verified;
}
