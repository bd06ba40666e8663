import type { AttendeeState } from './state';

const isNewer = (a: string, b: string) => BigInt(a) > BigInt(b);

/**
 * Two accounts of the same attendee as one. Answers and events tell of some steps only, and may overtake each other: of each
 * step, and of everything else, the account with the higher revision counts.
 */
export function merge(known: AttendeeState | undefined, next: AttendeeState): AttendeeState {
  if (!known) return next;
  const news = Object.entries(next.steps).filter(([slug, step]) => {
    const old = known.steps[slug];
    return !old || !isNewer(old.revision, step.revision);
  });
  const newest = isNewer(known.revision, next.revision) ? known : next;
  return { ...newest, steps: { ...known.steps, ...Object.fromEntries(news) } };
}
