import type { Trouble } from '@/lib/clouds/trouble';
import { allSteps, type Lab, stepsOf, trackIn } from '@/lib/lab/lab';
import type { Break } from '@/lib/pace/plan';
import { median } from '@/lib/pace/room';
import { minutesBySteps, type Passed } from './minutes';

/** What is read from a workshop for its report. Times in milliseconds since 1970. */
export interface Facts {
  startsAt: number | null;
  breaks: readonly Break[];
  people: readonly { id: string; track: string; joinedAt: number; passes: readonly Passed[]; tried: readonly string[] }[];
  /** What checks found wrong when attendees clicked, by cause, the most common first; without steps that were waived or done for them. */
  failures: readonly Failure[];
  /** The same for what they hadn't done yet: most people check a step before they have done all of it. */
  notYet: readonly Failure[];
  /** What couldn't be checked, and which service was the cause. */
  troubles: readonly { service: string; trouble: Trouble; message: string; times: number; people: number }[];
  help: readonly { by: string; step: string; askedAt: number; takenAt: number | null; closedAt: number | null }[];
}

export interface Failure {
  step: string;
  check: string;
  status: 'wrong' | 'missing';
  message: string;
  /** The service's own, if there is one. */
  code: string | null;
  times: number;
  people: number;
}

/** How a step went. `verified`, `waived`, `solved`, `tried` and `untouched` add up to `people`, those who have it on their track. */
export interface StepReport {
  slug: string;
  number: string;
  title: string;
  people: number;
  verified: number;
  waived: number;
  solved: number;
  tried: number;
  untouched: number;
  /** For those who verified it; null if nobody did. */
  medianMinutes: number | null;
  /** How long the lab says it takes. */
  labMinutes: number;
}

export interface Report {
  people: number;
  tracks: { title: string; people: number }[];
  /** How many have finished: with all steps verified, or with some of them waived or done for them. */
  finished: { own: number; helped: number };
  steps: StepReport[];
  failures: NamedFailure[];
  notYet: NamedFailure[];
  troubles: Facts['troubles'];
  help: {
    requests: number;
    people: number;
    open: number;
    medianToTaken: number | null;
    medianToClosed: number | null;
    steps: HelpOfStep[];
  };
}
type NamedFailure = Failure & { number: string; title: string };
interface HelpOfStep {
  number: string;
  title: string;
  requests: number;
}

const minutesBetween = (from: number, to: number) => Math.round((to - from) / 6000) / 10;

/** A workshop in numbers. Steps that were waived or done for somebody are counted separately, and left out of the statistics. */
export function reportOf(lab: Lab, facts: Facts): Report {
  const people = facts.people.map((p) => {
    const track = trackIn(lab, p.track);
    const begin = Math.max(p.joinedAt, facts.startsAt ?? 0);
    return { ...p, track, minutes: minutesBySteps(p.passes, begin, facts.breaks), how: new Map(p.passes.map((s) => [s.step, s.how])) };
  });
  const steps = allSteps(lab).map(({ slug, number, title, tracks, minutes: labMinutes }): StepReport => {
    const theirs = people.filter((p) => tracks.includes(p.track));
    const count = (how: string) => theirs.filter((p) => p.how.get(slug) === how).length;
    const open = theirs.filter((p) => !p.how.has(slug));
    const tried = open.filter((p) => p.tried.includes(slug)).length;
    const minutes = theirs.flatMap((p) => p.minutes.get(slug) ?? []);
    return {
      ...{ slug, number, title, people: theirs.length },
      ...{ verified: count('verified'), waived: count('waived'), solved: count('solved'), tried, untouched: open.length - tried },
      ...{ medianMinutes: median(minutes), labMinutes },
    };
  });
  const through = people.filter((p) => {
    const mine = stepsOf(lab, p.track);
    return mine.length > 0 && mine.every((s) => p.how.has(s.slug));
  });
  const own = through.filter((p) => stepsOf(lab, p.track).every((s) => p.how.get(s.slug) === 'verified')).length;
  return {
    people: people.length,
    tracks: Object.entries(lab.tracks).map(([track, { title }]) => ({ title, people: people.filter((p) => p.track === track).length })),
    finished: { own, helped: through.length - own },
    steps,
    failures: facts.failures.map((f) => named(lab, f)),
    notYet: facts.notYet.map((f) => named(lab, f)),
    troubles: facts.troubles,
    help: helpOf(lab, facts.help),
  };
}

function named(lab: Lab, failure: Failure): NamedFailure {
  const step = allSteps(lab).find((s) => s.slug === failure.step);
  return {
    ...failure,
    number: step?.number ?? failure.step,
    title: step?.checks.find((c) => c.id === failure.check)?.title ?? failure.check,
  };
}

function helpOf(lab: Lab, help: Facts['help']): Report['help'] {
  const to = (end: 'takenAt' | 'closedAt') => median(help.flatMap((h) => (h[end] === null ? [] : minutesBetween(h.askedAt, h[end]))));
  return {
    requests: help.length,
    people: new Set(help.map((h) => h.by)).size,
    open: help.filter((h) => h.closedAt === null).length,
    medianToTaken: to('takenAt'),
    medianToClosed: to('closedAt'),
    steps: allSteps(lab)
      .map(({ slug, number, title }) => ({ number, title, requests: help.filter((h) => h.step === slug).length }))
      .filter((s) => s.requests > 0),
  };
}
