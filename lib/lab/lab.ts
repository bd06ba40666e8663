import type { Cloud } from '@/lib/clouds/cloud';
import type { Check } from './check';
import type { Fill, Probe } from './fill';
import type { CleanUp } from './leftover';
import type { LabMap } from './map';
import { isForPerson, type Part, partsOn } from './part';
import type { Picture } from './picture';
import type { Practice } from './practice';
import { attendeeNames, type Credential, type Derived, type Known, type Setting, type Track, type Value } from './vocabulary';

/** A link to a vendor's console; null if it is not known yet. */
export interface Console {
  label: string;
  url: (known: Known) => string | null;
}

export interface NamedValue extends Value {
  name: string;
}

export interface Step {
  /** The name of its folder; in the database and in URLs, never renamed. */
  slug: string;
  /** Its place in the lab, such as `1.2`; follows from the order of sections and steps. */
  number: string;
  title: string;
  /** How long the step takes a person, in minutes. */
  minutes: number;
  /** What continues by itself afterward, for the line over the title. */
  meanwhile?: string;
  collects: readonly NamedValue[];
  fill?: Fill;
  /** Names of the attendee's secrets that this page has fields for. */
  secrets: readonly string[];
  probes: readonly Probe[];
  checks: readonly Check[];
  /** How it is done through the services' APIs, part by part; empty if the lab doesn't say. */
  parts?: readonly Part[];
  tracks: readonly string[];
  /** Slugs of earlier steps that this one depends on: when its checks don't pass, those steps are checked again. */
  buildsOn: readonly string[];
}

export interface Section {
  number: string;
  title: string;
  steps: readonly Step[];
}

/** A lab, as the engine knows one. Made by `vocabulary(…).lab(…)`. */
export interface Lab {
  /** In the database; never renamed. */
  id: string;
  /** Its folder, from the project's root. */
  folder: string;
  title: string;
  /** One sentence for the home page. */
  summary: string;
  goals: readonly string[];
  clouds: Readonly<Record<string, Cloud>>;
  tracks: Readonly<Record<string, Track>>;
  settings: Readonly<Record<string, Setting>>;
  agree?: (settings: Known) => Readonly<Record<string, string>>;
  derives?: Readonly<Record<string, Derived>>;
  learns: Readonly<Record<string, string>>;
  credentials: Readonly<Record<string, Credential>>;
  consoles: Readonly<Record<string, Console>>;
  sections: readonly Section[];
  /** Words that texts explain, `:term[managed folder]`, with what each means: one or two sentences. */
  glossary?: Readonly<Record<string, string>>;
  /** The picture of what it builds. */
  map?: LabMap;
  /** What texts show with `::picture{name=…}`. */
  pictures?: Readonly<Record<string, Picture>>;
  practice?: Practice;
  /** What attendees may leave behind, for the facilitator's report. */
  cleanUp?: CleanUp;
}

export const allSteps = (lab: Lab): Step[] => lab.sections.flatMap((s) => s.steps);
export const stepsOf = (lab: Lab, track: string): Step[] => allSteps(lab).filter((s) => s.tracks.includes(track));

/** The stored track, or the first one if none was chosen or the lab no longer has it. */
export const trackIn = (lab: Lab, stored: string): string =>
  Object.hasOwn(lab.tracks, stored) ? stored : (Object.keys(lab.tracks)[0] ?? '');

/** What a track is called; null in a lab that has only one, where nobody needs to hear about tracks. */
export const trackTitle = (lab: Lab, track: string): string | null =>
  Object.keys(lab.tracks).length > 1 ? (lab.tracks[track]?.title ?? track) : null;

/** What a track leads to: what it says itself, else what the lab says. */
export function aimsOf(lab: Lab, track: string): Pick<Lab, 'summary' | 'goals'> {
  const { summary = lab.summary, goals = lab.goals } = lab.tracks[track] ?? {};
  return { summary, goals };
}

/** A step of the track by its slug, with its section. */
export function findStep(lab: Lab, track: string, slug: string): { step: Step; section: Section } | null {
  const step = stepsOf(lab, track).find((s) => s.slug === slug);
  const section = lab.sections.find((s) => step && s.steps.includes(step));
  return step && section ? { step, section } : null;
}

