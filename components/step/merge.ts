import type { Standing } from '@/lib/progress/standing';
import type { AttendeeState } from './view';

/** When a step was last looked at: grows with every look, whatever came of it. ISO 8601, or empty. */
const lookedAt = (standings: readonly Standing[] = []): string =>
  standings
    .flatMap((s) => [s.checkedAt ?? '', s.troubleAt ?? ''])
    .sort()
    .at(-1) ?? '';

/**
 * Two accounts of the same attendee as one. Answers and events hold the standings of some steps only, and may overtake each
 * other: of each step the later look counts, of all else what the database numbered higher.
 */
export function merge(known: AttendeeState | undefined, next: AttendeeState): AttendeeState {
  if (!known) return next;
  const newest = BigInt(known.revision) > BigInt(next.revision) ? known : next;
  const later = Object.entries(next.standings).filter(([step, s]) => lookedAt(s) >= lookedAt(known.standings[step]));
  return { ...newest, standings: { ...known.standings, ...Object.fromEntries(later) } };
}
