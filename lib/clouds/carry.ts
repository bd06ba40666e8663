/** What can be kept from one look to the next: a few ids and times, never a secret. */
export type Begun = Readonly<Record<string, string | number>>;

/**
 * What somebody's question has begun in a service and takes up again at the next look, such as a command that runs there. It is kept on
 * the server, per attendee and check, and nothing typed reaches it. Its ids may stand in the addresses that the attendee sees as evidence.
 */
export interface Carry {
  /** What was kept last; null where that was nothing. As stored, maybe by an older version: it is parsed like anything else. */
  readonly begun: unknown;
  /** Keeps this, whatever becomes of the question; null: nothing is under way anymore. Without a call, what was kept stays. */
  keep: (begun: Begun | null) => void;
}

/** For a question that begins nothing. */
export const nothingCarried: Carry = { begun: null, keep: () => undefined };
