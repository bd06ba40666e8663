import type { InLab } from '@/lib/attendee/in-lab';
import { db } from '@/lib/db';
import type { Lab, NamedValue, Step } from '@/lib/lab/lab';
import { allSteps } from '@/lib/lab/lab';
import { type At, change } from '@/lib/progress/change';
import type { How } from '@/lib/progress/standing';
import { isOpen, overWords } from '@/lib/workshop-end';
import { bad, done, type Said } from './said';

const atOf = ({ enrolment, workshop }: InLab): At => ({ enrolmentId: enrolment.id, workshopId: workshop.id });

/** Why nothing in a workshop can be changed anymore; null while it can. */
const overNow = ({ workshop }: InLab): Said | null =>
  isOpen(workshop) ? null : bad(`${overWords(workshop)} What its attendees reached stays as it is.`);

const gone = bad('They’re no longer in this workshop.');

/** How a step was passed; null if it isn't. */
async function howOf({ enrolment }: InLab, { slug }: Step): Promise<How | 'gone' | null> {
  const passes = { where: { step: slug }, select: { how: true } } as const;
  const found = await db().enrolment.findUnique({ where: { id: enrolment.id }, select: { passes } });
  return found ? ((found.passes[0]?.how as How | undefined) ?? null) : 'gone'; // one of the words that `change` writes
}

/** Passes a step for somebody without its checks. They can read the reason. */
export async function waive(attendee: InLab, step: Step, reason: string, by: string): Promise<Said> {
  const over = overNow(attendee);
  if (over) return over;
  if (!step.tracks.includes(attendee.track)) return bad('This step isn’t on their track.');
  const act = { act: 'attendee.step-waived', personId: by, detail: { step: step.slug, reason } } as const;
  if (await change(atOf(attendee), { waived: { step: step.slug, reason }, act }))
    return done(`Step ${step.number} is waived. It counts as done, but not as verified.`);
  const how = await howOf(attendee, step);
  if (how === 'gone') return gone;
  return bad(`Step ${step.number} is ${how === 'solved' ? 'done for them' : (how ?? 'passed')} already, so there’s nothing to waive.`);
}

/** Reopens a step that was waived, or done for somebody. What they verified stays. */
export async function reopen(attendee: InLab, step: Step, reason: string, by: string): Promise<Said> {
  const over = overNow(attendee);
  if (over) return over;
  const act = { act: 'attendee.step-reopened', personId: by, detail: { step: step.slug, reason } } as const;
  if (await change(atOf(attendee), { reopened: step.slug, act })) return done(`Step ${step.number} is open again.`);
  const how = await howOf(attendee, step);
  if (how === 'gone') return gone;
  return how === 'verified'
    ? bad(`They verified step ${step.number} themselves, so it stays verified.`)
    : bad(`Step ${step.number} isn’t passed, so there’s nothing to reopen.`);
}

/** What attendees type themselves, and so what can be corrected for them. That excludes what they choose from a service's list. */
export function correctable(lab: Lab, name: string): NamedValue | null {
  const found = allSteps(lab).flatMap((step) => step.collects);
  return found.find((value) => value.name === name && !value.isPick) ?? null;
}

/**
 * Corrects what somebody has recorded, by the rules of their own form; an empty text deletes the value.
 * @returns what is wrong with the text, in the words of that form, or what was done
 */
export async function correct(
  attendee: InLab,
  spec: NamedValue,
  { text, reason }: { text: string; reason: string },
  by: string,
): Promise<Said | { problem: string }> {
  const over = overNow(attendee);
  if (over) return over;
  const parsed = text.trim() ? spec.parse(text) : { value: null };
  if ('problem' in parsed) return { problem: parsed.problem };
  const before = attendee.enrolment.values[spec.name] ?? null; // read with this request
  if (before === parsed.value) return bad(`${spec.label} already has that value.`);
  const act = { act: 'attendee.value-corrected', personId: by, detail: { reason } } as const;
  const changed = await change(atOf(attendee), { values: { set: { [spec.name]: parsed.value }, source: 'corrected' }, act });
  if (!changed) return gone;
  return done(parsed.value === null ? `${spec.label} is empty now.` : `${spec.label} is now ${parsed.value}. The next check uses it.`);
}

/** Moves somebody to another track. What they did on steps that both tracks have stays. */
export async function moveTrack(attendee: InLab, track: string, reason: string, by: string): Promise<Said> {
  const over = overNow(attendee);
  if (over) return over;
  const title = attendee.lab.tracks[track]?.title ?? track;
  const act = { act: 'attendee.track-changed', personId: by, detail: { reason } } as const;
  const isThere = attendee.track === track;
  if (!isThere && (await change(atOf(attendee), { track, act }))) return done(`They’re on ${title} now.`);
  return bad(`They’re on ${title} already.`);
}
