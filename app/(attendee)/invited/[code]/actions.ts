'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import { acceptInvitation, findInvitation } from '@/lib/people/invitation';
import { requirePerson } from '@/lib/session';

/** Makes whoever is signed in a facilitator, by an invitation. */
export async function becomeFacilitator(code: string): Promise<void> {
  const me = await requirePerson();
  const given = requireInput(z.string().max(100), code);
  const found = await findInvitation(me.id, given);
  if (typeof found !== 'string' && (await acceptInvitation(found, me.id))) redirect(`/facilitate/${found.workshop.slug}`);
  redirect(`/invited/${encodeURIComponent(given)}`); // which says why not
}
