'use server';
import { revalidatePath } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { ActAnswer } from '@/components/board/act-form';
import { findLab } from '@/labs';
import { correct, correctable, moveTrack, reopen, waive } from '@/lib/acts/acts';
import { checkNow } from '@/lib/acts/check-now';
import { attendeeOf } from '@/lib/acts/find';
import { Reason } from '@/lib/acts/reason';
import type { Said } from '@/lib/acts/said';
import type { InLab } from '@/lib/attendee/in-lab';
import { allSteps, type Step } from '@/lib/lab/lab';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';

const Whose = z.object({ workshop: Slug, attendee: z.uuid() });
const OnStep = z.object({ step: Slug });
const Correction = z.object({ name: z.string().max(100), text: z.string().max(500) });
const Move = z.object({ track: z.string().max(100) });

/** Whom an act concerns, and who does it. @throws if the person does not run the workshop, or it has no such attendee */
async function requireTheirs(form: FormData): Promise<{ attendee: InLab; by: string }> {
  const { workshop: slug, attendee: id } = requireInput(Whose, Object.fromEntries(form));
  const { person, workshop } = await requireFacilitator(slug);
  const attendee = await attendeeOf(workshop, findLab(workshop.lab), id);
  return attendee ? { attendee, by: person.id } : notFound();
}

function requireStep({ lab }: InLab, form: FormData): Step {
  const { step: slug } = requireInput(OnStep, Object.fromEntries(form));
  return allSteps(lab).find((step) => step.slug === slug) ?? notFound();
}

const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').slice(0, 500);

/** The reason that a form gives and its other fields; or what is wrong with it. */
async function withReason(form: FormData, act: (reason: string) => Promise<Said | { problem: string }>): Promise<ActAnswer> {
  const at = Date.now();
  const typed = { reason: textIn(form, 'reason'), text: textIn(form, 'text') };
  const reason = Reason.safeParse(typed.reason);
  if (!reason.success) return { at, typed, problems: { reason: reason.error.issues[0]?.message ?? '' } };
  const said = await act(reason.data);
  return 'problem' in said ? { at, typed, problems: { text: said.problem } } : { at, typed: {}, problems: {}, ...said };
}

/** The page shows what has changed. */
const shown = ({ workshop, enrolment }: InLab) => revalidatePath(`/facilitate/${workshop.slug}/${enrolment.id}`);

/** Checks a step as the attendee, with their stored sign-in. */
export async function checkStep(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { attendee, by } = await requireTheirs(form);
  const said = await checkNow(attendee, requireStep(attendee, form), by);
  shown(attendee);
  return { at: Date.now(), typed: {}, problems: {}, ...said };
}

export async function waiveStep(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { attendee, by } = await requireTheirs(form);
  const step = requireStep(attendee, form);
  const answer = await withReason(form, (reason) => waive(attendee, step, reason, by));
  shown(attendee);
  return answer;
}

/** Takes back what was waived or done for them. */
export async function reopenStep(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { attendee, by } = await requireTheirs(form);
  const step = requireStep(attendee, form);
  const answer = await withReason(form, (reason) => reopen(attendee, step, reason, by));
  shown(attendee);
  return answer;
}

/** Corrects what they have recorded. */
export async function correctValue(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { attendee, by } = await requireTheirs(form);
  const { name, text } = requireInput(Correction, Object.fromEntries(form));
  const spec = correctable(attendee.lab, name) ?? notFound();
  const answer = await withReason(form, (reason) => correct(attendee, spec, { text, reason }, by));
  shown(attendee);
  return answer;
}

/** Moves them to another track. */
export async function changeTrack(_previous: ActAnswer, form: FormData): Promise<ActAnswer> {
  const { attendee, by } = await requireTheirs(form);
  const { track } = requireInput(Move, Object.fromEntries(form));
  if (!Object.hasOwn(attendee.lab.tracks, track)) notFound();
  const answer = await withReason(form, (reason) => moveTrack(attendee, track, reason, by));
  shown(attendee);
  return answer;
}
