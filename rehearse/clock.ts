import { setTimeout as wait } from 'node:timers/promises';

/** The rehearsal is over: thrown at everybody who waits, so that they leave. */
export class Over extends Error {
  constructor() {
    super('The rehearsal is over.');
  }
}

/** The one time that people of a rehearsal live by, in milliseconds. */
export interface Clock {
  now: () => number;
  /** @throws Over when the rehearsal ends meanwhile, or has ended */
  sleep: (ms: number) => Promise<void>;
}

/** Real time, `speed` times as fast, until the signal. */
export function realClock(speed: number, over: AbortSignal): Clock {
  const begun = performance.now();
  return {
    now: () => (performance.now() - begun) * speed,
    async sleep(ms) {
      if (over.aborted) throw new Over();
      await wait(ms / speed, undefined, { signal: over }).catch(() => {
        throw new Over();
      });
    },
  };
}
