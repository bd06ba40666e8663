import type { AttendeeState } from './state';

const isNewer = (a: string, b: string) => BigInt(a) > BigInt(b);

/**
 * Merges two states of the same attendee. Answers and events hold some steps only and may arrive out of order: for each step,
 * and for everything else, the higher revision wins. Of two people nothing is mixed: the later account is whoever is signed in now.
 */
export function merge(known: AttendeeState | undefined, next: AttendeeState): AttendeeState {
  if (!known || known.person !== next.person) return next;
  const news = Object.entries(next.steps).filter(([slug, step]) => {
    const old = known.steps[slug];
    return !old || !isNewer(old.revision, step.revision);
  });
  const newest = isNewer(known.revision, next.revision) ? known : next;
  return { ...newest, steps: { ...known.steps, ...Object.fromEntries(news) } };
}
