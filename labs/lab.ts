import type { z } from 'zod';
import type { Check } from '@/lib/checks/check';
import type { Known, KnownName } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';

export type Track = 'whole' | 'model';

/** Settings that checks never know: the services are asked with them. */
export type SecretName = 'dssAdminKey';

/** Something secret of the attendee's, which stays in the browser tab and comes along only with the click that needs it. */
export interface SecretSpec {
  name: 'clientSecret' | 'dssKey';
  label: string;
  hint: string;
  /** A button that tries it once. */
  probe?: { label: string; run: (clouds: Clouds, known: Known, secret: string) => Promise<Verdict> };
}

/** Something an attendee records. `parse` tidies what was typed, or says in a sentence what is wrong with it. */
export interface ValueSpec {
  name: KnownName;
  label: string;
  placeholder?: string;
  parse: (typed: string) => { value: string } | { problem: string };
  /** What to offer before anything was typed. */
  suggest?: (known: Known) => string;
  /** Shown as a choice that a fill offers, not as something to type. */
  isPick?: boolean;
}

/** What a service could tell: values to record, or a choice when there are several. */
export type Filled =
  | { values: Partial<Record<KnownName, string>>; note: string }
  | { choices: { value: string; label: string }[]; name: KnownName; note: string }
  | { nothing: string };

export interface Fill {
  label: string;
  read: (clouds: Clouds, known: Known) => Promise<Filled>;
}

export interface Step {
  /** In the database and in URLs; never renamed. */
  slug: string;
  number: string;
  title: string;
  /** How long the step takes a person, in minutes. */
  minutes: number;
  /** What it then goes on to do by itself, for the line above the title. */
  meanwhile?: string;
  collects: readonly ValueSpec[];
  fill?: Fill;
  secrets?: readonly SecretSpec[];
  checks: readonly Check[];
  tracks: readonly Track[];
}

export interface Section {
  number: string;
  title: string;
  steps: readonly Step[];
}

/** One setting of a workshop, as the facilitator's form shows it. */
export interface SettingSpec {
  name: KnownName | SecretName;
  label: string;
  hint?: string;
  schema: z.ZodType<string>;
  /** What the lab's source uses. */
  preset: string;
  /** Sealed when it is given, and never shown again. */
  isSecret?: boolean;
  /** The setting that says to which URL this secret is sent: it was given for that origin, and is not kept for another. */
  isFor?: KnownName;
}

export interface Lab {
  id: string;
  title: string;
  /** One sentence for the home page. */
  summary: string;
  goals: readonly string[];
  tracks: Readonly<Record<Track, { title: string; forWhom: string }>>;
  settings: readonly SettingSpec[];
  sections: readonly Section[];
  /** What checks learn from the services when they pass, by the name people know it under. */
  learns: Readonly<Partial<Record<KnownName, string>>>;
  /** Links of the practice or real consoles that texts may name. */
  consoles: Readonly<Record<string, { label: string; url: (known: Known) => string | null }>>;
}

export const stepsOf = (lab: Lab, track: Track): Step[] => lab.sections.flatMap((s) => s.steps).filter((s) => s.tracks.includes(track));

export const isOpen = (s: SettingSpec): s is SettingSpec & { name: KnownName } => !s.isSecret;

/** The lab's own names for what a check may know; falls back to the bare name. */
export function labelIn(lab: Lab): (name: KnownName) => string {
  const labels = new Map<KnownName, string>([
    ...(Object.entries(lab.learns) as [KnownName, string][]), // the keys of `learns`
    ['userName', 'Your sign-in name'],
    ['personName', 'Your name'],
    ...lab.settings.filter(isOpen).map((s) => [s.name, s.label] as const),
    ...lab.sections.flatMap((s) => s.steps.flatMap((step) => step.collects.map((v) => [v.name, v.label] as const))),
  ]);
  return (name) => labels.get(name) ?? name;
}

/** What to tell somebody on a step of a value that nobody has said yet. */
export function unsaidIn(lab: Lab, here: Step): (name: KnownName) => { label: string; how: string } {
  const label = labelIn(lab);
  const collects = (step: Step, name: KnownName) => step.collects.some((v) => v.name === name);
  return (name) => {
    if (collects(here, name)) return { label: label(name), how: 'Fill it in on this page, or let Guidepost read it.' };
    const step = lab.sections.flatMap((s) => s.steps).find((s) => collects(s, name));
    const how = step ? `That is done in step ${step.number}.` : 'Ask your facilitator: it is one of the workshop’s settings.';
    return { label: label(name), how };
  };
}
