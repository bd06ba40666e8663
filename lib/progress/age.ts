/** The watch checks at least every 15 seconds, so a result older than this may no longer be true. */
const currentMs = 90_000;
/** Results that only a person can change count as current for longer. */
const settledMs = 600_000;
/** Something takes unusually long from this many times its usual duration on, if it is also this much over it. */
const lateTimes = 3;
const lateMs = 60_000;

/** What is known about something in progress in a service. Times are ISO 8601. */
export interface Looked {
  /** In milliseconds. */
  now: number;
  /** When it was last checked; null: it couldn't be checked yet. */
  checkedAt: string | null;
  /** When it began, or when it was first seen. */
  since: string | null;
  /** How long it usually takes, in seconds. */
  usually?: number | undefined;
}

/** How far a verdict can be presented as the current state. */
export type Age =
  /** It was found just now. `forMs`: how long it has been in progress; null if unknown. */
  | { kind: 'now'; forMs: number | null }
  /** It was found just now, and takes several times as long as usual. */
  | { kind: 'late'; forMs: number }
  /** Nobody has checked for a while, so it may be over by now. */
  | { kind: 'old'; agoMs: number };

const elapsed = (since: string | null, now: number): number | null => (since === null ? null : Math.max(0, now - Date.parse(since)));

/** How old the verdict on something in progress is. */
export function ageOf({ now, checkedAt, since, usually }: Looked): Age {
  const agoMs = elapsed(checkedAt, now);
  if (agoMs === null || agoMs > currentMs) return { kind: 'old', agoMs: agoMs ?? 0 };
  const forMs = elapsed(since, now);
  const usualMs = usually === undefined ? Number.POSITIVE_INFINITY : usually * 1000;
  return forMs !== null && forMs >= usualMs * lateTimes && forMs - usualMs >= lateMs ? { kind: 'late', forMs } : { kind: 'now', forMs };
}

/** How long ago something that only a person can change was checked; null while that isn't worth saying. */
export function oldMs(checkedAt: string | null, now: number): number | null {
  const agoMs = elapsed(checkedAt, now);
  return agoMs !== null && agoMs > settledMs ? agoMs : null;
}

/** How long ago a service couldn't be asked; null if that was just now. */
export function troubleMs(troubleAt: string | null, now: number): number | null {
  const agoMs = elapsed(troubleAt, now);
  return agoMs !== null && agoMs > currentMs ? agoMs : null;
}
