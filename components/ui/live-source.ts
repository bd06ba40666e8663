/**
 * How current a page is: connecting for the first time, live, not live for a while, paused until somebody opens it because newer tabs took
 * its place, or not live for good, because this person is signed out or may no longer see it.
 */
export type LiveState = 'connecting' | 'live' | 'lost' | 'crowded' | 'signed-out' | 'no-access';

/** The server says that this person gets no more updates. */
export class Refused extends Error {
  constructor(readonly state: 'signed-out' | 'no-access') {
    super(state);
  }
}

export interface LiveWishes {
  /** The address of the event stream. */
  events: string;
  /** A stream starts, with the server's revision: fetches what the page has missed. @throws if that couldn't be fetched */
  hello: (revision: string) => Promise<unknown>;
  news: (news: unknown) => void;
  /** What else the page shows, complete each time. */
  aside: (aside: unknown) => void;
  /** Fetches what the page may have missed, without a stream. @throws Refused, or if it couldn't be fetched */
  catchUp: () => Promise<unknown>;
  say: (state: LiveState) => void;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** How long a stream may take to start, and what was missed to arrive. */
const patienceMs = 10_000;
/**
 * Twice the server's beat and a little (lib/progress/stream.ts): a stream that is silent for longer is dead, and nobody told the browser.
 */
const silenceMs = 11_000;
/** A short loss isn't worth mentioning: the page catches up before anybody could read it. */
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
  /** The number of the current try: anything from an earlier one is too late. */
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

  /** Somebody opened the page again, or the network is back: a waiting or possibly dead stream is tried now. */
  wake(): void {
    if (this.source && Date.now() - this.heardAt <= silenceMs && this.source.readyState !== this.source.CLOSED) return;
    this.failures = 0;
    this.waver();
    void this.ask();
  }

  /** The browser says that the network is gone. */
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
    on('away', () => this.waver()); // the server itself receives no notices; another hello ends that
    on('crowded', () => {
      this.stop(); // and not at once again, or two tabs would push each other out without end
      this.settle('crowded');
    });
    source.addEventListener('error', () => turn === this.turn && this.again(hasBegun));
    this.expect(patienceMs);
  }

  /** Considers a stream dead after this much silence. */
  private expect(ms: number): void {
    this.heardAt = Date.now();
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      if (ms === silenceMs) this.settle('lost'); // this is no longer a short loss
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

  /** Fetches without a stream, which also tells why there is none, and then tries to open one. */
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

  /** The page may no longer be live: it says so if that lasts. */
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
