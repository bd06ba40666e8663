/** Trouble that a person can act on: shown as its one sentence, without a stack. */
export class Plain extends Error {}
