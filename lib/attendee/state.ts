import { hash } from 'node:crypto';
import { standingIn, tellsThem } from '@/lib/announcements/read';
import type { TellsThem } from '@/lib/announcements/view';
import { cloudUrl } from '@/lib/clouds/address';
import type { HelpView } from '@/lib/help/view';
import { type Step, stepsOf } from '@/lib/lab/lab';
import { originsOf, settingsInWords } from '@/lib/lab/settings';
import { type PartWords, partsInWords } from '@/lib/lab/solve';
import type { Known } from '@/lib/lab/vocabulary';
import { findProgressWithOffers, type Progress, type ProgressWithOffers } from '@/lib/progress/read';
import type { Solve } from '@/lib/progress/solves';
import { type How, type Standing, type StepStatus, stepStatus } from '@/lib/progress/standing';
import { agreementOf } from './agreement';
import { type InLab, inLab, knownOf, withValues } from './in-lab';

/** An attendee's status on one step. */
export interface StepState {
  status: StepStatus;
  /** ISO 8601; null until it has passed. */
  passedAt: string | null;
  /** Why it was waived; null otherwise. */
  reason: string | null;
  standings: Standing[];
  /** The attendee's revision that this belongs to. */
  revision: string;
}

/** An offer to do a step for the attendee, as its page shows it. */
export interface SolveView extends Omit<Solve, 'result' | 'step'> {
  /** Identifies what would be done, so that it can be agreed to. */
  shown: string;
  /** What would be done, or the result, part by part. */
  parts: SolvePart[];
}

interface SolvePart extends Omit<PartWords, 'why'> {
  how: Solve['result'][number]['how'] | 'asked';
  said: string;
  /** Only the attendee can do it, whatever they agree to. */
  isTheirs: boolean;
}

/** What the browser may hold of an attendee's own progress. States with some steps only are merged into it (merge.ts). */
export interface AttendeeState {
  /** Whose it is: our own id of the person. */
  person: string;
  /** Grows with every change, see Enrolment.revision. */
  revision: string;
  /** One of the lab's tracks. */
  track: string;
  /** The step that is recorded as open. */
  at: string | null;
  /** When they asked for help, ISO 8601. */
  helpAt: string | null;
  /** The request's current state, and the revision it belongs to; absent from answers that didn't read it. */
  help?: { revision: string; request: HelpView | null };
  /** Announcements for them; absent from answers that didn't read them. */
  told?: TellsThem;
  /** Identifies `values`, `links` and `origins`: states of one person that have the same one have the same facts. */
  factsId: string;
  /** Recorded values, settings and who they are: everything that a text may show. */
  values: Record<string, string>;
  /** Recorded values that a facilitator corrected and that are still so; absent from answers that didn't read them. */
  corrected?: Record<string, string>;
  /** Consoles that texts link to; null where not known yet. */
  links: Record<string, { label: string; href: string | null }>;
  /** The origins that the tab's secrets are for, by name: a secret is kept for that origin, and used for no other. */
  origins: Record<string, string>;
  /** Offers to do a step for them, by slug; undefined if the answer didn't read them. */
  solves?: Record<string, SolveView>;
  /** By slug: all steps of the track when a page is rendered, and later only those with news. */
  steps: Record<string, StepState>;
}

/** What texts show and secrets are for. A verify seldom changes it, and it would be most of what an answer says. */
type Facts = Pick<AttendeeState, 'values' | 'links' | 'origins'>;
/** A state without the facts, if the page has them. */
export type BriefState = Omit<AttendeeState, keyof Facts> & Partial<Facts>;

/** How a step was passed; null if it isn't. */
type Passed = { at: string; how: How; reason: string | null } | null;

export function stepState(step: Step, standings: Standing[], passed: Passed, revision: string): StepState {
  const ids = step.checks.map((c) => c.id);
  const status = stepStatus(ids, standings, passed?.how ?? null);
  return { status, passedAt: passed?.at ?? null, reason: passed?.reason ?? null, standings, revision };
}

function linksOf({ lab }: InLab, known: Known): AttendeeState['links'] {
  return Object.fromEntries(
    Object.entries(lab.consoles).map(([name, { label, url }]) => {
      const href = url(known);
      return [name, { label, href: href && cloudUrl(href) }];
    }),
  );
}

