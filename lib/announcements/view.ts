/** What is said: news; that something is our fault; to stay at a step; to go on from it. The last two are advice, and lock nothing. */
export const kinds = ['news', 'ours', 'hold', 'go-on'] as const;
export type Kind = (typeof kinds)[number];

/** To whom: everybody, whoever is on a step or comes to it, those who are stuck now, or people one by one. */
export const audiences = ['everybody', 'step', 'stuck', 'listed'] as const;
export type Audience = (typeof audiences)[number];

/** An announcement that stands, as an attendee sees it. Times are ISO 8601. */
export interface Told {
  id: string;
  kind: Kind;
  text: string;
  /** The step it is about, by slug: of an announcement to a step, only who is there is shown it. */
  step: string | null;
  isForStep: boolean;
  /** Null: whoever said it was deleted since. */
  by: string | null;
  at: string;
}

/** What stands for one attendee, as it was read then. */
export interface TellsThem {
  /** By the database's clock, in microseconds: of two, the one read later is right. */
  readAt: number;
  all: Told[];
}

/** The same, as facilitators see it. */
export interface Standing extends Told {
  audience: Audience;
  /** How many it is for, as listed when it was said; null: everybody, or whoever is on the step. */
  people: number | null;
}

/** Those among all that stands which are to be shown on a page. @param here the step that the page is of, and the one last opened */
export const toldAt = (all: readonly Told[], here: readonly (string | null | undefined)[]): Told[] =>
  all.filter(({ isForStep, step }) => !isForStep || here.includes(step));

/** The later of two readings. */
export const later = <T extends { readAt: number }>(a: T, b: T): T => (b.readAt >= a.readAt ? b : a);
