import type { Carry } from '@/lib/clouds/carry';
import type { Fill } from './fill';
import type { Knowing, Known } from './vocabulary';

/** In the imperative, as in a to-do list. It must work even if some values aren't known yet. */
export type Words<Name extends string = string> = string | ((known: Readonly<Partial<Record<Name, string>>>) => string);

/** A single detail of a part, such as a choice in a form. */
export interface Detail<Name extends string = string> {
  what: Words<Name>;
  /** Ids of the checks of the step that are not green without it, all else done. A test proves it. */
  turns: readonly string[];
}

interface Described {
  /** Unique in its step, and stored with what was done. */
  id: string;
  what: Words;
  /** Ids of the checks of the step that are not green without it, all else done. A test proves it. */
  turns: readonly string[];
  /**
   * Those of them that show that it is done, whatever comes after it; without this, all of them. While they pass, the part isn't started.
   */
  shownBy?: readonly string[];
  /** Without it the part belongs to the step on every track. */
  tracks?: readonly string[] | undefined;
}

/** A part of a step that only the attendee can do, with the reason and what to do, as a sentence or two. */
export interface PersonsPart extends Described {
  why: string;
}

/** A part of a step that is done through the services' APIs, as the engine runs it. */
export interface DonePart extends Described {
  why?: never;
  details: Readonly<Record<string, Detail>>;
  needs: readonly string[];
  uses: readonly string[];
  /** Names of the attendee's secrets that it needs. */
  secrets: readonly string[];
  /** The values that it may record. */
  records: readonly string[];
  act: (clouds: unknown, known: Known, doing: Doing) => Promise<Done>;
}

/** The parts of a step, for doing it for somebody. */
export type Part = PersonsPart | DonePart;

export const isForPerson = (part: Part): part is PersonsPart => part.why !== undefined;

/** The checks that show that a part is done. */
export const shownBy = (part: Part): readonly string[] => part.shownBy ?? part.turns;

export const partsOn = (parts: readonly Part[], track: string | undefined): readonly Part[] =>
  parts.filter(({ tracks }) => !tracks || tracks.includes(track ?? ''));

export interface Doing<Secret extends string = string, D extends string = string> {
  secrets: Readonly<Record<Secret, string>>;
  /** Whether a detail is wanted: always, unless a test or a rehearsal leaves it out. */
  has: (detail: D) => boolean;
  /** What the part has started in a service, to be picked up by the next look. */
  carry: Carry;
}

/** The result of a part. Everything else is trouble, thrown by the clients, or a verdict that it ends with through `conclude`. */
export interface Done<Name extends string = string> {
  how: 'done' | 'already' | 'under-way' | 'failed';
  /** A sentence. */
  said: string;
  /** Values to record for the attendee. */
  values?: Readonly<Partial<Record<Name, string>>>;
}

type Values<Name extends string> = { values?: Readonly<Partial<Record<Name, string>>> };
const said =
  (how: Done['how']) =>
  <const Name extends string = never>(sentence: string, values?: Values<Name>['values']): Done<Name> => ({
    how,
    said: sentence,
    ...(values ? { values } : {}),
  });

export const done = said('done');
export const already = said('already');
/** It continues by itself: the caller looks again instead of waiting. */
export const underWay = said('under-way');
/** It can't be done like this; the sentence says why, and what to do. */
export const cannot = said('failed');

/** A part as its author writes it: `known` holds exactly what `needs` and `uses` name. */
export interface PartDefinition<
  Clouds,
  Name extends string,
  Needs extends Name,
  Uses extends Name,
  Secret extends string,
  Value extends string,
  D extends string,
  Track extends string,
> {
  id: string;
  what: Words<Name>;
  turns: readonly string[];
  shownBy?: readonly string[];
  tracks?: readonly Track[];
  details?: Readonly<Record<D, Detail<Name>>>;
  needs?: readonly Needs[];
  uses?: readonly Uses[];
  secrets?: readonly Secret[];
  records?: readonly Value[];
  /**
   * Looks first: what already exists is left as it is. A change that takes a while is started, and reported as `underWay`; the next look
   * finds out what became of it.
   */
  act: (clouds: Clouds, known: Knowing<Needs, Uses>, doing: Doing<Secret, D>) => Promise<Done<Value>>;
}

/** A part that records what a fill reads. If there is a choice, the attendee makes it. */
export const partOfFill = (part: Described & Pick<DonePart, 'records'>, { needs, uses, read }: Fill): DonePart => ({
  ...part,
  details: {},
  needs,
  uses,
  secrets: [],
  async act(clouds, known) {
    const filled = await read(clouds, known);
    if ('nothing' in filled) return cannot(filled.nothing);
    if ('choices' in filled) return cannot(`${filled.note} Choose it in the panel.`);
    const isKnown = Object.entries(filled.values).every(([name, value]) => known[name] === value);
    return isKnown ? already(filled.note) : done(filled.note, filled.values);
  },
});
