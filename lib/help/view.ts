/** Times are ISO 8601. */
export interface Reply {
  id: string;
  by: 'attendee' | 'facilitator';
  /** Null: the author's data was deleted since. */
  name: string | null;
  text: string;
  at: string;
}

/** A request for help, as the person who made it sees it. */
export interface HelpView {
  id: string;
  /** The step it is about, by slug. */
  step: string;
  text: string | null;
  askedAt: string;
  /** Who is on it; null: nobody yet. */
  takenBy: string | null;
  closedAt: string | null;
  closedBy: 'attendee' | 'facilitator' | null;
  replies: Reply[];
}

/** What a check said when they asked. */
export interface Outcome {
  checkId: string;
  status: string;
  message: string;
  /** Of something to fix. */
  expected?: string | undefined;
  found?: string | undefined;
}

/** A closed request, as facilitators see it, with its last replies. */
export interface Closed extends HelpView {
  enrolmentId: string;
  name: string;
  /** How many replies it has in total. */
  said: number;
}

/** An open request, as facilitators see it. */
export interface Queued extends Closed {
  outcomes: Outcome[];
  /** How many of the step's hints they have opened. */
  hints: number;
  takenById: string | null;
  takenAt: string | null;
}

/** How long a request that a facilitator closed is still shown to the person who asked. */
export const afterwardsMs = 30 * 60_000;
