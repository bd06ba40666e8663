'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { requireInput } from '@/app/input';
import { change } from '@/lib/progress/change';
import { Slug } from '@/lib/slug';

const Input = z.object({ workshop: Slug, track: z.string().max(100) });

export async function switchTrack(form: FormData): Promise<void> {
  const { workshop: slug, track } = requireInput(Input, Object.fromEntries(form));
  const { lab, enrolment, workshop } = await requireInLab(slug);
  if (Object.hasOwn(lab.tracks, track)) await change({ enrolmentId: enrolment.id, workshopId: workshop.id }, { track });
  revalidatePath(`/w/${workshop.slug}`, 'layout'); // the pages are of another track now
  redirect(`/w/${workshop.slug}`);
}
