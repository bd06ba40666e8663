import type { Lab } from '@/lib/lab/lab';
import type { Leftover } from '@/lib/lab/leftover';
import type { Seen } from './looked';

/** What is known about one attendee's cleanup. Times are ISO 8601. */
export interface Cleaning {
  id: string;
  name: string;
  values: readonly { name: string; value: string; updatedAt: string }[];
  standings: readonly Seen[];
  passes: readonly { step: string; how: string; at: string }[];
}

/**
 * `there`: it was when last checked. `going`: it was being deleted. `unknown`: they recorded one, and since then nobody has checked.
 * What is gone, or never was, is left behind by nobody.
 */
export type Remaining = 'there' | 'going' | 'unknown';

export interface Left {
  leftover: Leftover;
  state: Remaining;
  /** Their name for it; null if they recorded none. */
  called: string | null;
  /** When it was last checked; null: never. */
  checkedAt: string | null;
  /** Why it couldn't be checked last time. */
  trouble: string | null;
}

/** One attendee's clean-up. */
export interface CleanedUp {
  id: string;
  name: string;
  left: Left[];
  /** When they verified that everything is gone; null: they haven't. A waived step verifies nothing. */
  verifiedAt: string | null;
}

/** What each attendee may have left behind, starting with those who have the most that costs money; and whose cleanup is verified. */
export function cleanUpsOf({ cleanUp }: Lab, people: readonly Cleaning[]): CleanedUp[] {
  if (!cleanUp) return [];
  const weight = ({ left }: CleanedUp) => left.filter((l) => l.leftover.costs).length * 100 + left.length;
  return people
    .map((person): CleanedUp => {
      const verified = person.passes.find((p) => p.step === cleanUp.step && p.how === 'verified');
      const left = cleanUp.leftovers.flatMap((l) => leftOf(l, person));
      return { id: person.id, name: person.name, left, verifiedAt: verified?.at ?? null };
    })
    .sort((a, b) => weight(b) - weight(a) || a.name.localeCompare(b.name));
}

function leftOf(leftover: Leftover, { values, standings }: Cleaning): Left[] {
  const recorded = leftover.names.flatMap((name) => values.find((v) => v.name === name) ?? []);
  const standing = standings.find((s) => s.checkId === leftover.check);
  const checkedAt = standing?.checkedAt ?? null;
  const state = stateOf(standing?.status ?? null, recorded, checkedAt);
  return state === null ? [] : [{ leftover, state, called: recorded[0]?.value ?? null, checkedAt, trouble: standing?.trouble ?? null }];
}

function stateOf(status: string | null, recorded: readonly { updatedAt: string }[], checkedAt: string | null): Remaining | null {
  if (status === 'missing' || status === 'wrong') return 'there';
  if (status === 'waiting') return 'going';
  // a check that passed says nothing about what was recorded after it
  const isNewer = recorded.some((v) => checkedAt === null || v.updatedAt > checkedAt);
  return isNewer ? 'unknown' : null;
}
