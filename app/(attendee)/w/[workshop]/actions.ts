'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { db } from '@/lib/db';
import { touchEnrolment } from '@/lib/progress/record';
import { requireAttendee } from '@/lib/session';

const Input = z.object({ workshop: z.string().max(100), track: z.enum(['whole', 'model']) });

export async function switchTrack(form: FormData): Promise<void> {
  const { workshop, track } = Input.parse(Object.fromEntries(form));
  const attendee = await requireAttendee(workshop);
  await db().enrolment.update({ where: { id: attendee.enrolment.id }, data: { track } });
  await touchEnrolment(attendee.enrolment.id, attendee.workshop.id);
  redirect(`/w/${attendee.workshop.slug}`);
}
