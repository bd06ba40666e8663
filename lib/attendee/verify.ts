import type { Step } from '@/lib/lab/lab';
import type { Trigger } from '@/lib/progress/change';
import type { Lease } from '@/lib/progress/lease';
import { type Verified, verify } from '@/lib/progress/verify';
import { accessOf, type TabSecrets } from './access';
import { type InLab, knownOf } from './in-lab';

/** One verify of one step, as this attendee and with what they have recorded. */
export function verifyFor(
  attendee: InLab,
  step: Step,
  trigger: Trigger,
  more: { secrets?: TabSecrets; by?: string | undefined; lease?: Lease | undefined } = {},
): Promise<Verified> {
  const { lab, workshop, enrolment } = attendee;
  const { secrets = {}, by, lease } = more;
  return verify({
    enrolmentId: enrolment.id,
    workshopId: workshop.id,
    lab,
    step,
    access: accessOf(attendee, { secrets, isClick: trigger === 'click' }),
    known: knownOf(attendee),
    revision: enrolment.revision,
    trigger,
    by,
    lease,
  });
}
