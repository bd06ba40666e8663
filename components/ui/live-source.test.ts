import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveSource, type LiveState, Refused } from './live-source';

/** The browser's side of a stream, played by the test. */
class Stream extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;
  constructor(readonly url: string) {
    super();
    streams.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  tell(name: string, data: unknown = null): void {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data) }));
  }
  hello(revision = '1'): Promise<unknown> {
    this.tell('hello', { revision });
    return vi.advanceTimersByTimeAsync(0);
  }
  /** A refusal closes it, a lost connection does not: neither may matter. */
  fail(isRefusal = true): void {
    if (isRefusal) this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }
}

let streams: Stream[] = [];
let source: LiveSource | undefined;
let said: LiveState[] = [];
let heard: unknown[] = [];
/** What the fetches of the page come to, first come first; the last one stays. */
let fetches: ((() => Promise<unknown>) | null)[] = [];
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  streams = [];
  said = [];
  heard = [];
  fetches = [null];
  asked = 0;
});
afterEach(() => {
  source?.end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fetched = async () => {
  asked++;
  const [now] = fetches;
  if (fetches.length > 1) fetches.shift();
  await now?.();
};
const refuse = (error: Error) => () => Promise.reject(error);
const down = refuse(new Error('502'));
const never = () => new Promise<never>(() => undefined);
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** A server with no news. */
const quiet = async (beats: number) => {
  for (let i = 0; i < beats; i++) {
    await later(5000);
    last().tell('beat');
  }
};
const last = (): Stream => {
  const stream = streams.at(-1);
  if (!stream) throw new Error('no stream was opened');
  return stream;
};

function begin(random = () => 0.5): void {
  source = new LiveSource(
    {
      events: '/events',
      hello: async (revision) => (revision === '1' ? undefined : fetched()),
      news: (news) => heard.push(news),
      aside: (aside) => heard.push(aside),
      catchUp: fetched,
      say: (state) => said.push(state),
    },
    random,
  );
}
async function beginLive(): Promise<void> {
  begin();
  await last().hello();
  expect(said.splice(0)).toEqual(['live']);
}

test('live from the first hello on; news come in', async () => {
  await beginLive();
  last().tell('news', { a: 1 });
  expect(heard).toEqual([{ a: 1 }]);
  expect([streams.length, asked]).toEqual([1, 0]);
});

test.each([true, false])(
  'a stream that ends is opened again, and nothing is said of a short loss (closed by the browser: %s)',
  async (is) => {
    await beginLive();
    last().fail(is);
    await later(1000);
    expect(streams).toHaveLength(2);
    await last().hello();
    await quiet(8);
    expect([said, asked]).toEqual([[], 0]);
  },
);

test('after a gap what was missed is fetched before the page counts as live again', async () => {
  await beginLive();
  last().fail();
  await later(1000);
  let arrive = () => {};
  fetches = [() => new Promise<void>((done) => (arrive = done))];
  await last().hello('2');
  await later(4000);
  expect(said).toEqual(['lost']);
  arrive();
  await later(0);
  expect(said).toEqual(['lost', 'live']);
});

test('refused again and again, as a proxy does during a restart: the page says so once, after a few seconds, and recovers by itself', async () => {
  await beginLive();
  fetches = [down];
  last().fail();
  await later(1000);
  last().fail();
  await later(2999);
  expect(said).toEqual([]);
  await later(1);
  expect(said).toEqual(['lost']);
  await later(10 * 60_000);
  expect(said).toEqual(['lost']);
  expect(streams).toHaveLength(2); // as long as nothing can be fetched there will be no stream either
  fetches = [null];
  for (let s = 0; s < 31 && streams.length === 2; s++) await later(1000);
  expect(streams).toHaveLength(3);
  await last().hello('2');
  expect(said).toEqual(['lost', 'live']);
});

test('pauses grow up to half a minute, and no two pages keep the same', async () => {
  fetches = [down];
  const pauses = async (random: number) => {
    const moments: number[] = [];
    begin(() => random);
    last().fail();
    let before = asked;
    for (let s = 0; s < 200; s += 0.5) {
      await later(500);
      if (asked > before) moments.push(s);
      before = asked;
    }
    source?.end();
    return moments.slice(1).map((m, i) => m - (moments[i] ?? 0));
  };
  expect(await pauses(0.5)).toEqual([2, 4, 8, 16, 30, 30, 30, 30, 30]);
  expect((await pauses(0)).slice(0, 5)).toEqual([1, 2, 4, 8, 15]);
  expect((await pauses(1)).slice(0, 5)).toEqual([3, 6, 12, 24, 45]);
});

test('where no stream gets through at all, each try fetches what was missed', async () => {
  begin();
  await later(480_000);
  expect(streams.length).toBeGreaterThan(5);
  expect(asked).toBeGreaterThan(5);
  expect(said).toEqual(['lost']);
});

test.each<[string, Refused, LiveState]>([
  ['a session that has ended', new Refused('signed-out'), 'signed-out'],
  ['a right that was taken away', new Refused('no-access'), 'no-access'],
])('%s is said, and not asked about for ever', async (_, refused, state) => {
  await beginLive();
  last().fail();
  await later(1000);
  fetches = [refuse(refused)];
  last().fail();
  await later(3_600_000);
  expect([said, asked, streams.length]).toEqual([[state], 1, 2]);
  // they may have signed in again in another tab
  fetches = [null];
  source?.wake();
  await later(0);
  await last().hello();
  expect(said).toEqual([state, 'live']);
});

test('a tab that had to make room for newer ones says so, and stays quiet until it is looked at again', async () => {
  await beginLive();
  last().tell('crowded');
  last().fail(false);
  await later(3_600_000);
  expect([said, asked, streams.length]).toEqual([['crowded'], 0, 1]);
  source?.wake();
  await later(0);
  await last().hello();
  expect(said).toEqual(['crowded', 'live']);
});

test('a session found over while catching up is said, too', async () => {
  await beginLive();
  fetches = [refuse(new Refused('signed-out'))];
  await last().hello('2');
  expect(said).toEqual(['signed-out']);
  expect(last().readyState).toBe(2);
});

test.each([['fails', down] as const, ['never ends', never] as const])(
  'a fetch that %s leaves the page not live, and is tried again',
  async (_, fate) => {
    await beginLive();
    fetches = [fate, null];
    await last().hello('2');
    await later(15_000);
    expect(said).toEqual(['lost']);
    await last().hello();
    expect(said).toEqual(['lost', 'live']);
  },
);

test('beats keep a quiet stream; one that is silent for longer than two of them is replaced', async () => {
  await beginLive();
  await quiet(10);
  expect([streams.length, said]).toEqual([1, []]);
  await later(10_999);
  expect([streams.length, said]).toEqual([1, []]);
  await later(1);
  expect(said).toEqual(['lost']); // and not seconds later: it has been silent for long
  await later(1000);
  expect(streams).toHaveLength(2);
  await last().hello();
  expect(said).toEqual(['lost', 'live']);
});

test('a stream that opens and never says hello is given up', async () => {
  begin();
  await later(12_000);
  expect(streams).toHaveLength(2);
  expect(streams[0]?.readyState).toBe(2);
});

test('a server that hears of nothing itself says so; the next hello ends it', async () => {
  await beginLive();
  last().tell('away');
  await later(3000);
  await last().hello();
  await later(5000);
  expect(said).toEqual([]);
  last().tell('away');
  await later(5000);
  await last().hello('2');
  expect([said, streams.length]).toEqual([['lost', 'live'], 1]);
});

test('a laptop that slept finds its stream dead, and opens another as soon as somebody looks', async () => {
  await beginLive();
  vi.setSystemTime(Date.now() + 3_600_000); // no timer has run
  source?.wake();
  await later(0);
  expect(streams).toHaveLength(2);
});

test('looking at a page whose stream is well changes nothing', async () => {
  await beginLive();
  source?.wake();
  await later(1000);
  expect([streams.length, asked, said]).toEqual([1, 0, []]);
});

test('the page says after a few seconds that the network is gone; when it is back, the page does not wait out its pause', async () => {
  await beginLive();
  fetches = [down];
  source?.sleep();
  for (let i = 0; i < 20; i++) {
    await later(5000);
    if (last().readyState !== 2) last().fail();
  }
  expect(said).toEqual(['lost']);
  const before = streams.length;
  fetches = [null];
  source?.wake();
  await later(0);
  expect(streams).toHaveLength(before + 1);
  await last().hello();
  expect(said).toEqual(['lost', 'live']);
});

test('two hellos at once: what the first was fetching may come to nothing, the last one counts', async () => {
  await beginLive();
  fetches = [refuse(new Error('cancelled')), null];
  last().tell('hello', { revision: '2' });
  last().tell('hello', { revision: '3' });
  await later(5000);
  expect([streams.length, said, asked]).toEqual([1, [], 2]);
});

test('what an abandoned stream still says is not heard', async () => {
  await beginLive();
  const old = last();
  old.fail(false);
  old.tell('news', { late: true });
  await old.hello();
  expect(heard).toEqual([]);
});

test('a page that is left asks for nothing more', async () => {
  await beginLive();
  last().fail();
  source?.end();
  await later(600_000);
  expect([streams.length, asked, said]).toEqual([1, 0, []]);
});
