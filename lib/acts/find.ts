import type { Workshop } from '@/lib/attendee/find';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { db } from '@/lib/db';
import type { Lab } from '@/lib/lab/lab';

const columns = {
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

/** Some attendees of a workshop, for a facilitator's acts. Attendees of another workshop are not found. */
async function attendeesOf(workshop: Workshop, lab: Lab, which: { id: string | { in: string[] } } | { step: string }): Promise<InLab[]> {
  const found = await db().enrolment.findMany({
    where: { ...which, workshopId: workshop.id, role: 'attendee' },
    select: columns,
    orderBy: { person: { name: 'asc' } },
  });
  return found.map(({ person, values, helpAt, revision, ...enrolment }) =>
    inLab(
      {
        person,
        workshop,
        enrolment: {
          ...enrolment,
          helpAt: helpAt?.toISOString() ?? null,
          revision: String(revision),
          values: Object.fromEntries(values.map((v) => [v.name, v.value])),
        },
      },
      lab,
    ),
  );
}

/** One attendee; null where the workshop has nobody of that id, or no longer. */
export const attendeeOf = async (workshop: Workshop, lab: Lab, id: string): Promise<InLab | null> =>
  (await attendeesOf(workshop, lab, { id }))[0] ?? null;

/**
 * The attendee as they are now: what they have recorded, and their workshop's settings and end. An act that takes longer than a request
 * calls this before each part. Null if they are no longer in the workshop.
 */
export async function attendeeAsOfNow({ lab, workshop, enrolment }: InLab): Promise<InLab | null> {
  const select = { settings: true, endsAt: true, closedAt: true } as const;
  const now = await db().workshop.findUnique({ where: { id: workshop.id }, select });
  return now && attendeeOf({ ...workshop, ...now }, lab, enrolment.id);
}

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
