import { createHash } from 'node:crypto';
import { audit } from '@/lib/audit';
import { db } from '@/lib/db';
import { pick, tryInvitation } from '@/lib/join-code';
import { change } from '@/lib/progress/change';

/** An unused invitation expires after this many days. */
export const invitationDays = 7;
const dayMs = 86_400_000;

/** 12 of 31 letters: nobody guesses it in seven days, at twenty tries a minute. */
const newCode = () => `${pick(4)}-${pick(4)}-${pick(4)}`;

/** A code as people pass it on: in any case, with or without hyphens, and with whatever a mail program has put around it. */
export function invitationCodeIn(text: string): string {
  const letters = text
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].join('-');
}

/** What the database keeps of a code, so that reading the database doesn't invite anybody. */
export const digestOf = (code: string): string => createHash('sha256').update(`invitation ${code}`).digest('base64url');

/** Creates an invitation. @returns its id, and its code, which is never shown again */
export async function invite(workshopId: string, by: string): Promise<{ id: string; code: string; endsAt: Date }> {
  const code = newCode();
  const endsAt = new Date(Date.now() + invitationDays * dayMs);
  const { id } = await db().$transaction(async (tx) => {
    const created = await tx.invitation.create({ data: { workshopId, code: digestOf(code), endsAt }, select: { id: true } });
    await audit({ act: 'facilitator.invited', personId: by, workshopId }, tx);
    return created;
  });
  return { id, code, endsAt };
}

/** @returns whether there was such an invitation in this workshop, not used yet */
export const withdraw = (workshopId: string, id: string, by: string): Promise<boolean> =>
  db().$transaction(async (tx) => {
    const { count } = await tx.invitation.deleteMany({ where: { id, workshopId, usedAt: null } });
    if (count > 0) await audit({ act: 'facilitator.invitation-withdrawn', personId: by, workshopId }, tx);
    return count > 0;
  });

/** The invitations that are still open, the next to expire first. */
export const openInvitations = (workshopId: string): Promise<{ id: string; createdAt: Date; endsAt: Date }[]> =>
  db().invitation.findMany({
    where: { workshopId, usedAt: null, endsAt: { gt: new Date() } },
    orderBy: { endsAt: 'asc' },
    select: { id: true, createdAt: true, endsAt: true },
  });

export interface Invited {
  id: string;
  workshop: { id: string; slug: string; title: string };
  /** Why it is no longer open. */
  over: 'used' | 'ended' | null;
  /** Whether it is for their own workshop, which they run by virtue of their role alone. */
  isOwn: boolean;
}

/** What a code invites somebody to. Wrong codes are counted together with wrong join codes. */
export async function findInvitation(personId: string, text: string): Promise<Invited | 'none' | 'too-often'> {
  const found = await tryInvitation(personId, digestOf(invitationCodeIn(text)));
  if (typeof found === 'string') return found;
  const row = await db().invitation.findUnique({
    where: { id: found.id },
    select: { id: true, usedAt: true, endsAt: true, workshop: { select: { id: true, slug: true, title: true, createdById: true } } },
  });
  if (!row) return 'none'; // withdrawn in between
  const { createdById, ...workshop } = row.workshop;
  const over = row.usedAt ? 'used' : row.endsAt <= new Date() ? 'ended' : null;
  return { id: row.id, workshop, over, isOwn: createdById === personId };
}

/**
 * Makes somebody a facilitator by an invitation, which is then used up. An attendee keeps what they did, and disappears from boards and
 * statistics, because those count attendees. The workshop's owner can't get a place through an invitation, because it would outlive their
 * role.
 * @returns whether the invitation was still open, and for them
 */
export async function acceptInvitation({ id, workshop }: Invited, personId: string): Promise<boolean> {
  const key = { workshopId: workshop.id, personId };
  const enrolment = await db().$transaction(async (tx) => {
    if ((await tx.workshop.count({ where: { id: workshop.id, createdById: personId } })) > 0) return null;
    const now = new Date();
    const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null, endsAt: { gt: now } }, data: { usedAt: now } });
    if (count === 0) return null;
    const found = await tx.enrolment.upsert({
      where: { workshopId_personId: key },
      create: { ...key, role: 'facilitator' },
      update: { role: 'facilitator', helpAt: null },
      select: { id: true },
    });
    await audit({ act: 'facilitator.joined', personId, workshopId: workshop.id }, tx);
    return found;
  });
  if (enrolment) await change({ enrolmentId: enrolment.id, workshopId: workshop.id }, {}); // boards drop the row at once
  return enrolment !== null;
}