/** Everything that texts and pictures may show of an attendee: values, settings, what follows from them, and who they are. */
export const knownNames = (lab: Lab): string[] => [
  ...Object.keys(attendeeNames),
  ...Object.keys(lab.learns),
  ...Object.keys(lab.settings),
  ...Object.keys(lab.derives ?? {}),
  ...allSteps(lab).flatMap((s) => s.collects.map((v) => v.name)),
];

const labels = new WeakMap<Lab, Map<string, string>>();

/** The label of a name; the name itself if the lab no longer has it. */
export function labelOf(lab: Lab, name: string): string {
  const known =
    labels.get(lab) ??
    new Map<string, string>([
      ...Object.entries(attendeeNames),
      ...Object.entries(lab.learns),
      ...Object.entries(lab.derives ?? {}).map(([n, d]) => [n, d.label] as const),
      ...Object.entries(lab.settings).map(([n, s]) => [n, s.label] as const),
      ...allSteps(lab).flatMap((step) => step.collects.map((v) => [v.name, v.label] as const)),
    ]);
  labels.set(lab, known);
  return known.get(name) ?? name;
}

/**
 * How to tell somebody on a step that something isn't recorded yet: which step of their track to do first. Settings are the facilitator's.
 * For a derived value, it names what is missing.
 */
export function unsaidIn(lab: Lab, track: string, here: Step, known: Known): (name: string) => { label: string; how: string } {
  const steps = stepsOf(lab, track);
  const learns = (step: Step, name: string) => step.checks.some((c) => c.learns.includes(name));
  function howToSay(name: string): string {
    if (collects(here, name)) return here.fill ? 'Fill it in on this page, or let Guidepost read it.' : 'Fill it in on this page.';
    const collecting = steps.find((s) => collects(s, name));
    if (collecting) return `Record it in step ${collecting.number} first.`;
    if (learns(here, name)) return 'Guidepost reads it on this page as soon as the other checks pass.';
    const learning = steps.find((s) => learns(s, name));
    if (learning) return `Verify step ${learning.number} first: Guidepost reads it there.`;
    const lacking = lab.derives?.[name]?.follows(known).find((from) => !known[from]);
    if (lacking !== undefined) return `It follows from “${labelOf(lab, lacking)}”. ${howToSay(lacking)}`;
    if (Object.hasOwn(lab.settings, name)) return 'Ask your facilitator: it is one of the workshop’s settings, and they can set it.';
    if (Object.hasOwn(attendeeNames, name)) return 'Microsoft doesn’t state it for your account. Tell your facilitator.';
    return 'Your track has no step for it. Tell your facilitator: it’s a mistake in the lab, not yours.';
  }
  return (name) => ({ label: labelOf(lab, name), how: howToSay(name) });
}

const collects = (step: Step, name: string) => step.collects.some((v) => v.name === name);

/**
 * What a track's checks, fills, probes and parts need, and no step of it collects or learns. `npm run lab -- lint` finds it, so that nobody
 * is sent to a step that they don't have.
 */
export function unsayable(lab: Lab, track: string): { step: Step; name: string }[] {
  const steps = stepsOf(lab, track);
  const isSaid = (name: string) =>
    Object.hasOwn(lab.settings, name) ||
    Object.hasOwn(attendeeNames, name) ||
    Object.hasOwn(lab.derives ?? {}, name) ||
    steps.some((s) => collects(s, name) || s.checks.some((c) => c.learns.includes(name)));
  return steps.flatMap((step) => {
    const parts = partsOn(step.parts ?? [], track).filter((part) => !isForPerson(part));
    const needs = [...step.checks, ...(step.fill ? [step.fill] : []), ...step.probes, ...parts].flatMap((asks) => asks.needs);
    return [...new Set(needs)].filter((name) => !isSaid(name)).map((name) => ({ step, name }));
  });
}

/**
 * Replaces `:step[slug]` in a sentence of a check by the step's number, and says so where the attendee's track does not have it. Unknown
 * slugs are found by `npm run lab -- lint`.
 */
export function withStepNumbers(lab: Lab, track: string, sentence: string): string {
  const isOther = (step: Step) => Object.hasOwn(lab.tracks, track) && !step.tracks.includes(track);
  return sentence.replace(/:step\[([\w-]{1,100})\]/g, (_, slug: string) => {
    const step = allSteps(lab).find((s) => s.slug === slug);
    return step ? `step ${step.number}${isOther(step) ? ' (not on your track)' : ''}` : `step ${slug}`;
  });
}
