'use server';
import { z } from 'zod';
import { answerPress, Pressing } from '@/app/(attendee)/answer-press';
import { fieldsIn } from '@/app/(attendee)/fields-in';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { requireInput } from '@/app/input';
import { textOf } from '@/labs';
import type { PressAnswer } from '@/lib/attendee/press';
import { rememberHint } from '@/lib/help/hints';
import { findStep } from '@/lib/lab/lab';
import { hintsIn } from '@/lib/lab/text';
import { change } from '@/lib/progress/change';
import { sendToJoin } from '@/lib/session';
import { Slug } from '@/lib/slug';

/** Records which step an attendee has open. */
export async function noteStep(workshop: string, step: string): Promise<void> {
  const { lab, track, enrolment, workshop: found } = await requireInLab(requireInput(Slug, workshop));
  if (findStep(lab, track, requireInput(Slug, step))) await change({ enrolmentId: enrolment.id, workshopId: found.id }, { opened: step });
}

/** Remembers that a hint was unfolded, each once: a facilitator who is asked for help sees how many were of no use. */
export async function noteHint(workshop: string, step: string, hint: number): Promise<void> {
  const { lab, track, enrolment, workshop: shop } = await requireInLab(requireInput(Slug, workshop));
  const { step: found } = findStep(lab, track, requireInput(Slug, step)) ?? {};
  const at = requireInput(z.number().int().min(1).max(20), hint);
  if (found && at <= hintsIn(textOf(lab, found))) await rememberHint({ enrolmentId: enrolment.id, workshopId: shop.id }, found.slug, at);
}

/** Every button of the panel, as a browser without JavaScript posts it. With it, the page asks /api/press for the same. */
export async function pressPanel(_previous: PressAnswer, form: FormData): Promise<PressAnswer> {
  const pressing = requireInput(Pressing, Object.fromEntries(form));
  const answered = (await answerPress(pressing, fieldsIn(form))) ?? (await sendToJoin(pressing.workshop));
  const { state, ...answer } = answered; // the page is made anew, with everything
  return answer;
}
