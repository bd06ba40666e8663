import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { missing, type Unreachable, waiting } from '@/lib/lab/outcome';
import type { Standing } from './standing';
import { dueAt, type Watched, watch } from './watch';

const start = Date.parse('2026-11-23T10:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();
const ago = (seconds: number) => at(start - seconds * 1000);
const trouble = (more: Partial<Unreachable> = {}): Unreachable => ({
  status: 'unreachable',
  cloud: 'Tea',
  trouble: 'throttled',
  message: 'slow',
  remedy: 'wait',
  ...more,
});
const standing = (more: Partial<Standing>): Standing => ({
  checkId: 'x',
  verdict: null,
  since: null,
  checkedAt: null,
  trouble: null,
  troubleAt: null,
  evidence: [],
  ...more,
});
const waits = (since: number, checked = 0) => standing({ verdict: waiting('tea'), since: ago(since), checkedAt: ago(checked) });
const troubled = (seconds: number, more: Partial<Unreachable> = {}) => standing({ trouble: trouble(more), troubleAt: ago(seconds) });

describe('when a step is due', () => {
  test.each<[string, Standing[], number | null]>([
    ['never, when nothing waits', [standing({ verdict: missing('no', 'do') })], null],
    ['never, when there is nothing', [], null],
    ['soon at first', [waits(10)], 4000],
    ['soon after the last look, not after the question', [waits(10, 3)], 1000],
    ['less often as it takes longer', [waits(180)], 10_000],
    ['never more seldom than every 15 s', [waits(3600)], 15_000],
    ['when the service asked us to', [troubled(0, { retryAfterSeconds: 12 })], 12_000],
    ['when the service asked us to, counted from when it asked', [troubled(5, { retryAfterSeconds: 20 })], 15_000],
    ['within the hour at most', [troubled(0, { retryAfterSeconds: 1e9 })], 3_600_000],
    ['by the most impatient', [waits(3600), waits(1)], 4000],
    ['never at once, whatever a service says', [troubled(0, { retryAfterSeconds: 1 })], 4000],
    [
      'though the database’s clock is ahead',
      [standing({ verdict: waiting('tea'), since: at(start), checkedAt: at(start + 60_000) })],
      4000,
    ],
    ['at once, if that is over', [troubled(60, { retryAfterSeconds: 20 })], -40_000],
  ])('%s', (_, standings, expected) => {
    expect(dueAt(standings, start)).toBe(expected === null ? null : start + expected);
  });
  test('trouble is looked at less often the longer it has been watched', () => {
    expect(dueAt([troubled(0)], start, start - 10_000)).toBe(start + 4000);
    expect(dueAt([troubled(0)], start, start - 180_000)).toBe(start + 10_000);
  });
});

describe('a watch', () => {
  let world: Watched[] = [];
  let looks: string[] = [];
  let bugs: unknown[] = [];
  let watcher: ReturnType<typeof watch>;
  const now = () => Math.round((Date.now() - start) / 1000);
  /** Looks find the same again, at that time. */
  const same = async (step: string) => {
    looks.push(`${step} ${now()}`);
    world = world.map((w) =>
      w.step === step
        ? {
            step,
            standings: w.standings.map((s) => (s.trouble ? { ...s, troubleAt: at(Date.now()) } : { ...s, checkedAt: at(Date.now()) })),
          }
        : w,
    );
  };
  const begin = (look: (step: string) => Promise<void> = same, read: () => Promise<readonly Watched[]> = async () => world) => {
    watcher = watch(read, look, (error) => bugs.push(error));
  };
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

  beforeEach(() => {
    vi.useFakeTimers({ now: start });
    looks = [];
    bugs = [];
  });
  afterEach(() => {
    watcher.end();
    expect(bugs).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('looks at each step when that one is due, not when another one is', async () => {
    world = [
      { step: 'cluster', standings: [waits(1)] },
      { step: 'connection', standings: [troubled(0, { retryAfterSeconds: 20 })] },
    ];
    begin();
    await pass(22);
    expect(looks.filter((l) => l.startsWith('connection'))).toEqual(['connection 20']);
    expect(looks.filter((l) => l.startsWith('cluster'))).toEqual(['cluster 4', 'cluster 8', 'cluster 12', 'cluster 16', 'cluster 20']);
  });

  test('is not delayed by somebody who keeps typing', async () => {
    world = [{ step: 'connection', standings: [troubled(0, { retryAfterSeconds: 20 })] }];
    begin();
    for (let second = 0; second < 79; second++) {
      await pass(1);
      watcher.poke();
    }
    expect(looks).toEqual(['connection 20', 'connection 40', 'connection 60']);
  });

  test('hears of what is new while it reads', async () => {
    world = [];
    let release = () => {};
    const first = new Promise<void>((done) => {
      release = done;
    });
    let reads = 0;
    begin(same, async () => {
      const then = world;
      if (reads++ === 0) await first;
      return then;
    });
    world = [{ step: 'cluster', standings: [waits(1)] }];
    watcher.poke();
    watcher.poke();
    release();
    await pass(5);
    expect(looks).toEqual(['cluster 4']);
    expect(reads).toBeLessThan(6);
  });

  test('a slow look at one step holds up no other, and is not begun twice', async () => {
    world = [
      { step: 'slow', standings: [waits(1)] },
      { step: 'quick', standings: [waits(1)] },
    ];
    begin(async (step) => {
      if (step === 'slow') {
        looks.push(`slow ${now()}`);
        await new Promise((done) => setTimeout(done, 15_000));
      } else await same(step);
    });
    await pass(18);
    expect(looks).toEqual(['slow 4', 'quick 4', 'quick 8', 'quick 12', 'quick 16']);
    await pass(10);
    expect(looks.filter((l) => l.startsWith('slow'))).toEqual(['slow 4', 'slow 23']);
    watcher.end();
    await pass(15); // the look's own timer
  });

  test('a look that came to nothing is not made again at once', async () => {
    world = [{ step: 'cluster', standings: [waits(1, 100)] }];
    begin(async (step) => void looks.push(`${step} ${now()}`));
    await pass(10);
    expect(looks).toEqual(['cluster 0', 'cluster 4', 'cluster 8']);
  });

  test('continues after an error of the database, or of a look', async () => {
    world = [{ step: 'cluster', standings: [waits(1)] }];
    let reads = 0;
    begin(
      async (step) => {
        await same(step);
        throw new Error('look');
      },
      async () => {
        if (reads++ === 0) throw new Error('database');
        return world;
      },
    );
    await pass(20);
    expect(looks).toEqual(['cluster 15', 'cluster 19']);
    expect(bugs.map(String)).toEqual(['Error: database', 'Error: look', 'Error: look']);
    bugs = [];
  });

  test('rests when there is nothing to watch, until it is poked', async () => {
    world = [{ step: 'cluster', standings: [waits(1)] }];
    begin(async (step) => {
      looks.push(`${step} ${now()}`);
      world = [];
    });
    await pass(60);
    expect(looks).toEqual(['cluster 4']);
    expect(vi.getTimerCount()).toBe(0);
    world = [{ step: 'cluster', standings: [waits(1)] }];
    watcher.poke();
    await pass(1);
    expect(looks).toHaveLength(2);
  });

  test('ends', async () => {
    world = [{ step: 'cluster', standings: [waits(1)] }];
    begin();
    watcher.end();
    await pass(60);
    expect(looks).toEqual([]);
  });
});
