import { cache } from 'react';
import { findLab } from '@/labs';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { attendeeState } from '@/lib/attendee/state';
import { requireAttendee } from '@/lib/session';

/** The attendee with their workshop's lab. @throws a redirect, see requireAttendee */
export const requireInLab = cache(async (slug: string): Promise<InLab> => {
  const attendee = await requireAttendee(slug);
  return inLab(attendee, findLab(attendee.workshop.lab));
});

/** All of an attendee's progress, read once for everything that a request renders. */
export const stateNow = cache(attendeeState);
