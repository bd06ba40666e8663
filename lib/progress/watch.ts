import { isWorthWatching, type Standing } from './standing';

/** A watcher is cheap to ask and dear to the services, so it looks less often the longer it takes. */
const firstMs = 4000;
const longestMs = 15_000;
/** A service may ask for any pause, even one that no timer can hold. */
const longestAskedMs = 3_600_000;

/** When to look next at steps with something worth watching, given how long it has been so. */
export function nextLookMs(standings: readonly Standing[], now: number): number | null {
  const watched = standings.filter(isWorthWatching);
  if (watched.length === 0) return null;
  const waits = watched.map((s) => {
    const asked = s.trouble?.retryAfterSeconds;
    if (asked) return Math.min(longestAskedMs, asked * 1000);
    const age = now - Date.parse(s.troubleAt ?? s.since ?? new Date(now).toISOString());
    return Math.min(longestMs, firstMs + Math.max(0, age - 60_000) / 20);
  });
  return Math.max(firstMs, Math.min(...waits));
}

/**
 * Looks again, while somebody is there to see it, at what is still waiting or could not be looked at. It runs beside an
 * open event stream, so it needs no click, no open page of that step, and no timer in a sleeping tab.
 * @param look looks at every step worth it and says what is known after it
 * @returns a function that ends the watch
 */
export function watch(
  read: () => Promise<readonly Standing[]>,
  look: () => Promise<void>,
  onBug: (error: unknown) => void,
): { poke: () => void; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let isLooking = false;

  async function plan(): Promise<void> {
    clearTimeout(timer);
    if (isOver || isLooking) return;
    const standings = await read().catch((error: unknown) => {
      onBug(error);
      return null;
    });
    const pause = standings ? nextLookMs(standings, Date.now()) : longestMs; // what could not be read is read again later
    if (pause === null || isOver) return;
    clearTimeout(timer);
    timer = setTimeout(() => void (standings ? turn() : plan()), pause);
  }
  async function turn(): Promise<void> {
    isLooking = true;
    try {
      await look();
    } catch (error) {
      onBug(error);
    }
    isLooking = false;
    await plan().catch(onBug);
  }

  void plan().catch(onBug);
  return {
    poke: () => void plan().catch(onBug),
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
