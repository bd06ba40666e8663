/**
 * What an announcement says: news; that something is our fault; stay at a step; go on from it. The last two are advice, and lock nothing.
 */
export const kinds = ['news', 'ours', 'hold', 'go-on'] as const;
export type Kind = (typeof kinds)[number];

/** Whom it is for: everybody, those who are on a step or reach it, those who are stuck now, or named people. */
export const audiences = ['everybody', 'step', 'stuck', 'listed'] as const;
export type Audience = (typeof audiences)[number];

/** An active announcement, as an attendee sees it. Times are ISO 8601. */
export interface Told {
  id: string;
  kind: Kind;
  text: string;
  /** The slug of the step that it is about. An announcement to a step is shown only to those who are there. */
  step: string | null;
  isForStep: boolean;
  /** Null: the author's data was deleted since. */
  by: string | null;
  at: string;
}

/** The announcements for one attendee, as read at that time. */
export interface TellsThem {
  /** By the database's clock, in microseconds. Of two readings, the later one is right. */
  readAt: number;
  all: Told[];
}

/** The same, as facilitators see it. */
export interface Standing extends Told {
  audience: Audience;
  /** It answers a failure that people shared, and nobody has it now. */
  isOver?: true;
  /** How many people it names; null: it is for everybody, or for those on the step. */
  people: number | null;
}

/** The active announcements that a page shows. @param here the page's step, and the step last opened */
export const toldAt = (all: readonly Told[], here: readonly (string | null | undefined)[]): Told[] =>
  all.filter(({ isForStep, step }) => !isForStep || here.includes(step));

/** The later of two readings. */
export const later = <T extends { readAt: number }>(a: T, b: T): T => (b.readAt >= a.readAt ? b : a);