const said = (known: Known): Record<string, string> =>
  Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => !!entry[1]));

function factsOf(attendee: InLab): Facts {
  const known = knownOf(attendee);
  return {
    values: { ...said(known), ...settingsInWords(attendee.lab, known) },
    links: linksOf(attendee, known),
    origins: originsOf(attendee.lab, known),
  };
}

function withoutFacts({ person, track, enrolment }: InLab, facts: Facts, steps: AttendeeState['steps']): Omit<AttendeeState, keyof Facts> {
  const { revision, step: at, helpAt } = enrolment;
  // of the facts themselves: a portal that was updated may make others of the same values
  const factsId = hash('sha256', JSON.stringify(facts), 'base64url');
  return { person: person.id, revision, track, at, helpAt, factsId, steps };
}

/** An attendee's state with the steps given. */
export function stateOf(attendee: InLab, steps: AttendeeState['steps']): AttendeeState {
  const facts = factsOf(attendee);
  return { ...withoutFacts(attendee, facts, steps), ...facts };
}

/**
 * The same for a page that has a state already.
 * @param held that state's `factsId`
 */
export function briefStateOf(attendee: InLab, steps: AttendeeState['steps'], held: string | undefined): BriefState {
  const facts = factsOf(attendee);
  const brief = withoutFacts(attendee, facts, steps);
  return brief.factsId === held ? brief : { ...brief, ...facts };
}

/** The same attendee with their current progress. */
export const asOf = (attendee: InLab, { track, at, helpAt, revision, values }: Progress): InLab =>
  withValues(
    inLab({ ...attendee, enrolment: { ...attendee.enrolment, track, step: at, helpAt, revision, values: {} } }, attendee.lab),
    values,
  );

/** All of an attendee's progress. */
export function wholeState(attendee: InLab, progress: ProgressWithOffers): AttendeeState {
  const now = asOf(attendee, progress);
  const passed = new Map(progress.passed.map((p) => [p.step, p]));
  const steps = stepsOf(now.lab, now.track).map((step) => [
    step.slug,
    stepState(step, progress.standings[step.slug] ?? [], passed.get(step.slug) ?? null, progress.revision),
  ]);
  return {
    ...stateOf(now, Object.fromEntries(steps)),
    corrected: progress.corrected,
    help: { revision: progress.revision, request: progress.help },
    solves: solveViews(now, progress.solves),
  };
}

function solveViews(attendee: InLab, solves: readonly Solve[]): Record<string, SolveView> {
  const known = knownOf(attendee);
  return Object.fromEntries(
    solves.flatMap(({ result, step: slug, ...solve }) => {
      const step = stepsOf(attendee.lab, attendee.track).find((s) => s.slug === slug);
      if (!step) return [];
      const asked = partsInWords(attendee.lab, step, known).map(({ why, ...part }) => {
        const came = result.find(({ id }) => id === part.id);
        const before = why === null ? ({ how: 'asked', said: '' } as const) : ({ how: 'person', said: why } as const);
        // parts that aren't done yet would be done with today's names
        const isDone = solve.doneAt !== null || came?.how === 'done' || came?.how === 'already';
        return {
          ...part,
          isTheirs: why !== null,
          ...(came ? { what: isDone ? came.what : part.what, how: came.how, said: came.said } : before),
        };
      });
      return [[slug, { ...solve, shown: agreementOf(attendee, step), parts: asked }]];
    }),
  );
}

/** The announcements for one attendee, which change without any change of their own. */
export type Told = Pick<AttendeeState, 'person'> & Required<Pick<AttendeeState, 'told'>>;

export const toldTo = async ({ person, workshop, enrolment }: InLab): Promise<Told> => ({
  person: person.id,
  told: tellsThem(await standingIn(workshop.id), enrolment.id),
});

/** The same, read from the database, with the announcements for them. Null if they aren’t in the workshop anymore. */
export async function attendeeState(attendee: InLab): Promise<AttendeeState | null> {
  const [progress, { told }] = await Promise.all([findProgressWithOffers(attendee.enrolment.id), toldTo(attendee)]);
  return progress && { ...wholeState(attendee, progress), told };
}
