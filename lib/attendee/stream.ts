import { createHash } from 'node:crypto';
import { db } from '@/lib/db';
import { type Step, stepsOf } from '@/lib/lab/lab';
import { bus, type Notice, type Said } from '@/lib/progress/bus';
import { findProgress, findProgressWithOffers, type Progress, type ProgressWithOffers } from '@/lib/progress/read';
import { type Standing, worthWatching } from '@/lib/progress/standing';
import { eventStream, type Hold, logFailure, type Stream, soon } from '@/lib/progress/stream';
import { watch } from '@/lib/progress/watch';
import { endsColumns, isOpen } from '@/lib/workshop-end';
import { workshopNow } from '@/lib/workshop-secrets';
import { canWatch } from './access';
import type { InLab } from './in-lab';
import { asOf, type StepState, toldTo, wholeState } from './state';
import { verifyFor } from './verify';

/** Changes whenever anything in a step's standings changes. */
const digestOf = ({ standings, status, passedAt }: StepState): string =>
  createHash('sha1')
    .update(JSON.stringify([status, passedAt, [...standings].sort((a, b) => (a.checkId < b.checkId ? -1 : 1))]))
    .digest('base64url');

/** The attendee's progress as it is now: a stream outlives many changes of it. Null when it may not go on. */
const progressNow = async (attendee: InLab, stream: Stream): Promise<Progress | null> =>
  (await stream.mayGoOn()) ? findProgress(attendee.enrolment.id) : null;

/** The same with offers, as the page shows them. */
const withOffersNow = async (attendee: InLab, stream: Stream): Promise<ProgressWithOffers | null> =>
  (await stream.mayGoOn()) ? findProgressWithOffers(attendee.enrolment.id) : null;

/** Whether anything of the workshop is still checked. */
async function isStillOpen({ workshop }: InLab): Promise<boolean> {
  const found = await db().workshop.findUnique({ where: { id: workshop.id }, select: endsColumns });
  return found !== null && isOpen(found);
}

/** The same attendee with the workshop's current settings: a stream outlives many changes of those, too. */
async function withSettingsNow(attendee: InLab): Promise<InLab> {
  const { settings } = await workshopNow(attendee.lab, attendee.workshop.id);
  return { ...attendee, workshop: { ...attendee.workshop, settings } };
}

/** Steps of the current track on which something may change without a press. */
async function watched(attendee: InLab, progress: Progress): Promise<{ now: InLab; step: Step; standings: Standing[] }[]> {
  if (!(await isStillOpen(attendee))) return [];
  const { settings, kept } = await workshopNow(attendee.lab, attendee.workshop.id);
  const now = asOf({ ...attendee, workshop: { ...attendee.workshop, settings } }, progress);
  const names = kept();
  return stepsOf(now.lab, now.track)
    .filter((s) => canWatch(now.lab, s, names))
    .map((step) => {
      const hasPassed = progress.passed.some((p) => p.step === step.slug);
      return { now, step, standings: worthWatching(progress.standings[step.slug] ?? [], hasPassed) };
    })
    .filter((w) => w.standings.length > 0);
}

/**
 * Sends a browser tab every change, with the steps that differ from what was sent before. While somebody listens, waiting
 * steps are checked again. It starts with the revision: a page that has another one fetches the whole state.
 * @param tab the tab's id; the stream does not repeat what its own presses answered
 */
export function attendeeStream(request: Request, attendee: InLab, tab: string, hold: Hold): Response {
  return eventStream(request, hold, (stream) => {
    let told: Map<string, string> | null = null;
    const push = soon(
      async () => {
        if (!bus().isListening) return; // the next gap comes here again
        const [progress, now] = await Promise.all([withOffersNow(attendee, stream), withSettingsNow(attendee)]);
        if (!progress) return;
        const { steps, ...state } = wholeState(now, progress);
        const digests = new Map(Object.entries(steps).map(([slug, step]) => [slug, digestOf(step)]));
        if (told) {
          const news = Object.entries(steps).filter(([slug]) => told?.get(slug) !== digests.get(slug));
          stream.send('news', { ...state, steps: Object.fromEntries(news) });
        } else {
          stream.send('hello', { revision: progress.revision });
        }
        told = digests;
      },
      (error) => {
        logFailure(error);
        stream.end(); // the page opens it again and asks for what it missed
      },
    );
    // announcements are read once for all pages
    const tell = () => {
      toldTo(attendee)
        .then((told) => stream.send('aside', told))
        .catch((error: unknown) => {
          logFailure(error);
          stream.end();
        });
    };
    const hearSaid = ({ workshop, what }: Said) => {
      if (workshop === attendee.workshop.id && what === 'announcements') tell();
    };
    const watcher = watch(
      async () => {
        const progress = await progressNow(attendee, stream);
        return progress ? (await watched(attendee, progress)).map(({ step, standings }) => ({ step: step.slug, standings })) : [];
      },
      async (slug) => {
        const progress = await progressNow(attendee, stream);
        const found = progress && (await watched(attendee, progress)).find(({ step }) => step.slug === slug);
        if (found) await verifyFor(found.now, found.step, 'watch');
      },
      logFailure,
    );
    const hear = (notice: Notice) => {
      if (notice.enrolment !== attendee.enrolment.id) return;
      if (notice.by !== tab) push();
      if (notice.watch) watcher.poke();
    };
    const catchUp = () => {
      told = null;
      push();
      tell();
      watcher.poke();
    };
    bus().on('notice', hear).on('said', hearSaid).on('gap', catchUp);
    stream.onEnd(() => {
      bus().off('notice', hear).off('said', hearSaid).off('gap', catchUp);
      watcher.end();
    });
    push();
    if (bus().isListening) tell(); // if this fails, the next gap does it
  });
}
