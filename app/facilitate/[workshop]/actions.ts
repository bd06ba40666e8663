'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import { newJoinCode } from '@/lib/join-code';
import { leave } from '@/lib/progress/change';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';

const settingsOf = (slug: string) => `/facilitate/${slug}/settings`;

/** From now on nobody joins, and nothing is checked; what people have done stays readable. */
export async function closeWorkshop(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    const closed = await tx.workshop.updateMany({ where: { id: workshop.id, closedAt: null }, data: { closedAt: new Date() } });
    if (closed.count > 0) await audit({ act: 'workshop.closed', personId: person.id, workshopId: workshop.id }, tx);
  });
  redirect(settingsOf(workshop.slug));
}

export async function reopenWorkshop(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    const opened = await tx.workshop.updateMany({ where: { id: workshop.id, closedAt: { not: null } }, data: { closedAt: null } });
    if (opened.count > 0) await audit({ act: 'workshop.reopened', personId: person.id, workshopId: workshop.id }, tx);
  });
  redirect(settingsOf(workshop.slug));
}

/** The old code and link lead nowhere from now on; whoever has joined stays. */
export async function renewJoinCode(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    await tx.workshop.update({ where: { id: workshop.id }, data: { joinCode: newJoinCode() } });
    await audit({ act: 'workshop.code-renewed', personId: person.id, workshopId: workshop.id }, tx);
  });
  redirect(settingsOf(workshop.slug));
}

/** Removes somebody, with all that this workshop knows about them. */
export async function removeAttendee(slug: string, enrolmentId: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const at = { enrolmentId: requireInput(z.uuid(), enrolmentId), workshopId: workshop.id };
  await leave(at, { act: 'attendee.removed', personId: person.id });
  redirect(`/facilitate/${workshop.slug}`);
}

/** The workshop with everything in it: settings, secrets, people's progress, what was done. */
export async function deleteWorkshop(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    await tx.workshop.delete({ where: { id: workshop.id } });
    await audit({ act: 'workshop.deleted', personId: person.id, workshopId: null, detail: { title: workshop.title } }, tx);
  });
  redirect('/facilitate');
}
