import { isDeepStrictEqual } from 'node:util';
import type { Lab } from '@/lib/lab/lab';
import { stepsOf, trackIn } from '@/lib/lab/lab';
import { settingsOf } from '@/lib/lab/settings';
import type { Known } from '@/lib/lab/vocabulary';
import type { Attendee } from './find';

/** An attendee with their workshop's lab. */
export interface InLab extends Attendee {
  lab: Lab;
  /** One of the lab's tracks. */
  track: string;
}

export const inLab = (attendee: Attendee, lab: Lab): InLab => ({ ...attendee, lab, track: trackIn(lab, attendee.enrolment.track) });

/** The same attendee with other values. */
export const withValues = (attendee: InLab, values: Record<string, string>): InLab => ({
  ...attendee,
  enrolment: { ...attendee.enrolment, values },
});

const knownBy = new WeakMap<InLab, Known>();

/**
 * Everything a check may know about this attendee. A recorded value never overrides a setting or the person's identity. A value that isn't
 * recorded falls back to the suggestion in the text. Derived values come last.
 */
export function knownOf(attendee: InLab): Known {
  const known = knownBy.get(attendee) ?? gather(attendee);
  knownBy.set(attendee, known); // a press asks for it three times
  return known;
}

/** The same attendee with their enrolment as it is now. What is known of them is gathered anew only if it may be another. */
export function withEnrolment(attendee: InLab, enrolment: Attendee['enrolment']): InLab {
  const now = inLab({ ...attendee, enrolment }, attendee.lab);
  const known = knownBy.get(attendee);
  if (known && now.track === attendee.track && isDeepStrictEqual(enrolment.values, attendee.enrolment.values)) knownBy.set(now, known);
  return now;
}

function gather({ lab, track, person, workshop, enrolment }: InLab): Known {
  const { name, userName, mail, objectId } = person;
  const given: Known = { ...settingsOf(lab, workshop.settings), personName: name, userName, mail: mail ?? undefined, objectId, track };
  const suggested = stepsOf(lab, track).flatMap((s) => s.collects.flatMap((v) => (v.suggest ? [[v.name, v.suggest(given)] as const] : [])));
  const known: Known = { ...Object.fromEntries(suggested), ...enrolment.values, ...given };
  const derived = Object.entries(lab.derives ?? {}).map(([name, { from }]) => [name, from(known)]);
  return { ...known, ...Object.fromEntries(derived) };
}
