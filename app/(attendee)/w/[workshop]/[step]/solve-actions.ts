'use server';
import { z } from 'zod';
import { fieldsIn, secretsIn } from '@/app/(attendee)/fields-in';
import { requireInput } from '@/app/input';
import type { SolveAnswer } from '@/components/step/solve-offer';
import { findLab } from '@/labs';
import { inLab } from '@/lib/attendee/in-lab';
import { agreedTo } from '@/lib/attendee/solve';
import { findStep } from '@/lib/lab/lab';
import { decline } from '@/lib/progress/solves';
import { requireAttendee } from '@/lib/session';
import { Slug } from '@/lib/slug';

const Input = z.object({
  workshop: Slug,
  step: Slug,
  solve: z.uuid(),
  answer: z.enum(['agree', 'decline']),
  /** What the page showed, see `agreementOf`. A page of an earlier Guidepost sends none. */
  shown: z.string().max(64).default(''),
  /** Whose page it is. Another may have signed in since, in another tab. */
  person: z.string().max(40).optional(),
});

/** The attendee's answer to an offer to do a step for them. To an interrupted one, they answer whether it goes on or ends. */
export async function answerSolve(_previous: SolveAnswer, form: FormData): Promise<SolveAnswer> {
  const { workshop, step: slug, solve, shown, answer, person } = requireInput(Input, Object.fromEntries(form));
  const found = await requireAttendee(workshop);
  const said = (note: string): SolveAnswer => ({ at: Date.now(), note });
  if (person !== undefined && person !== found.person.id)
    return said('Someone else has signed in here since. Reload this page to continue as them.');
  const attendee = inLab(found, findLab(found.workshop.lab));
  const at = { enrolmentId: attendee.enrolment.id, workshopId: attendee.workshop.id };
  if (answer === 'decline') {
    await decline(at, solve, attendee.person.id);
    return said('');
  }
  const { step } = findStep(attendee.lab, attendee.track, slug) ?? {};
  if (!step) return said('This step isn’t on your track.');
  const agreed = await agreedTo(attendee, step, { id: solve, shown }, secretsIn(fieldsIn(form)));
  return said(agreed.kind === 'refused' ? agreed.note : '');
}
