import { canWatch } from '@/lib/attendee/access';
import type { InLab } from '@/lib/attendee/in-lab';
import { verifyFor } from '@/lib/attendee/verify';
import { db } from '@/lib/db';
import type { Step } from '@/lib/lab/lab';
import type { Report } from '@/lib/lab/outcome';
import type { Verified } from '@/lib/progress/verify';
import { isOpen, overWords } from '@/lib/workshop-end';
import { workshopNow } from '@/lib/workshop-secrets';
import { bad, done, type Said } from './said';

/**
 * Why a step can't be checked for somebody without their own press, as a sentence that says what to do; null if it can. The check uses
 * their stored sign-in, and leaves to them whatever only a press may start in a service.
 */
export const obstacleTo = async (attendee: InLab, step: Step): Promise<string | null> => (await obstaclesTo([attendee], step))[0] ?? null;

/** The same for several attendees of one workshop, in their order, with as many questions to the database as for one. */
export async function obstaclesTo(attendees: readonly InLab[], step: Step): Promise<(string | null)[]> {
  const [first] = attendees;
  if (!first) return [];
  const over = isOpen(first.workshop) ? null : `${overWords(first.workshop)} Nothing is checked anymore.`;
  const theirs = over ?? (await onlyTheirs(first, step));
  const signedIn = await signedInAmong(theirs === null ? attendees : []);
  return attendees.map(({ track, person }) => {
    const elsewhere = step.tracks.includes(track) ? null : 'This step isn’t on their track.';
    return over ?? elsewhere ?? theirs ?? (signedIn.has(person.homeAccountId) ? null : signedOut);
  });
}

const signedOut = 'They’re signed out, so nothing can be checked as them. Ask them to sign in to Guidepost again.';

/** Why a step can be checked by nobody but the attendee, whoever they are. */
async function onlyTheirs({ lab, workshop }: InLab, step: Step): Promise<string | null> {
  if (step.checks.some((check) => check.carriesOn))
    return 'This step starts something as them, so only they can run it. Ask them to select Verify.';
  const kept = step.secrets.length > 0 ? (await workshopNow(lab, workshop.id)).kept() : [];
  if (canWatch(lab, step, kept)) return null;
  return 'This step is checked with a key that never leaves their browser tab. Ask them to select Verify.';
}

/** The home account ids of those whose sign-in is stored. */
async function signedInAmong(attendees: readonly InLab[]): Promise<ReadonlySet<string>> {
  if (attendees.length === 0) return new Set();
  const ids = attendees.map(({ person }) => person.homeAccountId);
  const found = await db().tokenCache.findMany({ where: { homeAccountId: { in: ids } }, select: { homeAccountId: true } });
  return new Set(found.map(({ homeAccountId }) => homeAccountId));
}

/** Checks a step for somebody, as them, and says what was found. It doesn't count as one of their tries. */
export async function checkNow(attendee: InLab, step: Step, by: string): Promise<Said> {
  const obstacle = await obstacleTo(attendee, step);
  if (obstacle) return bad(obstacle);
  const act = { act: 'attendee.checked', personId: by, detail: { step: step.slug } } as const;
  return wordsOf(step, await verifyFor(attendee, step, 'facilitator', { act }));
}

function wordsOf({ number }: Step, verified: Verified): Said {
  switch (verified.kind) {
    case 'checked':
      return reportWords(number, verified.report);
    case 'fresh':
    case 'joined':
      return done(`Step ${number} was checked a moment ago.`);
    case 'busy':
      return bad(`A check of step ${number} is already running. Reload in a few seconds.`);
    case 'too-often':
      return bad('Too many checks of this attendee in a minute. Wait a moment.');
    case 'gone':
      return bad('They’re no longer in this workshop.');
    case 'unwritten':
      return bad('The checks ran, but Guidepost’s database was unavailable, so the result wasn’t saved. Check again in a moment.');
  }
}

function reportWords(number: string, { findings }: Report): Said {
  const passed = findings.filter((f) => f.outcome.status === 'pass').length;
  if (passed === findings.length) return done(`Checked step ${number}: every check passed.`);
  const counted = `Checked step ${number}: ${passed} of ${findings.length} checks passed.`;
  const way = findings.map(({ outcome }) => (outcome.status === 'unreachable' ? outcome.way : undefined)).find(Boolean);
  if (!way) return done(counted);
  return bad(
    way === 'sign-in'
      ? `${counted} The rest needs their sign-in, which has ended or must be confirmed. Ask them to sign in to Guidepost again.`
      : `${counted} The rest needs their consent. Ask them to open the step and select “Ask for consent”.`,
  );
}
