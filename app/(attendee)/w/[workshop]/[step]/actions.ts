'use server';
import { z } from 'zod';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { requireInput } from '@/app/input';
import { allLabs, findLab, textOf } from '@/labs';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { Press, type PressAnswer, pressed } from '@/lib/attendee/press';
import { isDatabaseAway } from '@/lib/database-away';
import { rememberHint } from '@/lib/help/hints';
import { allSteps, findStep } from '@/lib/lab/lab';
import { hintsIn } from '@/lib/lab/text';
import { log } from '@/lib/log';
import { change } from '@/lib/progress/change';
import { endLease, type Lease } from '@/lib/progress/lease';
import { findAttendeeToVerify } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { fieldsIn, isSecretField, secretsIn } from './secrets-in';

const Input = z.object({
  workshop: Slug,
  step: Slug.refine((slug) => allLabs().some((lab) => allSteps(lab).some((s) => s.slug === slug))),
  press: z
    .string()
    .max(300)
    .transform((text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(Press),
  /** Whose page it is. Another may have signed in since, in another tab. */
  person: z.string().max(40).optional(),
  tab: z
    .string()
    .regex(/^[\w-]{0,40}$/)
    .optional(),
});

/** Records which step an attendee has open. */
export async function noteStep(workshop: string, step: string): Promise<void> {
  const { lab, track, enrolment, workshop: found } = await requireInLab(requireInput(Slug, workshop));
  if (findStep(lab, track, requireInput(Slug, step))) await change({ enrolmentId: enrolment.id, workshopId: found.id }, { opened: step });
}

/** Remembers that a hint was unfolded, each once: a facilitator who is asked for help sees how many were of no use. */
export async function noteHint(workshop: string, step: string, hint: number): Promise<void> {
  const { lab, track, enrolment } = await requireInLab(requireInput(Slug, workshop));
  const { step: found } = findStep(lab, track, requireInput(Slug, step)) ?? {};
  const at = requireInput(z.number().int().min(1).max(20), hint);
  if (found && at <= hintsIn(textOf(lab, found))) await rememberHint(enrolment.id, found.slug, at);
}

/** Every button of the panel. */
export async function pressPanel(_previous: PressAnswer, form: FormData): Promise<PressAnswer> {
  const { workshop, step: slug, press, person, tab } = requireInput(Input, Object.fromEntries(form));
  const typed = Object.fromEntries(Object.entries(fieldsIn(form)).filter(([name]) => !isSecretField(name)));
  const secrets = secretsIn(form);
  const nothing = { at: Date.now(), did: null, problems: {}, typed };
  const failed = (note: string): PressAnswer => ({ ...nothing, note, tone: 'bad', isFailure: true });
  try {
    const found = await findAttendeeToVerify(workshop, press.kind === 'verify' ? slug : null);
    if (!found) return { ...nothing, hasSessionEnded: true };
    const attendee = inLab(found.attendee, findLab(found.attendee.workshop.lab));
    const isOthers = person !== undefined && person !== attendee.person.id;
    return (
      (await letGoIfItFails(attendee, slug, found.lease, async () => {
        if (isOthers) return undefined;
        const { step } = findStep(attendee.lab, attendee.track, slug) ?? {};
        return step && pressed(attendee, step, { press, typed, secrets, tab, lease: found.lease });
      })) ??
      failed(
        isOthers
          ? 'Someone else has signed in here since. Reload this page to continue as them.'
          : 'You switched tracks in another tab, and this step isn’t on your new one. Choose another step from the list.',
      )
    );
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log().warn({ event: 'press', press: press.kind, err: error }, 'a press could not ask the database');
    const note = 'Guidepost’s database isn’t answering. It’s not your fault, and what you typed is still here. Try again in a moment.';
    return { ...failed(note), isAway: true };
  }
}

/** Returns the lease of a step's run if there was no run, so that the next press waits for nobody. */
async function letGoIfItFails<T>(
  { enrolment }: InLab,
  step: string,
  lease: Lease,
  act: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let result: T | undefined;
  try {
    result = await act();
    return result;
  } finally {
    // should this fail, too, the lease ends by itself within seconds
    if (result === undefined && lease.kind === 'taken') await endLease(enrolment.id, step, lease.run).catch(() => undefined);
  }
}
