import type { Hands } from '../hands';
import type { ByRole } from './roles';
import type { Actor } from './world';

/** A server action, or a route that takes JSON, as a browser calls it. */
export interface ActionRow {
  entry: string;
  /** The page that it is sent to, before anything of which an action runs; or the route. */
  page: (actor: Actor) => string;
  /** What it is called with: text and other plain values, and at most one form; for a route, what is sent. */
  args: (actor: Actor, hands: Hands) => readonly unknown[];
  /** Puts things as they are before somebody comes. */
  before?: (actor: Actor) => Promise<unknown>;
  /** Whether it did what it is for. Without this, leading on is what it is for. */
  did?: (actor: Actor) => Promise<boolean>;
  /** Undoes it. */
  after?: (actor: Actor) => Promise<unknown>;
  expected: ByRole;
}

/** A form among an action's arguments. */
export class Form {
  constructor(readonly fields: Readonly<Record<string, string>>) {}
}
