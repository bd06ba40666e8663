import { findLab } from '@/labs';
import { type Step, unsaidIn } from '@/labs/lab';
import type { Trigger } from '@/lib/progress/record';
import { type Verified, verify } from '@/lib/progress/verify';
import type { Attendee } from '@/lib/session';
import { accessOf } from './access';
import { knownOf } from './attendee-state';

/** One verify of one step, as this attendee and with what they have recorded. */
export function verifyFor(attendee: Attendee, step: Step, trigger: Trigger, personalKey?: string): Promise<Verified> {
  const { workshop, enrolment } = attendee;
  return verify({
    enrolmentId: enrolment.id,
    workshopId: workshop.id,
    access: accessOf(attendee, { personalKey, isClick: trigger === 'click' }),
    step,
    known: knownOf(attendee),
    unsaidOf: unsaidIn(findLab(workshop.lab), step),
    trigger,
  });
}
