'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { ForgetResult } from '@/components/people/forget-form';
import type { InviteResult } from '@/components/people/invite-form';
import type { RosterResult } from '@/components/people/roster-form';
import { findLab } from '@/labs';
import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { oneLine } from '@/lib/lab/vocabulary';
import { removeFacilitator } from '@/lib/people/facilitators';
import { type Forgotten, forget } from '@/lib/people/forget';
import { invite, withdraw } from '@/lib/people/invitation';
import { readRoster, rosterBytes } from '@/lib/roster/csv';
import { importRoster, mostExpected, planned, shortenRoster } from '@/lib/roster/roster';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { planWords } from './plan-words';

const peopleOf = (slug: string) => `/facilitate/${slug}/people`;

/** Makes an invitation for one other facilitator. Its link is shown only this once: what is stored of it opens nothing. */
export async function inviteFacilitator(slug: string, _previous: InviteResult): Promise<InviteResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const { id, code, endsAt } = await invite(workshop.id, person.id);
  revalidatePath(peopleOf(workshop.slug));
  return { id, link: `${env().NEXTAUTH_URL.replace(/\/$/, '')}/invited/${code}`, endsAt: endsAt.toISOString() };
}

export async function withdrawInvitation(slug: string, id: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await withdraw(workshop.id, requireInput(z.uuid(), id), person.id);
  redirect(peopleOf(workshop.slug));
}

/** Ends somebody else's role as a facilitator, or one's own. */
export async function endFacilitation(slug: string, enrolmentId: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const id = requireInput(z.uuid(), enrolmentId);
  const isMe = (await db().enrolment.count({ where: { id, personId: person.id } })) > 0;
  const removed = await removeFacilitator(workshop.id, id, person.id);
  if (removed === 'last') redirect(`${peopleOf(workshop.slug)}?last`);
  redirect(isMe && removed === 'removed' ? '/' : peopleOf(workshop.slug));
}

/** From now on the join code lets nobody in; everything else goes on. */
export async function closeJoining(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    const where = { id: workshop.id, joiningClosedAt: null };
    const { count } = await tx.workshop.updateMany({ where, data: { joiningClosedAt: new Date() } });
    if (count > 0) await audit({ act: 'joining.closed', personId: person.id, workshopId: workshop.id }, tx);
  });
  redirect(peopleOf(workshop.slug));
}

export async function openJoining(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await db().$transaction(async (tx) => {
    const where = { id: workshop.id, joiningClosedAt: { not: null } };
    const { count } = await tx.workshop.updateMany({ where, data: { joiningClosedAt: null } });
    if (count > 0) await audit({ act: 'joining.opened', personId: person.id, workshopId: workshop.id }, tx);
  });
  redirect(peopleOf(workshop.slug));
}

/** Shows what a list would change, or imports it. The page shows what was read from it; what to write is decided again then. */
export async function sendRoster(slug: string, _previous: RosterResult, form: FormData): Promise<RosterResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const file = form.get('file');
  const isTooLong = file instanceof File && file.size > rosterBytes;
  const text = file instanceof File && file.size > 0 ? (isTooLong ? '' : await file.text()) : String(form.get('text') ?? '');
  if (isTooLong) return { text: '', problem: `The file is too long: at most ${rosterBytes / 1000} kB.` };
  const lab = findLab(workshop.lab);
  const read = readRoster(text, lab.tracks);
  const kept = text.slice(0, rosterBytes);
  if ('problem' in read) return { text: kept, problem: read.problem };
  const isSure = form.get('press') === 'import';
  const plan = isSure ? await importRoster(workshop.id, read, person.id) : await planned(workshop.id, read);
  if (!plan) return { text: kept, problem: `That would be more than ${mostExpected} people.` };
  if (isSure) revalidatePath(peopleOf(workshop.slug));
  const words = planWords(lab, plan);
  return isSure ? { text: '', done: words } : { text: kept, preview: words };
}

/** Takes somebody off the list of who is expected. */
export async function removeExpected(slug: string, form: FormData): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await shortenRoster(workshop.id, requireInput(z.uuid(), form.get('id')), person.id);
  redirect(`${peopleOf(workshop.slug)}#expected`);
}

/** Takes everybody off it. */
export async function clearExpected(slug: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await shortenRoster(workshop.id, null, person.id);
  redirect(`${peopleOf(workshop.slug)}#expected`);
}

const Name = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(254)
  .refine((name) => oneLine(name) !== null);

const forgottenWords: Record<Forgotten, (name: string) => string> = {
  everywhere: (name) => `Everything about ${name} is deleted. Guidepost no longer holds any of their data.`,
  here: (name) => `Everything this workshop knew about ${name} is deleted. They’re in another workshop as well, which keeps its own data.`,
  absent: (name) => `Nobody here has the sign-in name or email ${name}.`,
  several: (name) => `Several people here have the address ${name}. Enter the sign-in name of the one you mean.`,
  facilitator: (name) => `${name} is a facilitator of this workshop. Remove them as a facilitator first.`,
};

/** Deletes what is known about one person, at their request. */
export async function deleteData(slug: string, _previous: ForgetResult, form: FormData): Promise<ForgetResult> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const name = Name.safeParse(form.get('name'));
  if (!name.success) return { typed: String(form.get('name') ?? '').slice(0, 254), problem: 'Enter a sign-in name or an email address.' };
  const done = await forget(workshop.id, name.data, person.id);
  const said = forgottenWords[done](name.data);
  revalidatePath(peopleOf(workshop.slug));
  return done === 'everywhere' || done === 'here' ? { typed: '', done: said } : { typed: name.data, problem: said };
}
