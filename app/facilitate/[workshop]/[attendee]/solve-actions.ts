'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { findStep, trackIn } from '@/lib/lab/lab';
import { isSolvable } from '@/lib/lab/solve';
import { offerSolve as offer } from '@/lib/progress/solves';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { isOpen } from '@/lib/workshop-end';

/** Offers an attendee to do a step for them. Nothing is done before they agree. */
export async function offerSolve(slug: string, enrolmentId: string, step: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const at = { enrolmentId: requireInput(z.uuid(), enrolmentId), workshopId: workshop.id };
  const found = await db().enrolment.findFirst({
    where: { id: at.enrolmentId, workshopId: workshop.id, role: 'attendee' },
    select: { track: true },
  });
  const lab = findLab(workshop.lab);
  const wanted = found && findStep(lab, trackIn(lab, found.track), requireInput(Slug, step))?.step;
  if (wanted && isSolvable(wanted) && isOpen(workshop)) await offer(at, wanted.slug, person.id);
  redirect(`/facilitate/${workshop.slug}/${at.enrolmentId}`);
}
