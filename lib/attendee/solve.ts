import { setTimeout as wait } from 'node:timers/promises';
import type { Step } from '@/lib/lab/lab';
import { shownBy } from '@/lib/lab/part';
import { originFor, settingsOf } from '@/lib/lab/settings';
import { isUnderWay, type PartResult, solveStep } from '@/lib/lab/solve';
import { endingOf } from '@/lib/lab/solve-ending';
import { log } from '@/lib/log';
import { type At, change } from '@/lib/progress/change';
import { endLease, keepLease, takeLease } from '@/lib/progress/lease';
import { agree, endSolve, goesOn, keepResult, solveLease } from '@/lib/progress/solves';
import { underWay } from '@/lib/progress/under-way';
import { isOpen, overWords } from '@/lib/workshop-end';
import { accessOf, type TabSecrets } from './access';
import { agreementOf, isChanged, withRecorded } from './agreement';
import { attendeeAsOfNow } from './as-of-now';
import type { InLab } from './in-lab';
import { knownOf } from './in-lab';
import { verifyFor } from './verify';

/** How soon, and how late at most, something that a part has in progress is checked again. */
const firstMs = 3000;
const longestMs = 15_000;
/** Anything that takes longer is left to the service, and the attendee is told so. */
const mostMs = 45 * 60_000;
/** How long an answer waits for a step that is done quickly. */
const patienceMs = 2500;

export type Agreed =
  /** It is at work, or done already. */
  { kind: 'begun' } | { kind: 'refused'; note: string };

interface Times {
  firstMs?: number;
  patienceMs?: number;
}

/**
 * Does a step for an attendee who has just agreed to it, as them. It runs in this process, in the background of the request, for as long as
 * it takes. The secrets that came with the agreement stay in memory until it is over, and are stored nowhere.
 * @param offer its id, and what the attendee was shown, see `agreementOf`: nothing else is done
 */
export async function agreedTo(
  attendee: InLab,
  step: Step,
  { id, shown }: { id: string; shown: string },
  secrets: TabSecrets,
  times: Times = {},
): Promise<Agreed> {
  const { enrolment, workshop, person } = attendee;
  const at = { enrolmentId: enrolment.id, workshopId: workshop.id };
  if (!isOpen(workshop)) return { kind: 'refused', note: `${overWords(workshop)} Nothing is done for you anymore.` };
  const name = solveLease(step.slug);
  const lease = await takeLease(enrolment.id, name, enrolment.revision);
  if (lease.kind !== 'taken') return { kind: 'begun' }; // another tab has agreed as well
  const agreedAt = Date.now();
  const refused = async (note: string): Promise<Agreed> => {
    await endLease(enrolment.id, name, lease.run);
    return { kind: 'refused', note };
  };
  const over = 'That offer is over. Your facilitator can make another one.';
  const failed = async (error: unknown) => {
    await endLease(enrolment.id, name, lease.run);
    throw error;
  };
  const agreed = await attendeeAsOfNow(attendee).catch(failed);
  if (!agreed) return refused(over);
  if (agreementOf(agreed, step) !== shown) return refused('What would be done has changed. Read it again.');
  const before = await agree(at, id, step.slug, person.id).catch(failed);
  if (!before) return refused(over);
  const letGo = keepLease(enrolment.id, name, lease.run);
  const end = () => endLease(enrolment.id, name, lease.run);
  const work = underWay({ end }, () => atWork({ agreed, step, id, at, before, secrets, agreedAt, firstMs: times.firstMs ?? firstMs }))
    .catch((error: unknown) =>
      log().error({ event: 'solve', enrolmentId: enrolment.id, step: step.slug, err: error }, 'a step was not done'),
    )
    .finally(async () => {
      letGo();
      await end().catch(() => undefined); // it ends by itself within seconds
      await change(at, {}).catch(() => undefined); // the next reader sees that it is no longer in progress
    });
  await Promise.race([work, wait(times.patienceMs ?? patienceMs, undefined, { ref: false })]);
  return { kind: 'begun' };
}

interface Work {
  /** With their values, their track and the settings as they were agreed to. */
  agreed: InLab;
  step: Step;
  id: string;
  at: At;
  before: PartResult[];
  secrets: TabSecrets;
  /** In milliseconds: a sign-out after it ends the work. */
  agreedAt: number;
  firstMs: number;
}

