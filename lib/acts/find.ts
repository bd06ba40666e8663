import { attendeeColumns, inLabFrom } from '@/lib/attendee/as-of-now';
import type { Workshop } from '@/lib/attendee/find';
import type { InLab } from '@/lib/attendee/in-lab';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';

/** Some attendees of a workshop, for a facilitator's acts. Attendees of another workshop are not found. */
async function attendeesOf(workshop: Workshop, lab: Lab, which: { id: string | { in: string[] } } | { step: string }): Promise<InLab[]> {
  const found = await db().enrolment.findMany({
    where: { ...which, workshopId: workshop.id, role: 'attendee' },
    select: attendeeColumns,
    orderBy: { person: { name: 'asc' } },
  });
  return found.map((enrolment) => inLabFrom(enrolment, workshop, lab));
}

/** One attendee; null where the workshop has nobody of that id, or no longer. */
export const attendeeOf = async (workshop: Workshop, lab: Lab, id: string): Promise<InLab | null> =>
  (await attendeesOf(workshop, lab, { id }))[0] ?? null;

/** The ids of those among some attendees who have passed a step. */
export async function passedOf(ids: readonly string[], step: string): Promise<ReadonlySet<string>> {
  const found = await db().stepPass.findMany({ where: { step, enrolmentId: { in: [...ids] } }, select: { enrolmentId: true } });
  return new Set(found.map((p) => p.enrolmentId));
}

/** Those of some attendees who are still in the workshop. */
export const attendeesAmong = (workshop: Workshop, lab: Lab, ids: readonly string[]): Promise<InLab[]> =>
  attendeesOf(workshop, lab, { id: { in: [...ids] } });

/** Everybody who has that step open and hasn't passed it. */
export async function attendeesOn(workshop: Workshop, lab: Lab, step: string): Promise<InLab[]> {
  const [there, passed] = await Promise.all([
    attendeesOf(workshop, lab, { step }),
    db().stepPass.findMany({ where: { step, enrolment: { workshopId: workshop.id } }, select: { enrolmentId: true } }),
  ]);
  const past = new Set(passed.map((p) => p.enrolmentId));
  return there.filter((a) => !past.has(a.enrolment.id));
}
