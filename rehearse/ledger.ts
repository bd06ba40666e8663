/** What kind of request was sent. */
export type Kind = 'sign-in' | 'page' | 'press' | 'events' | 'board';

/** Something that should not have happened. */
export interface Fault {
  /** Since the start, by the rehearsal's clock. */
  at: number;
  who: string;
  what: string;
}

/** What a rehearsal counts. */
export class Ledger {
  readonly requests: Record<Kind, number> = { 'sign-in': 0, page: 0, press: 0, events: 0, board: 0 };
  /** How long answers took, in milliseconds of real time. */
  readonly tookMs: Record<Kind, number[]> = { 'sign-in': [], page: [], press: [], events: [], board: [] };
  /** Of the portal: status 400 or more, a page that is not whole, no answer. */
  readonly errors: Fault[] = [];
  /** People who did everything they were told and still saw red, and what it said. */
  readonly puzzles: Fault[] = [];
  /** How often each slip and habit happened. */
  readonly mistakes = new Map<string, number>();
  /** What the services refused, by their sentence. */
  readonly refusals = new Map<string, number>();
  readonly joined = new Set<string>();
  readonly passed = new Set<string>();
  presses = 0;
  asked = 0;

  constructor(
    private readonly now: () => number,
    private readonly tell: (line: string) => void = () => undefined,
  ) {}

  request(kind: Kind, tookMs: number): void {
    this.requests[kind]++;
    this.tookMs[kind].push(tookMs);
  }
  error(who: string, what: string): void {
    this.errors.push({ at: this.now(), who, what });
    this.tell(`ERROR ${who}: ${what}`);
  }
  puzzle(who: string, what: string): void {
    this.puzzles.push({ at: this.now(), who, what });
    this.tell(`${who} is at a loss: ${what}`);
  }
  mistake(who: string, what: string): void {
    this.mistakes.set(what, (this.mistakes.get(what) ?? 0) + 1);
    this.tell(`${who} ${what}`);
  }
  refusal(sentence: string): void {
    this.refusals.set(sentence, (this.refusals.get(sentence) ?? 0) + 1);
  }
  did(who: string, what: string): void {
    this.tell(`${who} ${what}`);
  }
  pass(who: string, step: string): void {
    const key = `${who} ${step}`;
    if (this.passed.has(key)) return;
    this.passed.add(key);
    this.tell(`${who} has passed ${step}`);
  }
}