async function atWork({ agreed, step, id, at, before, secrets, agreedAt, firstMs: first }: Work): Promise<void> {
  let parts = before;
  let pause = first;
  let recorded: Record<string, string> = {};
  const mayGoOn = async () => {
    if (!(await goesOn(id, agreedAt))) return stopped;
    return (await isChanged(step, agreed, recorded)) ? 'what would be done has changed since you agreed.' : true;
  };
  for (;;) {
    const why = await mayGoOn();
    if (why !== true) {
      parts = parts.map((part) => leftAt(part, why));
      break;
    }
    const now = withRecorded(agreed, recorded);
    const solved = await solveStep(now.lab, step, {
      access: accessOf(now, { secrets, isClick: false }),
      known: knownOf(now),
      secrets: ownSecrets(now, secrets),
      before: parts,
      async record(set) {
        // each look records the same value; writing it again would silently undo what somebody has corrected since
        const news = Object.fromEntries(Object.entries(set).filter(([name, value]) => recorded[name] !== value));
        await change(at, { values: { set: news, source: 'filled' } });
        recorded = { ...recorded, ...news };
      },
      mayGoOn,
    });
    parts = solved.parts;
    if (!isUnderWay(parts)) break;
    if (Date.now() - agreedAt > mostMs) {
      parts = parts.map((p) =>
        p.how === 'under-way'
          ? {
              ...p,
              how: 'failed',
              said: `${p.said} Guidepost stopped waiting. Check it in the service, or ask your facilitator to offer this again.`,
            }
          : p,
      );
      break;
    }
    await keepResult(at, id, parts);
    await wait(pause);
    pause = Math.min(longestMs, pause * 1.3);
  }
  await keepResult(at, id, parts); // before the verify, which asks whether anything was done
  const green = (await mayGoOn()) === true ? await verified(agreed, step, secrets) : new Set<string>();
  parts = parts.map((part) => (isGreen(step, part, green) ? { ...part, how: 'already', said: 'Done.' } : part));
  await endSolve(at, id, agreed.person.id, parts);
  log().info(
    {
      event: 'solve',
      enrolmentId: at.enrolmentId,
      step: step.slug,
      ending: endingOf(parts).kind,
      parts: parts.map((p) => [p.id, p.how]),
    },
    'nothing more is done of a step',
  );
}

const stopped = 'it was stopped.';

/** A part that the work left unfinished. What a service has started continues there. */
function leftAt(part: PartResult, why: string): PartResult {
  if (part.how === 'not-tried') return { ...part, said: `Not tried: ${why}` };
  if (part.how !== 'under-way' || why === stopped) return part;
  return { ...part, how: 'failed', said: `${part.said} Guidepost stopped waiting: ${why}` };
}

/** A part that only the person can do, and that they had already done. */
const isGreen = ({ parts = [] }: Step, { id, how }: PartResult, green: ReadonlySet<string>): boolean =>
  how === 'person' && parts.some((p) => p.id === id && shownBy(p).length > 0 && shownBy(p).every((check) => green.has(check)));

/** Verifies the step by its own checks, as the attendee. @returns the ids of those that pass */
async function verified(attendee: InLab, step: Step, secrets: TabSecrets): Promise<ReadonlySet<string>> {
  const now = await attendeeAsOfNow(attendee);
  const result = now && isOpen(now.workshop) ? await verifyFor(now, step, 'solve', { secrets }) : null;
  if (result?.kind !== 'checked') return new Set();
  return new Set(result.report.findings.filter((f) => f.outcome.status === 'pass').map((f) => f.checkId));
}

/**
 * The attendee's secrets that were entered for the addresses in the current settings. A key for a cloud takes another way, see `accessOf`.
 */
function ownSecrets({ lab, workshop }: InLab, secrets: TabSecrets): Record<string, string> {
  const settings = settingsOf(lab, workshop.settings);
  const isFor = (name: string, origin: string | null) => lab.credentials[name]?.kind === 'tab' && originFor(lab, name, settings) === origin;
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([name, { text, origin }]) => (text && isFor(name, origin) ? [[name, text]] : [])),
  );
}
