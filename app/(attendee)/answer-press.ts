import { z } from 'zod';
import { Json } from '@/app/json';
import { allLabs, findLab } from '@/labs';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { Press, type PressAnswer, pressed } from '@/lib/attendee/press';
import type { BriefState } from '@/lib/attendee/state';
import { isDatabaseAway } from '@/lib/database-away';
import { allSteps, findStep } from '@/lib/lab/lab';
import type { panelFields } from '@/lib/lab/name-problems';
import { log } from '@/lib/log';
import { endLease, type Lease } from '@/lib/progress/lease';
import { findAttendeeToVerify } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { type Fields, secretsIn, withoutSecrets } from './fields-in';

/** What a press is sent with, apart from what was typed. */
export const Pressing = z.object({
  workshop: Slug,
  step: Slug.refine((slug) => allLabs().some((lab) => allSteps(lab).some((s) => s.slug === slug))),
  press: z.string().max(300).pipe(Json).pipe(Press),
  /** The `factsId` of the state that the page has. */
  held: z.string().max(100).optional(),
  /** Whose page it is. Another may have signed in since, in another tab. */
  person: z.string().max(40).optional(),
  tab: z
    .string()
    .regex(/^[\w-]{0,40}$/)
    .optional(),
} satisfies Record<(typeof panelFields)[number], z.ZodType>);
export type Pressing = z.infer<typeof Pressing>;

/**
 * What a button of the panel does, with everything that is in its form.
 * @returns null for somebody who is not in the workshop
 */
export async function answerPress(
  { workshop, step: slug, press, held, person, tab }: Pressing,
  fields: Fields,
): Promise<PressAnswer<BriefState> | null> {
  const typed = withoutSecrets(fields);
  const secrets = secretsIn(fields);
  const nothing = { at: Date.now(), did: null, problems: {}, typed };
  const failed = (note: string): PressAnswer<BriefState> => ({ ...nothing, note, tone: 'bad', isFailure: true });
  try {
    const found = await findAttendeeToVerify(workshop, press.kind === 'verify' ? slug : null);
    if (found === 'signed-out') return { ...nothing, hasSessionEnded: true };
    if (found === 'not-in-it') return null;
    const attendee = inLab(found.attendee, findLab(found.attendee.workshop.lab));
    const isOthers = person !== undefined && person !== attendee.person.id;
    return (
      (await letGoIfItFails(attendee, slug, found.lease, async () => {
        if (isOthers) return undefined;
        const { step } = findStep(attendee.lab, attendee.track, slug) ?? {};
        return step && pressed(attendee, step, { press, typed, secrets, tab, held, lease: found.lease });
      })) ??
      failed(
        isOthers
          ? 'Someone else has signed in here since. Reload this page to continue as them.'
          : 'You’re on another track now, and this step isn’t part of it. Choose another step from the list.',
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
