import type { z } from 'zod';
import type { ClientsOf, Cloud, WritersOf } from '@/lib/clouds/cloud';

/** What is known of every attendee, whatever the lab: names that a check or a text may use without declaring them. */
export const attendeeNames = {
  userName: 'Your sign-in name',
  personName: 'Your name',
  mail: 'Your email address',
  objectId: 'Your object id',
  track: 'Your track',
} as const;
export type AttendeeName = keyof typeof attendeeNames;

/** Names and their values, as far as they are recorded: what the engine passes to a check. */
export type Known = Readonly<Record<string, string | undefined>>;

/** Something that differs from one workshop to the next. */
export interface Setting {
  label: string;
  hint?: string;
  schema: z.ZodType<string>;
  /** What the lab's source uses; empty if only the facilitator can know it. */
  preset: string;
  /** Where it is one of a few: what the form calls each, by its value. The schema accepts these only. */
  choices?: Readonly<Record<string, string>>;
  /** The heading under which the facilitator's form shows it. */
  group: string;
  /** Rarely changed, so the form folds it away. */
  isRare?: boolean;
  /** What the facilitator should know of a value that is accepted; null where nothing. */
  warns?: (value: string) => string | null;
  /** How texts show it, where that is not as it is stored. An empty one is '' here. */
  reads?: (value: string) => string;
  /** It says where things are, and a vendor's support asks for it: it is in every account for a ticket. */
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

/** Something that follows from settings and values, such as an address that one of each is a part of. */
export interface Derived {
  label: string;
  /** Undefined as long as something that it follows from is not known. */
  from: (known: Known) => string | undefined;
  /** The names of what it follows from, as things stand, so that whoever lacks it is told what to say. */
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
}

/** Everything a lab declares once, and against which the compiler checks the rest of it. */
export interface Declared {
  /** By the names under which checks ask them. */
  clouds: Record<string, Cloud>;
  settings: Record<string, Setting>;
  /** What is wrong with settings that are each right and contradict each other, by name. Only those that are right are passed. */
  agree?: (settings: Known) => Readonly<Record<string, string>>;
  values: Record<string, Value>;
  /** What follows from settings and values, and texts and checks may name like them. */
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

/** Without what surrounds it; null where it holds a line break or another control character, which no name of anything has. */
export const oneLine = (typed: string): string | null => (/[\p{Cc}\u2028\u2029]/u.test(typed.trim()) ? null : typed.trim());

/** A value is one line, whatever its own `parse` says of it. */
export const value = (spec: Value): Value => ({
  ...spec,
  parse: (typed) => (oneLine(typed) === null ? { problem: notOneLine } : spec.parse(typed)),
});
export const notOneLine = 'Enter it as one line, without line breaks or control characters.';
/** What the form calls the box with which a facilitator lets a secret go that a change of settings would drop. */
export const saveWithout = 'Save without it';
export const sealed = (spec: Omit<Sealed, 'kind'>): Sealed => ({ kind: 'sealed', ...spec });
export const inTab = (spec: Omit<InTab, 'kind'>): InTab => ({ kind: 'tab', ...spec });
