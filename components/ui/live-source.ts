/**
 * How current a page is: on its way there for the first time, live, not live for a while, not as long as nobody looks at it, as
 * newer tabs took its place, or never again as this person, who is signed out or has no right to it anymore.
 */
export type LiveState = 'connecting' | 'live' | 'lost' | 'crowded' | 'signed-out' | 'no-access';

/** The server says that this person gets no more news. */
export class Refused extends Error {
  constructor(readonly state: 'signed-out' | 'no-access') {
    super(state);
  }
}

export interface LiveWishes {
  /** The address of the event stream. */
  events: string;
  /** A stream begins, with the server's revision: fetches what the page has missed. @throws when that could not be fetched */
  hello: (revision: string) => Promise<unknown>;
  news: (news: unknown) => void;
  /** What the page shows beside that, whole each time. */
  aside: (aside: unknown) => void;
  /** Fetches what the page may have missed, without a stream. @throws Refused, or when it could not be fetched */
  catchUp: () => Promise<unknown>;
  say: (state: LiveState) => void;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** For a stream to begin, and for what was missed to arrive. */
const patienceMs = 10_000;
/** Twice the server's beat and a little (lib/progress/stream.ts): what is silent for longer is dead, and nobody told the browser. */
const silenceMs = 11_000;
/** A short loss is not worth a word: the page catches up before anybody has read it. */
const unsaidMs = 4000;

/**
 * An event stream that does not stay closed. The browser's own gives up at the first answer that is no stream, as a proxy's 502
 * during a restart, and notices nothing of a connection that died in silence. Here whatever goes wrong ends in a new try: after a
 * pause that grows and is never the same for two pages, when the page is looked at again, or when the network is back. While no
 * stream can be had, each try fetches what was missed.
 */
export class LiveSource {
  private source: EventSource | null = null;
  private state: LiveState = 'connecting';
  private failures = 0;
  private heardAt = 0;
  /** Of the present try: what belongs to an earlier one is too late. */
  private turn = 0;
  /** Of the last `hello`: within one stream another may come before its news are fetched. */
  private hellos = 0;
  private next: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private saying: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly wishes: LiveWishes,
    private readonly random: () => number = Math.random,
  ) {
    this.open();
    this.waver();
  }

  /** The page is looked at again, or the network is back: what waits or may have died unnoticed is tried now. */
  wake(): void {
    if (this.source && Date.now() - this.heardAt <= silenceMs && this.source.readyState !== this.source.CLOSED) return;
    this.failures = 0;
    this.waver();
    void this.ask();
  }

  /** The network is gone, as far as the browser knows. */
  sleep(): void {
    if (this.source) this.again(true);
  }

  end(): void {
    this.stop();
    clearTimeout(this.saying);
  }

  private stop(): void {
    this.turn++;
    this.source?.close();
    this.source = null;
    clearTimeout(this.next);
    clearTimeout(this.silence);
  }

  private open(): void {
    this.stop();
    const turn = this.turn;
    const source = new EventSource(this.wishes.events);
    this.source = source;
    let hasBegun = false;
    const on = (name: string, act: (data: unknown) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (turn !== this.turn) return;
        this.expect(silenceMs);
        act(JSON.parse(event.data));
      });
    on('hello', (data) => {
      hasBegun = true;
      const { revision } = data as { revision: string }; // from our own route
      void this.greeted(revision);
    });
    on('news', this.wishes.news);
    on('aside', this.wishes.aside);
    on('beat', () => undefined);
    on('away', () => this.waver()); // the server itself hears of nothing; another hello ends it
    on('crowded', () => {
      this.stop(); // and not at once again, or two tabs would push each other out without end
      this.settle('crowded');
    });
    source.addEventListener('error', () => turn === this.turn && this.again(hasBegun));
    this.expect(patienceMs);
  }

  /** Takes a stream that is silent for so long for dead. */
  private expect(ms: number): void {
    this.heardAt = Date.now();
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      if (ms === silenceMs) this.settle('lost'); // this loss is no short one anymore
      this.again(false);
    }, ms);
  }

  private async greeted(revision: string): Promise<void> {
    const [turn, hello] = [this.turn, ++this.hellos];
    const isLate = () => turn !== this.turn || hello !== this.hellos;
    try {
      await within(patienceMs, this.wishes.hello(revision));
    } catch (error) {
      if (!isLate()) this.failed(error);
      return;
    }
    if (isLate()) return;
    this.failures = 0;
    this.settle('live');
  }

  /** Asks without a stream, which also tells why there is none, and then tries for one. */
  private async ask(): Promise<void> {
    this.stop();
    const turn = this.turn;
    try {
      await within(patienceMs, this.wishes.catchUp());
      if (turn === this.turn) this.open();
    } catch (error) {
      if (turn === this.turn) this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof Refused) {
      this.stop();
      this.settle(error.state); // until the page is looked at again: they may have signed in elsewhere
    } else {
      this.again(false);
    }
  }

  private again(hadBegun: boolean): void {
    this.stop();
    this.waver();
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.failures++) * (0.5 + this.random());
    this.next = setTimeout(() => (hadBegun ? this.open() : void this.ask()), pause);
  }

  /** It may be over with being live: said when it lasts. */
  private waver(): void {
    this.saying ??= setTimeout(() => this.say('lost'), unsaidMs);
  }

  private settle(state: LiveState): void {
    clearTimeout(this.saying);
    this.saying = undefined;
    this.say(state);
  }

  private say(state: LiveState): void {
    if (state === this.state) return;
    this.state = state;
    this.wishes.say(state);
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('late')), ms);
    promise.then(done, fail).finally(() => clearTimeout(timer));
  });
}
