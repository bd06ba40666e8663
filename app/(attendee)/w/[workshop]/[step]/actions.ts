'use server';
import { z } from 'zod';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { requireInput } from '@/app/input';
import { allLabs, findLab } from '@/labs';
import { inLab } from '@/lib/attendee/in-lab';
import { Press, type PressAnswer, type Pressed, pressed } from '@/lib/attendee/press';
import { isDatabaseAway } from '@/lib/database-trouble';
import { allSteps, findStep } from '@/lib/lab/lab';
import { log } from '@/lib/log';
import { change } from '@/lib/progress/change';
import { endLease } from '@/lib/progress/lease';
import { findAttendeeToVerify } from '@/lib/session';
import { Slug } from '@/lib/slug';

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
  tab: z
    .string()
    .regex(/^[\w-]{0,40}$/)
    .optional(),
});

/** Notes the step that an attendee has open. */
export async function noteStep(workshop: string, step: string): Promise<void> {
  const { lab, track, enrolment, workshop: found } = await requireInLab(requireInput(Slug, workshop));
  if (findStep(lab, track, requireInput(Slug, step))) await change({ enrolmentId: enrolment.id, workshopId: found.id }, { opened: step });
}

type Found = NonNullable<Awaited<ReturnType<typeof findAttendeeToVerify>>>;

/** Every button of the panel. */
export async function pressPanel(_previous: PressAnswer, form: FormData): Promise<PressAnswer> {
  const { workshop, step: slug, press, tab } = requireInput(Input, Object.fromEntries(form));
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && /^[\w-]{1,100}$/.test(name) ? [[name, value.slice(0, 500)] as const] : [],
  );
  // what is secret is used here and now, and not sent back
  const isSecret = (name: string) => name.startsWith('secret-');
  const typed = Object.fromEntries(fields.filter(([name]) => !isSecret(name)));
  const secrets = Object.fromEntries(fields.flatMap(([name, text]) => (isSecret(name) ? [[name.slice('secret-'.length), text]] : [])));
  const nothing = { at: Date.now(), did: null, problems: {}, typed } as const;
  try {
    const found = await findAttendeeToVerify(workshop, press.kind === 'verify' ? slug : null);
    if (!found) return { ...nothing, hasSessionEnded: true };
    return await pressFor(found, { slug, press, typed, secrets, tab });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log().error(
      { event: 'database', why: error instanceof Error ? error.message.slice(-300) : '' },
      'a press got no answer from the database',
    );
    const note = 'Guidepost’s database isn’t answering. It’s not your fault, and what you typed is still here. Try again in a minute.';
    return { ...nothing, note, tone: 'bad', isFailure: true };
  }
}

async function pressFor(found: Found, { slug, ...press }: Omit<Pressed, 'lease'> & { slug: string }): Promise<PressAnswer> {
  const attendee = inLab(found.attendee, findLab(found.attendee.workshop.lab));
  try {
    const { step } = findStep(attendee.lab, attendee.track, slug) ?? {};
    if (step) return await pressed(attendee, step, { ...press, lease: found.lease });
    if (found.lease.kind === 'taken') await endLease(attendee.enrolment.id, slug, found.lease.run);
    const note = 'This step is not on your track. You may have switched the track in another tab: reload the page.';
    return { at: Date.now(), did: null, problems: {}, typed: { ...press.typed }, note, tone: 'bad', isFailure: true };
  } catch (error) {
    // or the next press waits for nobody
    if (found.lease.kind === 'taken' && !isDatabaseAway(error)) await endLease(attendee.enrolment.id, slug, found.lease.run).catch(() => undefined);
    throw error;
  }
}
