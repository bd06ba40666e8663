import type { BoardStep } from '@/lib/pace/group';
import type { BoardRow } from '@/lib/progress/board';

/** How many attendees have verified a step, of those whose track has it. */
export interface Reached {
  there: number;
  of: number;
  /** Whose step could not be checked. */
  troubled: number;
  /** From 0 to 1. */
  share: number;
  isAll: boolean;
}

/** Counted from the rows that the board has. @returns null where no step is named */
export function reached(
  slug: string | null,
  rows: readonly BoardRow[],
  steps: readonly Pick<BoardStep, 'slug' | 'tracks'>[],
): Reached | null {
  const step = steps.find((s) => s.slug === slug);
  if (!step) return null;
  const mine = rows.filter((r) => step.tracks.includes(r.track)).map((r) => r.cells[step.slug]?.status);
  const there = mine.filter((s) => s === 'pass').length;
  const troubled = mine.filter((s) => s === 'unreachable').length;
  return {
    there,
    of: mine.length,
    troubled,
    share: mine.length > 0 ? there / mine.length : 0,
    isAll: mine.length > 0 && there === mine.length,
  };
}
