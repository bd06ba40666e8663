import { attendeeState, digestOf, digestOfAll } from '@/app/(attendee)/w/attendee-state';
import { verifyFor } from '@/app/(attendee)/w/verify-for';
import { findLab } from '@/labs';
import { type Step, stepsOf } from '@/labs/lab';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import { bus, type Notice } from '@/lib/progress/bus';
import { progressOf } from '@/lib/progress/enrolment';
import { isWorthWatching, type Standing } from '@/lib/progress/standing';
import { eventStream, soon } from '@/lib/progress/stream';
import { watch } from '@/lib/progress/watch';
import { type Attendee, findPerson, requireAttendee, sessionEnd } from '@/lib/session';
import { secretNames } from '@/lib/workshop-secrets';

/** The attendee as they are now: a stream outlives many changes to their values and track. Null when they signed out. */
async function again(attendee: Attendee, since: Date): Promise<Attendee | null> {
  const now = await db().enrolment.findUnique({
    where: { id: attendee.enrolment.id },
    select: { track: true, step: true, values: { select: { name: true, value: true } }, person: { select: { signedOutAt: true } } },
  });
  if (!now || (now.person.signedOutAt && now.person.signedOutAt > since)) return null;
  return {
    ...attendee,
    enrolment: {
      ...attendee.enrolment,
      track: now.track,
      step: now.step,
      values: Object.fromEntries(now.values.map((v) => [v.name, v.value])),
    },
  };
}

/** Steps that are not passed yet and have something that may change by itself. */
async function watched({ workshop, enrolment }: Attendee): Promise<{ step: Step; standings: Standing[] }[]> {
  const progress = await progressOf(enrolment.id);
  // a personal key comes with a click only: looking without one would put trouble where there is none
  const hasDssKey = (await secretNames(workshop.id)).includes('dssAdminKey');
  return stepsOf(findLab(workshop.lab), enrolment.track)
    .filter((s) => !progress.passed.some((p) => p.step === s.slug) && (hasDssKey || !s.secrets?.some(({ name }) => name === 'dssKey')))
    .map((step) => ({ step, standings: (progress.standings[step.slug] ?? []).filter(isWorthWatching) }))
    .filter((w) => w.standings.length > 0);
}

/**
 * The state now and after every change, with the standings of those steps that the browser does not have as they are; while
 * somebody listens, what is waiting is looked at again.
 * @param have the digest of the standings that the page was rendered with
 */
export async function attendeeStream(request: Request, slug: string, have: string): Promise<Response> {
  if (!(await findPerson())) return new Response(null, { status: 401 });
  const attendee = await requireAttendee(slug);
  const begun = new Date();
  const onBug = (error: unknown) => log().error({ event: 'events', err: error }, 'an event stream stumbled');
  return eventStream(request, await sessionEnd(), (stream) => {
    const told = new Map<string, string>();
    const push = soon(async () => {
      const now = await again(attendee, begun);
      if (!now) return stream.end();
      const state = await attendeeState(now);
      const isKnown = told.size === 0 && digestOfAll(state.standings) === have;
      const news = Object.entries(state.standings).filter(([step, s]) => {
        const digest = digestOf(s);
        const isNew = told.get(step) !== digest;
        told.set(step, digest);
        return isNew && !isKnown;
      });
      stream.send('state', { ...state, standings: Object.fromEntries(news) });
    }, onBug);
    const watcher = watch(
      async () => (await watched(attendee)).flatMap((w) => w.standings),
      async () => {
        const now = await again(attendee, begun);
        if (now) await Promise.all((await watched(now)).map(({ step }) => verifyFor(now, step, 'watch')));
      },
      onBug,
    );
    const hear = (notice: Notice) => {
      if (notice.enrolment !== attendee.enrolment.id) return;
      push();
      watcher.poke();
    };
    bus().on('notice', hear).on('gap', push);
    stream.onEnd(() => {
      bus().off('notice', hear).off('gap', push);
      watcher.end();
    });
    push();
  });
}
