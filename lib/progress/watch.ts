import { isWorthWatching, type Standing } from './standing';

/** Watching costs the services a lot, so it checks less often the longer something takes. */
const firstMs = 4000;
const longestMs = 15_000;
/** A service may ask for any pause. Past this one it is asked again, to see whether it still means it. */
const longestAskedMs = 3_600_000;

/** A step, and how those of its checks stand that may change by themselves. */
export interface Watched {
  step: string;
  standings: readonly Standing[];
}

const momentOf = (time: string | null) => (time ? Date.parse(time) : 0);

/**
 * When to look at a step again, in milliseconds; null where looking changes nothing. It counts from the last look, so it does not move
 * however often it is asked.
 * @param seenSince since when there has been something to watch: trouble does not say since when it lasts
 */
export function dueAt(standings: readonly Standing[], now: number, seenSince = now): number | null {
  const dues = standings.filter(isWorthWatching).map((s) => {
    const last = Math.max(momentOf(s.checkedAt), momentOf(s.troubleAt)) || now;
    const asked = s.trouble?.retryAfterSeconds;
    const age = now - (s.trouble ? seenSince : momentOf(s.since) || now);
    const pause = asked ? Math.min(longestAskedMs, asked * 1000) : Math.min(longestMs, firstMs + Math.max(0, age - 60_000) / 20);
    // the database's clock may be ahead of ours
    return Math.min(now, last) + Math.max(firstMs, pause);
  });
  return dues.length > 0 ? Math.min(...dues) : null;
}

/**
 * While somebody is there to see it, checks again what is still waiting or couldn’t be checked, each step when it is due. It runs along
 * with an open event stream, so it needs no click, no open page of that step, and no timer in a sleeping tab.
 * @param read the steps that are worth it
 * @param look looks at one of them
 * @returns `poke`, to be called when what there is to watch may have changed, and `end`
 */
export function watch(
  read: () => Promise<readonly Watched[]>,
  look: (step: string) => Promise<void>,
  onBug: (error: unknown) => void,
): { poke: () => void; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let planning: 'no' | 'yes' | 'again' = 'no';
  const running = new Set<string>();
  /** When this watcher last looked at a step: whatever the look came to, the next is not made at once. */
  const looked = new Map<string, number>();
  const seen = new Map<string, number>();

  async function plan(): Promise<void> {
    if (isOver) return;
    if (planning !== 'no') {
      planning = 'again'; // what is being read may be older than the news
      return;
    }
    planning = 'yes';
    const steps = await read().catch((error: unknown) => {
      onBug(error);
      return null;
    });
    const isStale = (planning as string) === 'again'; // changed while awaiting
    planning = 'no';
    if (isOver) return;
    if (isStale) return plan();
    clearTimeout(timer);
    // if it couldn't be read, it is read again later
    if (steps) planTurns(steps);
    else timer = setTimeout(() => void plan(), longestMs);
  }

  function planTurns(steps: readonly Watched[]): void {
    const now = Date.now();
    const names = new Set(steps.map(({ step }) => step));
    for (const step of seen.keys()) if (!names.has(step)) seen.delete(step);
    for (const step of names) if (!seen.has(step)) seen.set(step, now);
    const dues = steps.flatMap(({ step, standings }) => {
      const due = running.has(step) ? null : dueAt(standings, now, seen.get(step));
      return due === null ? [] : [{ step, due: Math.max(due, (looked.get(step) ?? 0) + firstMs) }];
    });
    if (dues.length === 0) return;
    const soonest = Math.max(now, Math.min(...dues.map(({ due }) => due)));
    timer = setTimeout(() => {
      for (const { step, due } of dues) if (due <= soonest) void turn(step);
      void plan();
    }, soonest - now);
  }

  async function turn(step: string): Promise<void> {
    running.add(step);
    try {
      await look(step);
    } catch (error) {
      onBug(error);
    }
    looked.set(step, Date.now());
    running.delete(step);
    void plan();
  }

  void plan();
  return {
    poke: () => void plan(),
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
