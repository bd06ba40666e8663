import type { Prisma } from '@/generated/prisma/client';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';
import type { Workshop } from './find';
import { type InLab, inLab } from './in-lab';

/** For Prisma's `select`: what `inLabFrom` makes an attendee of. */
export const attendeeColumns = {
  id: true,
  track: true,
  step: true,
  helpAt: true,
  revision: true,
  values: { select: { name: true, value: true } },
  person: {
    select: { id: true, objectId: true, name: true, userName: true, mail: true, homeAccountId: true, isFacilitator: true },
  },
} as const;

/** The attendee in an enrolment that was read with these columns. */
export function inLabFrom(
  { person, values, helpAt, revision, id, track, step }: Prisma.EnrolmentGetPayload<{ select: typeof attendeeColumns }>,
  workshop: Workshop,
  lab: Lab,
): InLab {
  const recorded = Object.fromEntries(values.map((v) => [v.name, v.value]));
  const enrolment = { id, track, step, helpAt: helpAt?.toISOString() ?? null, revision: String(revision), values: recorded };
  return inLab({ person, workshop, enrolment }, lab);
}

/**
 * The attendee as of now: what they have recorded, their track, and their workshop's settings and end, from one moment. Whoever acts on or for
 * somebody for longer than a request asks this before each act. Null if they are no longer an attendee of the workshop.
 */
export async function attendeeAsOfNow({ lab, workshop, enrolment }: InLab): Promise<InLab | null> {
  const found = await db().enrolment.findFirst({
    where: { id: enrolment.id, workshopId: workshop.id, role: 'attendee' },
    select: { ...attendeeColumns, workshop: { select: { settings: true, endsAt: true, closedAt: true } } },
  });
  return found && inLabFrom(found, { ...workshop, ...found.workshop }, lab);
}
