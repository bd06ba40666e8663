import type { z } from 'zod';
import type { ClientsOf, Cloud, WritersOf } from '@/lib/clouds/cloud';

/** What is known about every attendee in any lab: names that a check or a text may use without declaring them. */
export const attendeeNames = {
  userName: 'Your sign-in name',
  personName: 'Your name',
  mail: 'Your email address',
  objectId: 'Your object id',
  track: 'Your track',
} as const;
export type AttendeeName = keyof typeof attendeeNames;

/** Names and their recorded values: what the engine passes to a check. */
export type Known = Readonly<Record<string, string | undefined>>;

/** Something that differs from one workshop to the next. */
export interface Setting {
  label: string;
  hint?: string;
  schema: z.ZodType<string>;
  /** What the lab's source uses; empty if only the facilitator can know it. */
  preset: string;
  /** For one of a few values: the form's label for each, by value. The schema accepts only these. */
  choices?: Readonly<Record<string, string>>;
  /** The heading under which the facilitator's form shows it. */
  group: string;
  /** Rarely changed, so the form folds it away. */
  isRare?: boolean;
  /** A warning about an accepted value, for the facilitator; null if there is none. */
  warns?: (value: string) => string | null;
  /** How texts show it, if not as it is stored. An empty setting is '' here. */
  reads?: (value: string) => string;
  /** It says where things are, and a vendor's support asks for it, so it is in every support report. */
  isPlace?: boolean;
}

/** Something an attendee records. */
export interface Value {
  label: string;
  placeholder?: string;
  /** Cleans up the input, or says in a sentence what is wrong with it. */
  parse: (typed: string) => { value: string } | { problem: string };
  /** What to offer before anything has been typed. */
  suggest?: (known: Known) => string;
  /** Offered as a choice by a fill rather than typed. */
  isPick?: boolean;
}

/** Something derived from settings and values, such as an address that contains one of each. */
export interface Derived {
  label: string;
  /** Undefined until everything that it follows from is known. */
  from: (known: Known) => string | undefined;
  /** The names that it currently follows from, so that people without it are told what to enter. */
  follows: (known: Known) => readonly string[];
}

interface Secret {
  label: string;
  hint: string;
  /** The setting with the URL that it is sent to. It is kept for that origin only. */
  for?: string;
  /** The cloud that is asked with it, where the cloud takes a key. */
  cloud?: string;
}
/** A secret of the workshop's: sealed when the facilitator enters it, never shown again, never known to a check. */
export interface Sealed extends Secret {
  kind: 'sealed';
  schema: z.ZodType<string>;
  for: string;
  group: string;
}
/** A secret of the attendee's: stays in the browser tab, and is sent only with the press that needs it. */
export interface InTab extends Secret {
  kind: 'tab';
}
export type Credential = Sealed | InTab;

/** One way through a lab: the steps that one attendee does. */
export interface Track {
  title: string;
  forWhom: string;
  /** What it leads to, where that isn't all that the lab says. */
  summary?: string;
  goals?: readonly string[];
}

/** Everything a lab declares once, and against which the compiler checks the rest of it. */
export interface Declared {
  /** By the names under which checks ask them. */
  clouds: Record<string, Cloud>;
  settings: Record<string, Setting>;
  /** What is wrong with settings that are valid but contradict each other, by name. Only valid settings are passed. */
  agree?: (settings: Known) => Readonly<Record<string, string>>;
  values: Record<string, Value>;
  /** Values derived from settings and values. Texts and checks may name them in the same way. */
  derives?: Record<string, Derived>;
  /** What passing checks read from the services, by the label people know it under. */
  learns: Record<string, string>;
  credentials: Record<string, Credential>;
  /** The first is preselected. */
  tracks: Record<string, Track>;
}

type KeyOf<T> = Extract<keyof T, string>;
export type SettingName<V extends Declared> = KeyOf<V['settings']>;
export type ValueName<V extends Declared> = KeyOf<V['values']>;
export type LearntName<V extends Declared> = KeyOf<V['learns']>;
export type DerivedName<V extends Declared> = V['derives'] extends Record<string, Derived> ? KeyOf<V['derives']> : never;
export type TrackName<V extends Declared> = KeyOf<V['tracks']>;
/** Everything that a check or a text may name. */
export type NameOf<V extends Declared> = SettingName<V> | ValueName<V> | DerivedName<V> | LearntName<V> | AttendeeName;
export type TabSecretName<V extends Declared> = {
  [K in KeyOf<V['credentials']>]: V['credentials'][K] extends InTab ? K : never;
}[KeyOf<V['credentials']>];
/** The clients that a lab's checks ask. */
export type CloudsOf<V extends Declared> = ClientsOf<V['clouds']>;
/** The same with what changes something, for the parts of its steps. */
export type WritingCloudsOf<V extends Declared> = WritersOf<V['clouds']>;

/** What a check knows: all it needs, and what it uses where somebody has said it. */
export type Knowing<Needs extends string, Uses extends string = never> = Readonly<Record<Needs, string> & Partial<Record<Uses, string>>>;

export const setting = (spec: Setting): Setting => spec;

/** The trimmed text; null if it contains a line break or another control character, which no name has. */
export const oneLine = (typed: string): string | null => (/[\p{Cc}\u2028\u2029]/u.test(typed.trim()) ? null : typed.trim());

/** A value is one line, whatever its own `parse` says of it. */
export const value = (spec: Value): Value => ({
  ...spec,
  parse: (typed) => (oneLine(typed) === null ? { problem: notOneLine } : spec.parse(typed)),
});
export const notOneLine = 'Enter it as one line, without line breaks or control characters.';
/** The form's label for the box with which a facilitator agrees to lose a secret that a change of settings would drop. */
export const saveWithout = 'Save without it';
export const sealed = (spec: Omit<Sealed, 'kind'>): Sealed => ({ kind: 'sealed', ...spec });
export const inTab = (spec: Omit<InTab, 'kind'>): InTab => ({ kind: 'tab', ...spec });
