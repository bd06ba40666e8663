/** The watch looks every 15 seconds at the least, so what was found longer ago than this is not how things stand now. */
const currentMs = 90_000;
/** What only a person changes is told as it was found for longer. */
const settledMs = 600_000;
/** From so many times its usual time on, and so much over it, something takes unusually long. */
const lateTimes = 3;
const lateMs = 60_000;

/** What is known of something that goes on in a service. Times are ISO 8601. */
export interface Looked {
  /** In milliseconds. */
  now: number;
  /** When it was last checked; null: it could not be yet. */
  checkedAt: string | null;
  /** When it began, or when it was first seen. */
  since: string | null;
  /** How long it usually takes, in seconds. */
  usually?: number | undefined;
}

/** How far a verdict can be told as how things stand. */
export type Age =
  /** It was found just now. `forMs`: how long it has been going on; null where nobody knows. */
  | { kind: 'now'; forMs: number | null }
  /** It was found just now, and takes several times as long as usual. */
  | { kind: 'late'; forMs: number }
  /** Nobody has checked for a while: it may be over since. */
  | { kind: 'old'; agoMs: number };

const elapsed = (since: string | null, now: number): number | null => (since === null ? null : Math.max(0, now - Date.parse(since)));

/** How old the verdict on something is that goes on by itself. */
export function ageOf({ now, checkedAt, since, usually }: Looked): Age {
  const agoMs = elapsed(checkedAt, now);
  if (agoMs === null || agoMs > currentMs) return { kind: 'old', agoMs: agoMs ?? 0 };
  const forMs = elapsed(since, now);
  const usualMs = usually === undefined ? Number.POSITIVE_INFINITY : usually * 1000;
  return forMs !== null && forMs >= usualMs * lateTimes && forMs - usualMs >= lateMs ? { kind: 'late', forMs } : { kind: 'now', forMs };
}

/** How long ago something was checked that changes by a person's hand only; null while that need not be said. */
export function oldMs(checkedAt: string | null, now: number): number | null {
  const agoMs = elapsed(checkedAt, now);
  return agoMs !== null && agoMs > settledMs ? agoMs : null;
}

/** How long ago a service could not be asked; null as long as that is just now. */
export function troubleMs(troubleAt: string | null, now: number): number | null {
  const agoMs = elapsed(troubleAt, now);
  return agoMs !== null && agoMs > currentMs ? agoMs : null;
}
