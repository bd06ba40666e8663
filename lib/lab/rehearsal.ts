import type { Member } from './practice';

/** What a person has noted, by name: values that a step collects, and anything else that their next task needs. */
export type Notes = Readonly<Record<string, string>>;

/** A made-up attendee of a rehearsal, at the vendors' consoles. */
export interface Hand {
  who: Member;
  notes: Notes;
}

/** What to note after a task. A task can't be done yet while something that it needs is still in progress. */
export type Done = Notes | 'not yet';

/** A mistake that real people make. */
export interface Slip {
  /** Counted by it, as in `gpu-runtime`. */
  id: string;
  /** The mistake in words, as in "chooses a GPU runtime". */
  does: string;
  /** Does the task, wrongly. */
  run: (hand: Hand) => Promise<Done>;
  /** Puts it right, once the page has said what is wrong. */
  mend: (hand: Hand) => Promise<Done>;
}

/** One thing that a step has people do. */
export interface Task {
  /** As in "creates the workspace". */
  does: string;
  /** @throws when a service refuses; it is then tried again, as people do */
  run: (hand: Hand) => Promise<Done>;
  slips?: readonly Slip[];
  /** It is easily left out, like a box to tick. */
  isForgettable?: true;
}

/** How made-up attendees get through a lab on the practice cloud: what they do for each step, and what goes wrong. */
export interface Rehearsal {
  /** By step slug. A step without tasks is read and verified only. */
  tasks: Readonly<Record<string, readonly Task[]>>;
  /** Slugs of steps that take away what earlier ones made: nobody begins one of them while an earlier step is left. */
  undoing?: readonly string[];
}
