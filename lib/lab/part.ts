import type { Carry } from '@/lib/clouds/carry';
import type { Fill } from './fill';
import type { Knowing, Known } from './vocabulary';

/** In the imperative, as on a list of what to do. Of what is not known yet it has to do without. */
export type Words<Name extends string = string> = string | ((known: Readonly<Partial<Record<Name, string>>>) => string);

/** One single thing about a part, such as a choice in a form. */
export interface Detail<Name extends string = string> {
  what: Words<Name>;
  /** Ids of the checks of the step that are not green without it, all else done. A test proves it. */
  turns: readonly string[];
}

interface Described {
  /** Unique in its step, and kept with what was done. */
  id: string;
  what: Words;
  /** Ids of the checks of the step that are not green without it, all else done. A test proves it. */
  turns: readonly string[];
  /** Those of them that tell that it is done, whatever comes after it; without it all of them. While they pass, it is not begun. */
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
  /** Names of the attendee's secrets that it cannot be done without. */
  secrets: readonly string[];
  /** The values that it may record. */
  records: readonly string[];
  act: (clouds: unknown, known: Known, doing: Doing) => Promise<Done>;
}

/** What a step consists of, for whoever does it for somebody. */
export type Part = PersonsPart | DonePart;

export const isForPerson = (part: Part): part is PersonsPart => part.why !== undefined;

/** The checks that tell that a part is done. */
export const shownBy = (part: Part): readonly string[] => part.shownBy ?? part.turns;

export const partsOn = (parts: readonly Part[], track: string | undefined): readonly Part[] =>
  parts.filter(({ tracks }) => !tracks || tracks.includes(track ?? ''));

export interface Doing<Secret extends string = string, D extends string = string> {
  secrets: Readonly<Record<Secret, string>>;
  /** Whether a detail is wanted: all are, unless a test or a rehearsal leaves it out. */
  has: (detail: D) => boolean;
  /** What the part has begun in a service and takes up again at the next look. */
  carry: Carry;
}

/** What came of a part. Everything else is trouble, thrown by the clients, or a verdict that `conclude` ends it with. */
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
/** It goes on by itself: whoever asked looks again instead of waiting. */
export const underWay = said('under-way');
/** It cannot be done like this; the sentence says why, and what to do. */
export const cannot = said('failed');

/** A part as it is written: `known` holds exactly what `needs` and `uses` name. */
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
   * Looks first: what is there already is left as it is. A change that takes a while is begun, and told as `underWay`; the next look finds
   * what has become of it.
   */
  act: (clouds: Clouds, known: Knowing<Needs, Uses>, doing: Doing<Secret, D>) => Promise<Done<Value>>;
}

/** A part that records what a fill reads. Where there is a choice, it is the attendee's. */
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
