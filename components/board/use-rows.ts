import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Live, useLive } from '@/components/ui/live';
import type { LiveState } from '@/components/ui/live-source';
import type { Plan } from '@/lib/pace/plan';
import type { BoardAnswer, BoardNews, BoardRow } from '@/lib/progress/board';
import { mergeRows } from './view';

export interface Rows {
  rows: readonly BoardRow[];
  /** Whether these are all attendees. */
  isWhole: boolean;
  plan: Plan;
}

/** The stream sends a list of rows, or the plan; what is asked for is answered with all that a board has. All are our own. */
function take(known: Rows, told: unknown): Rows {
  const answer: { rows?: BoardNews[] } & Partial<Omit<BoardAnswer, 'rows'>> = Array.isArray(told) ? { rows: told } : (told as BoardAnswer);
  const { rows = [], isWhole = false, after, plan } = answer;
  const still = after ? stillThere(known.rows, after) : known.rows;
  const isSame = plan === undefined || JSON.stringify(plan) === JSON.stringify(known.plan);
  return {
    rows: rows.length > 0 ? mergeRows(still, rows) : still,
    isWhole: known.isWhole || isWhole,
    plan: isSame ? known.plan : plan,
  };
}
/** Removes those who left unnoticed. People who joined after the request aren't in its answer, and stay. */
export function stillThere(rows: readonly BoardRow[], { revision, present }: NonNullable<BoardAnswer['after']>): readonly BoardRow[] {
  const ids = new Set(present);
  const kept = rows.filter((r) => ids.has(r.id) || BigInt(r.revision) > BigInt(revision));
  return kept.length === rows.length ? rows : kept;
}
const lastRevision = (rows: readonly BoardRow[]) => rows.reduce((max, r) => (BigInt(r.revision) > max ? BigInt(r.revision) : max), 0n);
/** A change that commits late may have a lower revision than one already seen, so the board always asks what it missed. */
const isCurrent = () => false;

/**
 * A board's attendees, kept current: what the server rendered at first, then everybody.
 * @param isNameless leaves out who they are, for a screen that everybody sees
 */
export function useRows(slug: string, first: Rows, isNameless = false): Rows & { state: LiveState } {
  const [begun] = useState(first);
  const live = useMemo((): Live<Rows> => {
    const address = `/api/events?board=${encodeURIComponent(slug)}${isNameless ? '&nameless' : ''}`;
    return {
      key: ['board', slug],
      events: address,
      missed: (known) => `${address}&since=${known.isWhole ? lastRevision(known.rows) : 0n}&now`,
      merge: take,
      isCurrent,
    };
  }, [slug, isNameless]);
  const { options, state } = useLive(live, begun);
  return { ...(useQuery(options).data ?? begun), state };
}
