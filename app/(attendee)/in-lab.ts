import { cache } from 'react';
import { findLab } from '@/labs';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { type AttendeeState, attendeeState } from '@/lib/attendee/state';
import { requireAttendee, sendToJoin } from '@/lib/session';

/** The attendee with their workshop's lab. @throws a redirect, see requireAttendee */
export const requireInLab = cache(async (slug: string): Promise<InLab> => {
  const attendee = await requireAttendee(slug);
  return inLab(attendee, findLab(attendee.workshop.lab));
});

/** All of an attendee's progress, read once for everything that a request renders. @throws a redirect if they were just removed */
export const stateNow = cache(
  async (attendee: InLab): Promise<AttendeeState> => (await attendeeState(attendee)) ?? sendToJoin(attendee.workshop.slug),
);
