/** What can be kept from one run to the next: a few ids and times, never a secret. */
export type Begun = Readonly<Record<string, string | number>>;

/**
 * What a question has started in a service and picks up again at the next run, such as a command that runs there. It is kept on the server,
 * per attendee and check, and nothing typed reaches it. Its ids may appear in the addresses that the attendee sees as evidence.
 */
export interface Carry {
  /** What was kept last; null if nothing was. It may have been stored by an older version, so it is parsed like anything else. */
  readonly begun: unknown;
  /** Keeps this, however the question ends; null: nothing is in progress anymore. Without a call, what was kept stays. */
  keep: (begun: Begun | null) => void;
}

/** For a question that starts nothing. */
export const nothingCarried: Carry = { begun: null, keep: () => undefined };
